"""Suggestions while a reader types: by keyboard, mouse and touch, heard as well as seen."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, CDPSession, Locator, Page, Request, Route, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from core.i18n import format_number
from scripts.paths import ROOT
from search import limits
from search.document import Document
from tests.factories.documents import LANGUAGES, document, indexed

CITY = ("gaziantep-tr",)
BOXES = {"": "home-search", "search/?q=ga": "search-words", "nowhere/": "lost-search"}
PAUSE = 150  # milliseconds


def naming(title: str, person: str) -> Document:
    made = document(title)
    made.line["people"] = [person]
    return Document(**{**vars(made), "texts": {**made.texts, "names": person}})


@pytest.fixture
def site(live_server: LiveServer, transactional_db: None) -> str:
    """The address of a site with two records of a city, one of them in Turkish, and a person."""
    indexed(
        document("Gardens for all", city=CITY),
        document("Gaziantep buluşmaları", written_in="tr", city=CITY),
        naming("A report", "Gale Example"),
    )
    return live_server.url


@pytest.fixture
def box(page: Page, site: str) -> Locator:
    """The search box of the English home page, ready to be typed into."""
    page.goto(f"{site}/en/")
    found = page.get_by_role("combobox")
    found.focus()
    return found


@pytest.fixture
def asked(page: Page) -> list[Request]:
    """The requests of the browser."""
    requests: list[Request] = []
    page.on("request", lambda request: requests.append(request))
    return requests


def texts(requests: list[Request]) -> list[str]:
    """What suggestions were asked for, in turn."""
    found = [urlsplit(request.url) for request in requests]
    return [parse_qs(url.query)["q"][0] for url in found if url.path.endswith("/suggest")]


def shown(page: Page) -> Locator:
    return page.get_by_role("listbox").get_by_role("option")


def chosen(page: Page) -> Locator:
    return page.get_by_role("listbox").get_by_role("option", selected=True)


def announced(page: Page) -> Locator:
    return page.locator("template + .suggestions + [role=status]").first


class TestWhatIsShown:
    def test_suggestions_stand_in_named_groups_and_are_announced(
        self, page: Page, box: Locator, asked: list[Request], complaints: list[str]
    ) -> None:
        expect(box).to_have_attribute("aria-expanded", "false")
        expect(box).to_have_attribute("autocomplete", "off")

        box.press_sequentially("ga")

        expect(box).to_have_attribute("aria-expanded", "true")
        expect(page.get_by_role("listbox", name="Suggestions")).to_be_visible()
        groups = {name: page.get_by_role("group", name=name) for name in ("Cities", "Records")}
        expect(groups["Cities"].get_by_role("option")).to_have_text(["GaziantepRecords: 2"])
        expect(groups["Records"].get_by_role("option")).to_have_count(2)
        expect(page.get_by_role("group", name="People")).to_contain_text("Gale Example")
        expect(page.get_by_role("group", name="Themes")).to_have_count(0)
        expect(announced(page)).to_have_text("Suggestions: 4")
        assert {urlsplit(request.url).netloc for request in asked} == {urlsplit(page.url).netloc}
        assert complaints == []

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_numbers_are_written_as_everywhere_else(
        self, page: Page, site: str, language: str
    ) -> None:
        indexed(*(document(city=CITY) for _ in range(1_232)))
        page.goto(f"{site}/{language}/")

        page.get_by_role("combobox").press_sequentially("gazi")

        expect(announced(page)).to_contain_text(format_number(2, language))
        expect(shown(page).first).to_contain_text(format_number(1_234, language))

    def test_where_nothing_is_found_nothing_opens(self, page: Page, box: Locator) -> None:
        box.press_sequentially("ga")
        expect(shown(page)).to_have_count(4)

        box.press_sequentially("zzz")

        expect(announced(page)).to_have_text("No suggestions")
        expect(box).to_have_attribute("aria-expanded", "false")
        expect(page.get_by_role("listbox")).to_have_count(0)

    @pytest.mark.parametrize("address", BOXES)
    def test_every_search_box_has_them(self, page: Page, site: str, address: str) -> None:
        page.goto(f"{site}/en/{address}")
        box = page.locator(f"#{BOXES[address]}")
        expect(page.get_by_role("listbox")).to_have_count(0)

        box.fill("gaz")

        expect(shown(page).first).to_contain_text("Gaziantep")


class TestKeyboard:
    def test_arrows_walk_through_the_list_and_the_text_stays(
        self, page: Page, box: Locator
    ) -> None:
        box.press_sequentially("ga")
        expect(shown(page)).to_have_count(4)
        for place in (0, 1, 2, 3):
            box.press("ArrowDown")
            active = shown(page).nth(place)
            expect(active).to_have_attribute("aria-selected", "true")
            expect(box).to_have_attribute("aria-activedescendant", active.get_attribute("id") or "")
        box.press("ArrowDown")  # back to the text
        expect(chosen(page)).to_have_count(0)
        box.press("ArrowUp")
        expect(shown(page).last).to_have_attribute("aria-selected", "true")
        expect(chosen(page)).to_have_count(1)
        expect(box).to_have_value("ga")
        expect(box).to_be_focused()

    @pytest.mark.parametrize("key", ["Home", "End", "ArrowLeft"])
    def test_other_keys_move_in_the_text(self, page: Page, box: Locator, key: str) -> None:
        box.press_sequentially("ga")
        expect(shown(page)).to_have_count(4)
        box.press("ArrowDown")
        expect(chosen(page)).to_have_count(1)

        box.press(key)

        expect(chosen(page)).to_have_count(0)
        expect(box).not_to_have_attribute("aria-activedescendant", re.compile(""))
        place = {"Home": 0, "End": 2, "ArrowLeft": 1}[key]
        assert box.evaluate("element => element.selectionStart") == place

    def test_enter_follows_the_suggestion(
        self, page: Page, box: Locator, complaints: list[str]
    ) -> None:
        box.press_sequentially("gaz")
        expect(shown(page)).to_have_count(2)

        box.press("ArrowDown")
        box.press("Enter")

        expect(page).to_have_url(re.compile(r"/en/search/\?city=gaziantep-tr$"))
        assert complaints == []

    def test_enter_without_a_choice_searches_for_the_text(self, page: Page, box: Locator) -> None:
        box.press_sequentially("ga")
        expect(shown(page)).to_have_count(4)

        box.press("Enter")

        expect(page).to_have_url(re.compile(r"/en/search/\?q=ga$"))
        expect(page.get_by_role("listbox")).to_have_count(0)

    def test_escape_closes_and_then_clears(self, page: Page, box: Locator) -> None:
        box.press_sequentially("ga")
        expect(shown(page)).to_have_count(4)

        box.press("Escape")
        expect(page.get_by_role("listbox")).to_have_count(0)
        expect(box).to_have_value("ga")

        box.press("ArrowDown")  # opens again
        expect(chosen(page)).to_contain_text("Gaziantep")

        box.press("Escape")
        box.press("Escape")
        expect(box).to_have_value("")
        expect(box).to_have_attribute("aria-expanded", "false")

    def test_leaving_the_box_closes(self, page: Page, box: Locator) -> None:
        box.press_sequentially("ga")
        expect(shown(page)).to_have_count(4)

        box.press("Tab")

        expect(page.get_by_role("listbox")).to_have_count(0)
        expect(page.get_by_role("button", name="Search")).to_be_focused()

    def test_an_input_method_keeps_its_keys(self, page: Page, box: Locator) -> None:
        box.press_sequentially("ga")
        expect(shown(page)).to_have_count(4)
        session = page.context.new_cdp_session(page)
        session.send(
            "Input.imeSetComposition", {"text": "r", "selectionStart": 1, "selectionEnd": 1}
        )
        expect(shown(page)).to_have_count(1)  # phones compose what they type: it counts

        for key in ("ArrowDown", "Enter"):
            press_raw(session, key)

        expect(box).to_have_value("gar")
        expect(shown(page)).to_have_count(1)
        expect(chosen(page)).to_have_count(0)


def press_raw(session: CDPSession, key: str) -> None:
    """A key that goes to the input method: the page only hears of it."""
    event = {"type": "rawKeyDown", "key": key, "code": key, "windowsVirtualKeyCode": 229}
    session.send("Input.dispatchKeyEvent", event)


class TestMouseAndTouch:
    def test_a_click_follows_the_suggestion(self, page: Page, box: Locator) -> None:
        box.press_sequentially("gale")

        shown(page).first.click()

        expect(page).to_have_url(re.compile(r"/en/search/\?q=%22Gale\+Example%22$"))

    def test_filters_stay_chosen(self, page: Page, site: str) -> None:
        page.goto(f"{site}/en/search/?type=practice&year_from=2000&view=table")
        page.get_by_role("combobox").first.press_sequentially("gazi")
        expect(shown(page).first).to_contain_text("Gaziantep")
        expect(shown(page).first).not_to_contain_text("Records:")

        shown(page).first.click()

        page.wait_for_url(re.compile("city="))
        assert parse_qs(urlsplit(page.url).query) == {
            "city": ["gaziantep-tr"],
            "type": ["practice"],
            "year_from": ["2000"],
            "view": ["table"],
        }

    def test_a_press_between_the_suggestions_leaves_them(self, page: Page, box: Locator) -> None:
        box.press_sequentially("ga")

        page.get_by_label("Suggestions").get_by_text("Cities", exact=True).hover()
        page.mouse.down()

        expect(box).to_be_focused()
        expect(shown(page)).to_have_count(4)
        page.mouse.up()
        page.get_by_role("heading", level=1).click()
        expect(page.get_by_role("listbox")).to_have_count(0)

    def test_a_tap_follows_the_suggestion(self, browser: Browser, site: str) -> None:
        context = browser.new_context(has_touch=True, viewport={"width": 360, "height": 740})
        page = context.new_page()
        page.goto(f"{site}/ar/")
        page.get_by_role("combobox").tap()
        page.keyboard.type("gazi")

        shown(page).first.tap()

        expect(page).to_have_url(re.compile(r"/ar/search/\?city=gaziantep-tr$"))
        context.close()


class TestRequests:
    def test_the_server_is_asked_once_for_two_letters_or_more_after_a_pause(
        self, page: Page, site: str, asked: list[Request]
    ) -> None:
        page.clock.install(time=0)
        page.goto(f"{site}/en/")
        page.clock.pause_at(3_600_000)
        box = page.get_by_role("combobox")
        box.press_sequentially("-g")
        page.clock.run_for(PAUSE)
        box.press_sequentially("arde")
        page.clock.run_for(PAUSE - 1)
        assert texts(asked) == []

        page.clock.run_for(1)

        expect(shown(page)).to_have_count(1)
        assert texts(asked) == ["-garde"]

    def test_an_answer_that_comes_too_late_is_not_shown(self, page: Page, box: Locator) -> None:
        waiting: list[Route] = []
        page.route(re.compile(r"/suggest\?.*q=ga$"), lambda route: waiting.append(route))
        with page.expect_request("**/suggest?*q=ga"):
            box.press_sequentially("ga")

        with page.expect_event("requestfailed") as given_up:
            box.press_sequentially("rde")

        expect(shown(page)).to_have_text(["Gardens for all"])
        assert texts([given_up.value]) == ["ga"]

    def test_too_many_requests_leave_the_plain_form_and_are_not_repeated(
        self,
        page: Page,
        box: Locator,
        asked: list[Request],
        complaints: list[str],
        settings: Settings,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        settings.MEYDAN_REQUESTS_A_MINUTE = {"suggest": 1}
        monkeypatch.setattr(limits, "LIMITER", limits.Limiter(lambda: 1_700_000_040.0))
        box.press_sequentially("ga")
        expect(shown(page)).to_have_count(4)

        with page.expect_response("**/suggest?*q=gar") as refused:
            box.press_sequentially("r")

        assert refused.value.status == 429
        expect(page.get_by_role("listbox")).to_have_count(0)
        expect(announced(page)).to_have_text("")
        box.press_sequentially("d")
        box.press("ArrowDown")
        box.press("Enter")
        expect(page).to_have_url(re.compile(r"/en/search/\?q=gard$"))
        assert texts(asked) == ["ga", "gar"]
        # The browser's own words on the refusal; no script can keep them back.
        assert all(line.startswith("Failed to load resource") for line in complaints)

    def test_without_a_network_the_box_stays_what_it_was(
        self, page: Page, box: Locator, complaints: list[str]
    ) -> None:
        page.context.set_offline(True)

        with page.expect_event("requestfailed"):
            box.press_sequentially("ga")

        expect(box).to_have_value("ga")
        expect(page.get_by_role("listbox")).to_have_count(0)
        assert all(line.startswith("Failed to load resource") for line in complaints)

    def test_without_javascript_there_is_a_plain_form(self, browser: Browser, site: str) -> None:
        context = browser.new_context(java_script_enabled=False)
        page = context.new_page()
        page.goto(f"{site}/en/")
        box = page.get_by_role("searchbox")
        assert box.get_attribute("autocomplete") is None
        box.fill("gard")
        expect(page.get_by_role("listbox")).to_have_count(0)
        box.press("Enter")
        expect(page.get_by_role("link", name="Gardens for all", exact=True)).to_be_visible()
        context.close()

    def test_the_script_is_small(self) -> None:
        assert (ROOT / "static/js/autocomplete.js").stat().st_size < 6 * 1024


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1280, "light")])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_open_list_is_accessible_and_fits(
    browser: Browser, site: str, language: str, width: int, scheme: str
) -> None:
    long = "Gaziantep, where neighbours who came late and neighbours who were there learn together"
    indexed(*(document(f"{long} {number}", written_in="fr") for number in range(9)))
    context = browser.new_context(
        viewport={"width": width, "height": 500},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page = context.new_page()
    for address, field in BOXES.items():
        page.goto(f"{site}/{language}/{address}")
        box = page.locator(f"#{field}")
        box.fill("ga")
        expect(shown(page)).to_have_count(7)
        box.press("ArrowUp")
        findings = Axe().run(page)
        assert findings.violations_count == 0, findings.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        around = box.locator("xpath=..").bounding_box()
        listed = page.get_by_role("listbox").bounding_box()
        assert around is not None and listed is not None
        assert (listed["x"], listed["width"]) == (around["x"], around["width"])
        # It scrolls inside, to what is chosen, and nothing cuts it off.
        assert page.get_by_role("listbox").evaluate(
            "list => list.scrollHeight > list.clientHeight && list.scrollTop > 0"
            " && list.scrollWidth <= list.clientWidth"
            " && [...document.body.querySelectorAll('*')].every((e) => e === list || !e.scrollTop)"
        )
        expect(chosen(page)).to_be_in_viewport(ratio=0.9)
    context.close()


def test_a_title_of_another_language_says_so_and_begins_where_the_others_begin(
    page: Page, site: str
) -> None:
    page.goto(f"{site}/ar/")
    page.get_by_role("combobox").press_sequentially("gazi")
    names = shown(page).locator("bdi")
    expect(names).to_have_count(2)
    expect(names.first).not_to_have_attribute("lang", re.compile(""))
    expect(names.last).to_have_attribute("lang", "tr")

    edges = names.evaluate_all("all => all.map((name) => name.getBoundingClientRect().right)")

    assert len(set(edges)) == 1
    assert names.last.evaluate("name => getComputedStyle(name).direction") == "ltr"
