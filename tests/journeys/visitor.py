"""What a person does in the browser, in their words."""

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Page, expect

from tests.web.factories import PASSWORD
from trellis_web.people.models import Person


@dataclass
class Visitor:
    """Somebody in front of a page."""

    page: Page
    url: str

    def go(self, path: str) -> "Visitor":
        """Opens an address of the installation."""
        self.page.goto(path if "://" in path else self.url + path)
        return self

    def sees(self, text: str) -> "Visitor":
        """The text stands on the page."""
        place = self.page.locator("main, [role=status]").get_by_text(text)
        expect(place.first).to_be_visible()
        return self

    def sees_heading(self, text: str) -> "Visitor":
        """The page is headed by the text."""
        expect(self.page.get_by_role("heading", level=1, name=text).first).to_be_visible()
        return self

    def press(self, name: str) -> "Visitor":
        """Presses the first button of that name, and waits for what it leads to."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=name).first.click()
        return self

    def follow(self, name: str) -> "Visitor":
        """Follows the first link of that name in the page."""
        with self.page.expect_navigation():
            self.page.locator("main").get_by_role("link", name=name).first.click()
        return self

    def fill(self, label: str, text: str) -> "Visitor":
        """Types into the field with that label."""
        self.page.get_by_label(label, exact=True).fill(text)
        return self

    def choose(self, label: str, option: str) -> "Visitor":
        """Chooses from the list with that label."""
        self.page.get_by_label(label, exact=True).select_option(label=option)
        return self

    def upload(self, label: str, file: Path) -> "Visitor":
        """Chooses a file."""
        self.page.get_by_label(label).set_input_files(file)
        return self

    def sign_in(self, email: str, password: str = PASSWORD) -> "Visitor":
        """Signs in by the form."""
        self.page.context.clear_cookies()
        self.go("/account/login/").fill("Email", email).fill("Password", password)
        return self.press("Sign in")

    def choose_password(self, link: str, password: str = PASSWORD) -> "Visitor":
        """Opens the link of an invitation and chooses a password."""
        self.page.context.clear_cookies()
        self.go(link).fill("New Password", password).fill("New Password (again)", password)
        return self.press("Save password")


def step_in(context: BrowserContext, url: str, person: Person) -> None:
    """Signs a person in without the form, for tests that are about something else."""
    client = Client()
    client.force_login(person)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.clear_cookies()
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": url}])
