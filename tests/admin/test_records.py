"""What an editor does with records in the admin, from an empty form to the next search."""

import html
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Revision

from core.models import KnowledgePage, record_types
from practices.models import PracticePage
from taxonomy.models import City, Theme
from tests.admin.forms import address_to_add, address_to_edit, filled, rich_text, stream
from tests.factories.full import full_record
from tests.factories.pages import PracticePageFactory, section
from tests.factories.taxonomy import OrganisationFactory

Committed = Callable[[], AbstractContextManager[object]]

FIGURE = {
    "label": "Guests",
    "number": "446564",
    "qualifier": "about",
    "unit": "people",
    "as_of": "2021",
    "source_name": "Annual report",
    "source_url": "https://example.org/report",
}

every_record_type = pytest.mark.parametrize(
    "model", record_types(), ids=lambda model: str(model.__name__)
)
pytestmark = pytest.mark.django_db


def write_practice(editor: Client, action: str = "", **values: Any) -> Any:
    """Fill in an empty form for a practice and press a button; the admin's answer."""
    address = address_to_add(PracticePage, section())
    title = {"title": "Language cafés", "slug": "language-cafes"}
    form = filled(editor, address, PracticePage, **{**title, **values})
    if action:
        form[action] = "yes"
    return editor.post(address, form)


def change(editor: Client, page: Page, action: str = "", **values: Any) -> Any:
    address = address_to_edit(page)
    form = filled(editor, address, type(page), **values)
    if action:
        form[action] = "yes"
    return editor.post(address, form)


def practice() -> PracticePage:
    found: PracticePage = PracticePage.objects.get()
    return found


def found_by_search(client: Client, title: str) -> bool:
    """Whether a search for a title lists a record of that title."""
    answer = client.get("/en/search/", {"q": title})
    return f">{title}</a>" in html.unescape(answer.content.decode())


class TestWriting:
    def test_a_practice_from_scratch_with_every_kind_of_block(self, editor: Client) -> None:
        organisation = OrganisationFactory(name="City library")
        theme, city = Theme.objects.canonical()[0], City.objects.canonical()[0]
        answer = write_practice(
            editor,
            "action-publish",
            summary="Neighbours practise the language together.",
            period="2019-09/..",
            themes=str(theme.pk),
            cities=str(city.pk),
            context=rich_text("Many newcomers, few teachers."),
            lead_organisation=str(organisation.pk),
            body=stream(("text", rich_text("They meet on Thursdays."))),
            activities=stream(
                (
                    "activity",
                    {"title": "First round", "text": rich_text("It was full."), "period": "2020"},
                )
            ),
            partners=stream(
                ("partner", {"organisation": str(organisation.pk), "role": "host", "acronym": "CL"})
            ),
            figures=stream(("claim", FIGURE)),
            challenges=stream(
                ("challenge", {"challenge": "No room", "response": "The library opened"}),
                ("response", "Volunteers"),
            ),
        )
        assert answer.status_code == 302, answer.context["form"].errors
        page = practice()
        assert page.live
        assert str(page.period) == "2019-09/.."
        assert list(page.themes.all()) == [theme]
        text = html.unescape(editor.get(page.get_url()).content.decode())
        for shown in ("They meet on Thursdays.", "First round", "446,564", "No room", "Volunteers"):
            assert shown in text

    def test_what_was_published_is_found_by_the_very_next_search(
        self, editor: Client, committed: Committed
    ) -> None:
        assert not found_by_search(editor, "Language cafés")
        with committed():
            write_practice(editor, "action-publish")
        assert found_by_search(editor, "Language cafés")

    def test_a_draft_is_kept_and_found_by_nobody(
        self, editor: Client, committed: Committed
    ) -> None:
        with committed():
            assert write_practice(editor).status_code == 302
        assert not practice().live
        assert not found_by_search(Client(), "Language cafés")
        assert Client().get(practice().get_url()).status_code == 404

    def test_a_change_is_found_and_what_it_replaced_is_not(
        self, editor: Client, committed: Committed
    ) -> None:
        with committed():
            write_practice(editor, "action-publish")
            change(editor, practice(), "action-publish", title="Reading circles")
        assert found_by_search(editor, "Reading circles")
        assert not found_by_search(editor, "Language cafés")

    def test_a_preview_of_what_is_not_saved_yet(self, editor: Client) -> None:
        names = ("practices", "practicepage", section().pk)
        address = reverse("wagtailadmin_pages:preview_on_add", args=names)
        form = filled(
            editor, address_to_add(PracticePage, section()), PracticePage,
            title="Not saved", slug="not-saved", period="2019",
        )  # fmt: skip
        assert editor.post(address, form).json() == {"is_valid": True, "is_available": True}
        preview = editor.get(address, {"mode": ""})
        assert preview.status_code == 200
        assert "Not saved" in preview.content.decode()

    @every_record_type
    def test_every_full_record_can_be_opened_previewed_and_saved_again(
        self, model: type[KnowledgePage], editor: Client
    ) -> None:
        page, _entered = full_record(model)
        assert editor.get(address_to_edit(page)).status_code == 200
        preview = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
        form = filled(editor, address_to_edit(page), model)
        assert editor.post(preview, form).json()["is_valid"]
        assert editor.get(preview, {"mode": ""}).status_code == 200
        assert editor.post(address_to_edit(page), form).status_code == 302


class TestBadInput:
    """What cannot be right is refused with what to do, and nothing typed is lost."""

    @pytest.mark.parametrize(
        ("field", "typed", "advice"),
        [
            ("period", "26-27/11", "Give the year"),
            ("period", "1-3 October 2019", "Write the year first"),
            ("contact_email", "[email protected]", "ask the contact for theirs"),
            ("source_url", "https://www.gmfus.org/news/gaziantep-…", "copy its full address"),
        ],
    )
    def test_a_field(self, field: str, typed: str, advice: str, editor: Client) -> None:
        answer = write_practice(editor, "action-publish", **{field: typed})
        text = html.unescape(answer.content.decode())
        assert answer.status_code == 200
        assert advice in text
        assert typed in text
        assert "Language cafés" in text
        assert not PracticePage.objects.exists()

    @pytest.mark.parametrize(
        ("field", "block", "advice"),
        [
            (
                "links",
                ("link", {"title": "Article", "url": "https://example.org/news/mod…"}),
                "copy its full address",
            ),
            (
                "phases",
                ("phase", {"label": "Plan", "period": "26-27/11"}),
                "Give the year",
            ),
        ],
    )
    def test_a_block(self, field: str, block: Any, advice: str, editor: Client) -> None:
        answer = write_practice(editor, "action-publish", **{field: stream(block)})
        text = html.unescape(html.unescape(answer.content.decode()))
        assert answer.status_code == 200
        assert advice in text or advice in text.encode().decode("unicode-escape")
        assert not PracticePage.objects.exists()

    def test_an_address_with_an_ellipsis_is_kept_as_an_unverified_link(
        self, editor: Client
    ) -> None:
        link = ("unverified_link", {"title": "Article", "text": "https://example.org/news/mod…"})
        assert write_practice(editor, links=stream(link)).status_code == 302
        assert practice().links[0].value["text"] == "https://example.org/news/mod…"

    def test_a_draft_with_a_wrong_period_is_refused_as_well(self, editor: Client) -> None:
        answer = write_practice(editor, period="26-27/11")
        assert answer.status_code == 200
        assert not PracticePage.objects.exists()


class TestListings:
    @every_record_type
    def test_every_type_has_a_listing_that_shows_its_records(
        self, model: type[KnowledgePage], editor: Client
    ) -> None:
        page, _entered = full_record(model)
        text = html.unescape(editor.get(listing(model)).content.decode())
        assert page.title in text
        assert page.cities.get().name in text
        assert page.period.display("en") in text

    @every_record_type
    def test_every_listing_stands_in_the_menu_of_records(
        self, model: type[KnowledgePage], editor: Client
    ) -> None:
        menu = editor.get(reverse("wagtailadmin_home")).content.decode()
        assert listing(model) in menu

    def test_records_are_searched_by_title(self, editor: Client) -> None:
        for title in ("Reading circles", "Language cafés"):
            PracticePageFactory(parent=section(), title=title)
        text = editor.get(listing(PracticePage), {"q": "Reading"}).content.decode()
        assert "Reading circles" in text
        assert "Language cafés" not in text

    @pytest.mark.parametrize("field", ["themes", "cities"])
    def test_records_are_narrowed_down_by_their_terms(self, field: str, editor: Client) -> None:
        terms = {"themes": Theme, "cities": City}[field].objects.canonical()[:2]
        for title, term in zip(("Reading circles", "Language cafés"), terms, strict=True):
            PracticePageFactory(parent=section(), title=title, **{field: [term]})
        text = editor.get(listing(PracticePage), {field: terms[1].pk}).content.decode()
        assert "Language cafés" in text
        assert "Reading circles" not in text

    def test_records_are_narrowed_down_to_drafts(self, editor: Client) -> None:
        PracticePageFactory(parent=section(), title="Reading circles")
        PracticePageFactory(parent=section(), title="Language cafés", live=False)
        text = editor.get(listing(PracticePage), {"live": "False"}).content.decode()
        assert "Language cafés" in text
        assert "Reading circles" not in text

    def test_the_columns_of_a_listing_ask_nothing_for_each_record(
        self, editor: Client, django_assert_num_queries: Any
    ) -> None:
        def add(number: int) -> None:
            for _ in range(number):
                PracticePageFactory(parent=section(), cities=City.objects.canonical()[:2])

        add(3)
        editor.get(listing(PracticePage))
        with CaptureQueriesContext(connection) as before:
            editor.get(listing(PracticePage))
        add(12)
        # The buttons of wagtail-localize ask twice for each row of a page.
        with django_assert_num_queries(len(before) + 2 * 12):
            editor.get(listing(PracticePage))


class TestLife:
    def test_a_copy_is_a_record_of_its_own(self, editor: Client, committed: Committed) -> None:
        page, _entered = full_record(PracticePage)
        copying = {
            "new_title": "The copy",
            "new_slug": "the-copy",
            "new_parent_page": page.get_parent().pk,
            "copy_subpages": "",
            "publish_copies": "on",
        }
        with committed():
            answer = editor.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), copying)
        assert answer.status_code == 302
        copy = PracticePage.objects.get(slug="the-copy")
        assert copy.record_key != page.record_key
        assert set(copy.themes.all()) == set(page.themes.all())
        assert copy.figures[0].value == page.figures[0].value

    def test_a_scheduled_record_is_published_when_its_time_has_come(
        self, editor: Client, committed: Committed
    ) -> None:
        later = timezone.now() + timedelta(days=2)
        with committed():
            write_practice(editor, "action-publish", go_live_at=later.strftime("%Y-%m-%d %H:%M"))
        call_command("publish_scheduled")
        assert not practice().live
        let_time_pass(practice())
        with committed():
            call_command("publish_scheduled")
        assert practice().live
        assert found_by_search(Client(), "Language cafés")

    def test_an_expired_record_is_withdrawn(self, editor: Client, committed: Committed) -> None:
        with committed():
            write_practice(editor, "action-publish")
        PracticePage.objects.update(expire_at=timezone.now() - timedelta(minutes=1))
        with committed():
            call_command("publish_scheduled")
        assert not practice().live
        assert not found_by_search(Client(), "Language cafés")

    def test_an_unpublished_and_a_deleted_record_are_found_no_more(
        self, editor: Client, committed: Committed
    ) -> None:
        for view in ("unpublish", "delete"):
            with committed():
                page = PracticePageFactory(parent=section(), title="Language cafés", slug=view)
            assert found_by_search(Client(), "Language cafés")
            with committed():
                editor.post(reverse(f"wagtailadmin_pages:{view}", args=[page.pk]))
            assert not found_by_search(Client(), "Language cafés")


def listing(model: type[KnowledgePage]) -> str:
    """The address of a record type's listing."""
    names = {
        "PracticePage": "practices",
        "ProjectPage": "projects",
        "EventPage": "events",
        "DeclarationPage": "declarations",
        "ReportPage": "reports",
        "MunicipalityPage": "municipalities",
        "UnionBodyPage": "union-bodies",
    }
    return reverse(f"{names[model.__name__]}:index")


def let_time_pass(page: Page) -> None:
    """Make what is scheduled for a page due a minute ago."""
    due = timezone.now() - timedelta(minutes=1)
    Page.objects.filter(pk=page.pk).update(go_live_at=due)
    for revision in Revision.objects.for_instance(page):
        revision.approved_go_live_at = due
        revision.content["go_live_at"] = due.isoformat()
        revision.save()
