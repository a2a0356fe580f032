"""The list of suggestions, as a reader has it before them."""

from playwright.sync_api import Locator, Page

CITY = ("gaziantep-tr",)


def shown(page: Page) -> Locator:
    return page.get_by_role("listbox").get_by_role("option")


def chosen(page: Page) -> Locator:
    return page.get_by_role("listbox").get_by_role("option", selected=True)


def announced(page: Page) -> Locator:
    return page.locator("template + .suggestions + [role=status]").first
