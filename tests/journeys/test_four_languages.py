"""The same visit in every language: nothing is left in English, and nothing is broken."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from bs4 import BeautifulSoup, Comment, Doctype, Tag
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import Page as Tab
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer
from wagtail.models import Page

from core.i18n import country_choices, direction
from core.models import record_types
from taxonomy.labels import labels
from tests.journeys.measures import width

LANGUAGES = [code for code, _name in settings.LANGUAGES]
OTHERS = LANGUAGES[1:]
SITE = "Meydan"
SEARCHES = ("", "?type=practice&theme=social-cohesion", "?q=gaziantp", "?theme=none&page=9999")
SPOKEN = ("alt", "aria-label", "content", "data-none", "data-some", "placeholder", "title")
# Words that are spelt as in English. A single word more than these is to be looked at.
SAME_WORDS = {
    "tr": {"Forum", "Panel", "Platform"},
    "ar": set[str](),
    "fr": {
        *("Centre", "Contact", "Forum", "Menu", "Page", "Participants", "Source", "Suggestions"),
        "Type",
        *("Union", "continents", "organisations"),
    },
}


def soup(client: Client, address: str) -> BeautifulSoup:
    page = BeautifulSoup(client.get(address, follow=True).content, "html.parser")
    assert page.title is not None, address
    return page


def said(page: BeautifulSoup, language: str) -> set[str]:
    """What it says in its own language, and to ears only; not codes, nor what it marks as foreign.

    What is marked once is foreign everywhere: the title of a record is said in the tab as well.
    """
    texts = [(tag, text.removesuffix(f" – {SITE}")) for tag, text in spoken(page)]
    foreign = {text for tag, text in texts if not in_language(tag, language)}
    return {text for tag, text in texts if not is_code(tag, text)} - foreign - {""}


def spoken(page: BeautifulSoup) -> Iterator[tuple[Tag, str]]:
    """Every text with the element it stands in or belongs to."""
    for node in page.find_all(string=re.compile(r"[^\W\d_]")):
        tag = node.parent
        if tag and tag.name not in ("script", "style") and not isinstance(node, Comment | Doctype):
            yield tag, " ".join(node.split())
    for tag in page.find_all(True):
        for name in SPOKEN:
            if tag.name != "meta" or tag.get("name") == "description":
                yield tag, str(tag.get(name, ""))


def in_language(tag: Tag, language: str) -> bool:
    return next(part["lang"] for part in (tag, *tag.parents) if part.get("lang")) == language


def is_code(tag: Tag, text: str) -> bool:
    """An acronym, or what runs from left to right in every language: an address, an ISBN."""
    return text.isupper() or tag.get("dir") == "ltr"


def proper_names() -> set[str]:
    """Of places and organisations, and what and whom records name; in one case of letters."""
    names = [SITE, "BibTeX"]
    for language in LANGUAGES:
        names += labels("city", language).values()
        names += dict(country_choices(language)).values()
    names += labels("organisation", "en").values()
    names += (user.get_full_name() for user in User.objects.all())
    for model in record_types():
        for record in model._default_manager.filter(live=True):
            names += record.search_texts().names
    return {name.casefold() for name in names}


def editions(client: Client) -> Iterator[dict[str, tuple[str, set[str]]]]:
    """Every page by language, or what says there that it is not translated: address and texts."""
    live = Page.objects.live().filter(depth__gt=1)
    records = {page.translation_key: page.get_url() for page in live}
    views = [*(f"/en/search/{query}" for query in SEARCHES), "/en/none/"]
    for address in (*records.values(), *views):
        page = soup(client, address)
        switch = page.select(".languages a")
        links = {str(link["hreflang"]): str(link["href"]) for link in switch}
        yield {
            language: (link, said(page if link == address else soup(client, link), language))
            for language, link in links.items()
        }


def test_no_page_of_the_demonstration_is_left_in_english(
    client: Client, demonstration_loaded: None
) -> None:
    pages, names = list(editions(client)), proper_names()
    english = set[str]().union(*(page["en"][1] for page in pages))
    left = [
        (address, text)
        for language in OTHERS
        for address, texts in (page[language] for page in pages)
        for text in texts & english - SAME_WORDS[language]
        if names.isdisjoint((text.casefold(), text.strip("“”").casefold()))
        and text not in unquote(address)
    ]
    assert sorted({text for _address, text in left}) == []


def looks_right(page: Tab, language: str, kind: str) -> None:
    """Assert that a page of the kind stands in its language, within the width of the screen."""
    expect(page.locator(kind).first).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.locator("html")).to_have_attribute("dir", direction(language))
    assert page.viewport_size is not None
    assert width(page) <= page.viewport_size["width"], page.url


def stations(page: Tab, language: str) -> Iterator[str]:
    """Walk from the home page to a report; yields what is to be seen at each station."""

    def follow(links: str) -> None:
        page.locator(links).first.click()

    def turn_to(section: str) -> None:
        if (opener := page.locator(".site-header__bar .menu-button")).is_visible():
            opener.click()
        follow(f".main-nav a[href='/{language}/{section}/']")

    yield ".hero"
    page.fill("#home-search", labels("city", language)["gaziantep-tr"])
    page.press("#home-search", "Enter")
    yield ".result"
    if page.locator(".search__facets > summary").is_visible():
        follow(".search__facets > summary")
    page.locator("[name=type][value=practice]").check()
    follow("#search-apply .button")
    yield "#search-results[data-address*='type=practice'] .chips"
    follow(".result__title a")
    yield ".plate--practice"
    turn_to("events")
    yield ".result"
    follow("main a[href$='/municipal-forum-gaziantep-2019/']")
    yield ".plate--event"
    follow("main a[href*='/declarations/']:not(.breadcrumbs a)")
    yield ".plate--declaration"
    turn_to("reports")
    yield ".result"
    follow(".result__title a")
    yield ".plate--report"


def test_the_journey_from_home_to_a_report_in_every_language(
    page: Tab, demonstration: LiveServer, complaints: list[str]
) -> None:
    for language in LANGUAGES:
        for screen in (360, 1280):
            page.set_viewport_size({"width": screen, "height": 800})
            page.goto(f"{demonstration.url}/{language}/")
            for kind in stations(page, language):
                looks_right(page, language, kind)
    assert complaints == []
