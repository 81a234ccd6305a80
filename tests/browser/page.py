"""A page in the browser, as the tests speak of it."""

from collections.abc import Callable
from typing import Any


class Page:
    """A page in the browser: its elements, and what the browser complained about."""

    def __init__(self, driver: Any) -> None:
        self.driver = driver

    def all(self, selector: str) -> list[Any]:
        """The elements that a CSS selector finds."""
        return self.driver.find_elements("css selector", selector)

    def one(self, selector: str) -> Any:
        """The first of them."""
        return self.driver.find_element("css selector", selector)

    def texts(self, selector: str) -> list[str]:
        """Their visible texts."""
        return [element.text for element in self.all(selector)]

    def run(self, script: str, *arguments: object) -> object:
        """What a script returns, run in the page."""
        return self.driver.execute_script(script, *arguments)

    def press(self, keys: str) -> None:
        """Press keys wherever the focus is."""
        self.driver.switch_to.active_element.send_keys(keys)

    def click(self, selector: str) -> None:
        """Click the first element that the selector finds."""
        self.one(selector).click()

    def search(self, words: str) -> None:
        """Type into the search field, and wait until the page has answered."""
        field = self.one("#find")
        field.clear()
        field.send_keys(words)
        self.until(lambda: f"“{words}”" in self.one("#chips").get_property("textContent"))

    def until(self, condition: Callable[[], object]) -> None:
        """Wait for something that happens soon."""
        from selenium.webdriver.support.ui import WebDriverWait

        WebDriverWait(self.driver, 20, poll_frequency=0.02).until(lambda _: condition())

    def complaints(self) -> list[str]:
        """What stands on the browser's console since the last call."""
        return [entry["message"] for entry in self.driver.get_log("browser")]


Open = Callable[..., Page]
"""Opens HTML, at an address within it, and gives the page."""
