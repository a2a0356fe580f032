"""Editors write and translate Arabic, whatever the language of their admin."""

import re
import threading
import time
from collections.abc import Callable, Iterator

import pytest
from django.core.signals import request_finished, request_started
from django.db.models import Model
from playwright.sync_api import Locator, Page, expect
from pytest_django.live_server_helper import LiveServer
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Locale
from wagtail_localize.models import Translation, TranslationSource

from core.enums import RecordType
from practices.models import PracticePage
from taxonomy.models import Theme
from tests.factories.pages import PracticePageFactory, section
from tests.factories.people import PASSWORD, person

Edit = Callable[[Model], Page]
TITLE = "مقاهي اللغة (RESLOG) في المكتبات."


@pytest.fixture
def answered(live_server: LiveServer) -> Iterator[Callable[[], bool]]:
    """Whether the server has answered all it was asked."""
    underway: set[int] = set()

    def begin(**_: object) -> None:
        underway.add(threading.get_ident())

    def end(**_: object) -> None:
        underway.discard(threading.get_ident())

    request_started.connect(begin)
    request_finished.connect(end)
    yield lambda: not underway
    request_started.disconnect(begin)
    request_finished.disconnect(end)


@pytest.fixture
def edit(
    page: Page,
    live_server: LiveServer,
    transactional_db: None,
    answered: Callable[[], bool],
    language: str,
) -> Iterator[Edit]:
    """Opens a form in an admin of the given language; nothing may be stored after that."""

    def opened(record: Model) -> Page:
        person("editor", language=language, is_superuser=True)
        page.set_viewport_size({"width": 1400, "height": 1000})
        address = AdminURLFinder().get_edit_url(record)
        page.goto(f"{live_server.url}/en/account/login/?next={address}")
        page.get_by_label("E-mail address or user name").fill("editor")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Log in", exact=True).click()
        page.wait_for_url(f"**{address}")
        expect(page.locator("html")).to_have_attribute("lang", language)
        return page

    yield opened
    # A form saves by itself and says goodbye as it is left: the database must still be there.
    page.evaluate(
        "document.querySelectorAll('[data-edit-form], .w-editing-sessions')"
        ".forEach((form) => form.remove())"
    )
    page.goto("about:blank")
    deadline = time.monotonic() + 30
    while not answered() and time.monotonic() < deadline:
        time.sleep(0.05)


def arabic_practice() -> PracticePage:
    """A practice written in Arabic, with a field of each kind."""
    practice: PracticePage = PracticePageFactory(
        parent=section(RecordType.PRACTICE, "ar"),
        title=TITLE,
        period="2019-09/..",
        challenges=[("challenge", {"challenge": "كان الطلب كبيرًا", "response": ""})],
        links=[("link", {"title": "تقرير", "url": "https://example.org/report"})],
    )
    return practice


def being_translated(term: Theme, language: str) -> Theme:
    """The row of a term in a language, under wagtail-localize's hand and not yet begun."""
    target = Locale.objects.get(language_code=language)
    source, _created = TranslationSource.get_or_create_from_instance(term)
    Translation.objects.create(source=source, target_locale=target, enabled=True)
    row: Theme = term.get_translation(target)
    return row


def arabic(field: Locator) -> None:
    expect(field).to_have_attribute("lang", "ar")
    expect(field).to_have_attribute("dir", "rtl")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_form_of_an_arabic_page_is_written_from_right_to_left(
    edit: Edit, complaints: list[str]
) -> None:
    editor = edit(arabic_practice())
    for name in ("title", "summary", "challenges-0-value-challenge", "links-0-value-title"):
        arabic(editor.locator(f"[name={name}]"))
    for name in ("slug", "period", "links-0-value-url"):
        expect(editor.locator(f"[name={name}]")).to_have_attribute("dir", "ltr")
    # The words around the fields are in the editor's language, not in the page's.
    assert editor.locator("label[lang], .help[lang]").count() == 0
    crumb = editor.locator("[data-controller~=w-breadcrumbs] a").last
    expect(crumb).to_have_attribute("dir", "auto")

    names = editor.locator("[data-contentpath=other_names]")
    names.locator(".c-sf-add-button").first.click()
    arabic(names.locator("input[type=text]"))

    aims = editor.locator("[data-contentpath=aims] [contenteditable=true]")
    arabic(aims)
    aims.click()
    editor.keyboard.type("RESLOG مشروع")
    # Left to itself the rich text editor turns a paragraph that begins with a Latin letter.
    paragraph = aims.locator(".public-DraftStyleDefault-block")
    expect(paragraph).to_have_css("direction", "rtl")
    expect(paragraph).to_have_css("text-align", "start")

    # A colleague's remark may be in any language.
    editor.locator("[data-side-panel-toggle=comments]").click()
    # Shown under the pointer only, and the form still moves aside for the panel.
    editor.locator("[data-contentpath=summary] [data-comment-add]").dispatch_event("click")
    expect(editor.locator("#comments textarea").first).to_have_attribute("dir", "auto")
    assert complaints == []


@pytest.mark.parametrize("language", ["ar"])
def test_the_form_of_an_english_page_runs_from_left_to_right(edit: Edit) -> None:
    editor = edit(PracticePageFactory(parent=section(RecordType.PRACTICE)))
    expect(editor.locator("[name=title]")).to_have_attribute("lang", "en")
    expect(editor.locator("[name=title]")).to_have_attribute("dir", "ltr")


@pytest.mark.parametrize(
    ("language", "heading"),
    [
        ("en", "Translation from English into Arabic"),
        ("ar", "الترجمة من الإنجليزية إلى العربية"),
        ("tr", "Çeviri: İngilizce → Arapça"),
    ],
)
def test_source_and_translation_each_run_their_own_way(
    edit: Edit, complaints: list[str], language: str, heading: str
) -> None:
    theme = Theme.objects.canonical()[0]
    editor = edit(being_translated(theme, "ar"))
    shell = editor.locator(".js-translation-editor")
    expect(shell.locator("section > div > h3").first).to_have_text(heading)
    text = shell.locator("li > p", has_text=theme.name)
    expect(text).to_have_attribute("lang", "en")
    expect(text).to_have_attribute("dir", "ltr")
    segment = text.locator("xpath=..")
    arabic(segment.locator("> div"))

    segment.locator("ul button").click()
    segment.locator("textarea").fill(TITLE)
    segment.locator("textarea").press("Enter")
    saved = segment.locator("> div > p", has_text=TITLE)
    expect(saved).to_have_css("direction", "rtl")
    # The bar that tells how far a translation is stands where the line begins.
    begins = "right" if language == "ar" else "left"
    expect(segment).to_have_class(re.compile(r"\bcomplete\b"))
    expect(segment).to_have_css(f"border-{begins}-width", "5px")
    if language != "en":
        english = r"\b(?:Translate|Edit|Publish|Upload|Download|Title|Summary)\b"
        assert re.findall(english, shell.inner_text()) == []
    assert complaints == []
