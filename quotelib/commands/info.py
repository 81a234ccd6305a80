"""``quotelib info``: what is installed, and the hashes of the data, for reports and papers."""

import json
import platform
from collections.abc import Iterator
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import click

import quotelib

REQUIRED = ("attrs", "click", "nltk", "regex", "tqdm")
OPTIONAL = (
    *("dask", "datasets", "matplotlib", "networkx", "pandas", "pyarrow", "pyspark"),
    *("scikit-learn", "spacy"),
)
"""Packages that the extras bring."""

SHOWN = 16
"""Hexadecimal digits shown of a hash: enough to tell any two versions apart, and to read."""


@click.command(short_help="Print versions, and hashes of the data.")
@click.option("--json", "is_json", is_flag=True, help="Print one JSON object, with whole hashes.")
def command(*, is_json: bool) -> None:
    """Print the versions of quotelib and its packages, and the hashes of its data.

    Two installations with the same version of quotelib and the same hash of all data give the same
    output for the same text.
    """
    data = dict(_hashes())
    together = _together(data)
    if is_json:
        found = {"versions": _versions(), "data": data, "all data": together}
        click.echo(json.dumps(found, indent=1))
        return
    for name, number in _versions().items():
        click.echo(f"{name:<14}{number or 'not installed'}")
    click.echo(f"\nall data      {together[:SHOWN]}")
    for path, digest in data.items():
        click.echo(f"  {digest[:SHOWN]}  {path}")


def _versions() -> dict[str, str | None]:
    """Version by package; None where it is not installed."""
    found: dict[str, str | None] = {
        "quotelib": quotelib.__version__,
        "python": f"{platform.python_version()} ({platform.system()} {platform.machine()})",
    }
    for package in (*REQUIRED, *OPTIONAL):
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = None
    return found


def _together(data: dict[str, str]) -> str:
    """One hash of all names and hashes."""
    lines = "".join(f"{path} {digest}\n" for path, digest in data.items())
    return sha256(lines.encode()).hexdigest()


def _hashes() -> Iterator[tuple[str, str]]:
    """Path and SHA-256 of each data file, sorted by path."""
    folder = Path(quotelib.__file__).parent / "data"
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.relative_to(folder).as_posix(), sha256(path.read_bytes()).hexdigest()
