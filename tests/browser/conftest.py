"""A real, headless Chromium for the tests that look at pages; skipped, with the reason, without one."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser.page import Open, Page

FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-component-update"
    " --disable-background-networking --disable-sync --disable-dev-shm-usage --hide-scrollbars"
).split()


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The browser: one for all tests."""
    webdriver = pytest.importorskip(
        "selenium.webdriver", reason="needs selenium: pip install 'quotelib[browser]'"
    )
    browser, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not browser or not driver:
        pytest.skip("needs chromium and chromedriver: apt-get install chromium chromium-driver")
    options = webdriver.ChromeOptions()
    options.binary_location = browser
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    # Given the driver's path, selenium looks for no other, nor for updates.
    chrome = webdriver.Chrome(options, webdriver.ChromeService(driver))
    try:
        chrome.set_window_size(1280, 900)
        yield chrome
    finally:
        chrome.quit()


@pytest.fixture
def open_page(chromium: Any, tmp_path: Path) -> Iterator[Open]:
    """Opens HTML as a page; after the test the browser must have had nothing to complain about."""

    def opened(html: str, address: str = "") -> Page:
        path = tmp_path / "page.html"
        path.write_text(html, encoding="utf-8")
        chromium.get("about:blank")  # So that a change of the address alone loads the page anew.
        chromium.get(path.as_uri() + address)
        return Page(chromium)

    yield opened
    assert Page(chromium).complaints() == []


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of this folder."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
