"""A person without a mouse: Tab, Enter, Space, arrows and letters only."""

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page

MOST_TABS = 250


class Keyboard:
    """Hands on the keys of a page."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def reach(self, target: Locator, name: str) -> Locator:
        """Tabs until the element has the focus; its outline can be seen."""
        for _ in range(MOST_TABS):
            self.page.keyboard.press("Tab")
            if target.evaluate("e => e === document.activeElement"):
                return target
        pytest.fail(f"Tab does not lead to {name}.")

    def follow(self, name: str) -> "Keyboard":
        """Opens the first link of that name in the page."""
        return self._enter(self.page.locator("main").get_by_role("link", name=name).first, name)

    def press(self, name: str) -> "Keyboard":
        """Presses the first button of that name in the page."""
        return self._enter(self.page.locator("main").get_by_role("button", name=name).first, name)

    def write(self, label: str, text: str) -> "Keyboard":
        """Replaces what stands in the field with that label."""
        self.reach(self.page.get_by_label(label, exact=True).first, label)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)
        return self

    def paste(self, label: str, text: str) -> "Keyboard":
        """Puts a long text into the field with that label at once, as from the clipboard."""
        self.reach(self.page.get_by_label(label, exact=True).first, label)
        self.page.keyboard.insert_text(text)
        return self

    def tick(self, label: str) -> "Keyboard":
        """Ticks the box with that label."""
        self.reach(self.page.get_by_label(label).first, label)
        self.page.keyboard.press("Space")
        return self

    def pick(self, group: str, choice: str) -> "Keyboard":
        """Moves in a group of radio buttons to a choice by the arrow keys."""
        radios = self.page.get_by_role("group", name=group).get_by_role("radio")
        self.reach(radios.and_(self.page.locator(":checked")).first, group)
        wanted = self.page.get_by_label(choice, exact=True)
        for _ in range(radios.count()):
            if wanted.is_checked():
                return self
            self.page.keyboard.press("ArrowDown")
        pytest.fail(f"The arrows do not lead to {choice}.")

    def upload(self, label: str, file: Path) -> "Keyboard":
        """Opens the file dialog of the field by Space, and chooses a file there."""
        self.reach(self.page.get_by_label(label).first, label)
        with self.page.expect_file_chooser() as chooser:
            self.page.keyboard.press("Space")
        chooser.value.set_files(file)
        return self

    def _enter(self, target: Locator, name: str) -> "Keyboard":
        self.reach(target, name)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        return self
