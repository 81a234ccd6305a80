"""Options and fixtures for all tests."""

import signal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

PROJECT = Path(__file__).parent.parent

# No deadline: how long an example takes depends on the machine; speed is for benchmarks/ to watch.
settings.register_profile("quotelib", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("quotelib")

# Shells have what they start in the background ignore Ctrl-C, and so would the programs that tests start and interrupt.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add where the corpora are, and whether to rewrite the expected readings."""
    parser.addoption(
        "--corpora",
        type=Path,
        default=PROJECT.parent / "shared" / "corpora",
        help="folder of the corpora; tests that need it are skipped where it is missing",
    )
    parser.addoption(
        "--update-snapshots",
        action="store_true",
        help="rewrite the expected readings in tests/articles/ instead of comparing with them",
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Skip what needs the corpora where they are missing."""
    corpora = config.getoption("--corpora")
    if corpora.is_dir():
        return
    missing = pytest.mark.skip(reason=f"no corpora at {corpora}; give their folder with --corpora")
    for item in items:
        if "corpora" in item.keywords:
            item.add_marker(missing)


@pytest.fixture(scope="session")
def corpora(request: pytest.FixtureRequest) -> Path:
    """The folder of the corpora; mark tests that use it ``pytest.mark.corpora``."""
    folder: Path = request.config.getoption("--corpora")
    if not folder.is_dir():
        pytest.skip(f"no corpora at {folder}; give their folder with --corpora")
    return folder


@pytest.fixture
def update_snapshots(request: pytest.FixtureRequest) -> bool:
    """Whether ``--update-snapshots`` was given."""
    return bool(request.config.getoption("--update-snapshots"))
