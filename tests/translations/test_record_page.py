"""The page of one translation: what has changed, and everything that can be done about it."""

import datetime
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from practices.models import PracticePage
from tests.factories.pages import PracticePageFactory, section
from tests.translations.board import act, record_address, row_of, soup, told, words
from tests.translations.people import logged_in, member_of, superuser
from tests.translations.records import draft, fresh, publish, published, translated
from translations.enums import Action, Release, State
from translations.states import still_pending

Committed = Callable[[], AbstractContextManager[object]]

pytestmark = pytest.mark.django_db


@pytest.fixture
def translator() -> Client:
    return logged_in(member_of("Translators (tr)"))


@pytest.fixture
def reviewer() -> Client:
    return logged_in(member_of("Translation reviewers (tr)"))


@pytest.fixture(scope="module")
def original_below(below: None) -> Any:
    """A record that has changed since its Turkish translation was published."""
    page = published(PracticePage)
    publish(page, summary="The town has one centre.")
    translated(page)
    return publish(page, summary="The town has two centres.")


@pytest.fixture
def original(original_below: Any) -> Any:
    return fresh(original_below)


def record_page(client: Client, page: Any, language: str = "tr") -> BeautifulSoup:
    answer = client.get(record_address(page, language))
    assert answer.status_code == 200
    return soup(answer)


def buttons(page: BeautifulSoup) -> list[str]:
    return [str(found["value"]) for found in page.select("button[name=action]")]


class TestDifference:
    def test_shows_the_old_the_new_and_the_translation_in_their_languages(
        self, original: Any, translator: Client
    ) -> None:
        (row,) = record_page(translator, original).select(".translation-changes tbody tr")
        assert words(row.select_one("th")) == "Summary changed"
        old, new, own = row.select("td > div")
        assert words(old) == "The town has one centre."
        assert "one" in words(new.select_one("del"))
        assert "two" in words(new.select_one("ins"))
        assert words(own) == "Çeviri: The town has one centr"
        assert [(cell["lang"], cell["dir"]) for cell in (old, new, own)] == [
            ("en", "ltr"),
            ("en", "ltr"),
            ("tr", "ltr"),
        ]

    def test_runs_from_right_to_left_in_arabic(self, original: Any, committed: Committed) -> None:
        with committed():
            translated(original, "ar")
        with committed():
            publish(original, summary="Three centres.")
        page = record_page(logged_in(superuser()), original, "ar")
        own = page.select(".translation-changes tbody td > div")[-1]
        assert (own["lang"], own["dir"]) == ("ar", "rtl")

    def test_says_that_nothing_waits(self, committed: Committed, translator: Client) -> None:
        with committed():
            page = published(PracticePage)
            translated(page)
        assert "Nothing waits" in record_page(translator, page).get_text()

    def test_leads_from_each_text_to_its_field(self, original: Any, translator: Client) -> None:
        act(translator, Action.UPDATE, row_of(original))
        links = record_page(translator, original).select(".translation-text-acts a")
        page = row_of(original).page
        assert page is not None
        address = reverse("wagtailadmin_pages:edit", args=[page.pk])
        assert [link["href"] for link in links] == [f"{address}#:w:contentpath=summary"]


class TestActs:
    def test_what_is_offered_follows_the_state_and_the_rights(
        self, original: Any, translator: Client, reviewer: Client
    ) -> None:
        assert buttons(record_page(translator, original)) == [Action.UPDATE, Action.RESTART]
        assert buttons(record_page(reviewer, original)) == [
            Action.UPDATE,
            "approve",
            Action.RESTART,
        ]
        assert buttons(record_page(translator, original, "ar")) == []
        arabic = logged_in(member_of("Translators (ar)"))
        assert buttons(record_page(arabic, original, "ar")) == [Action.CREATE]

    def test_a_text_that_holds_is_settled(self, original: Any, translator: Client) -> None:
        # Only once the draft is up to date: until then a tick would say nothing.
        assert not record_page(translator, original).select("input[name=paths]")
        act(translator, Action.UPDATE, row_of(original))
        (tick,) = record_page(translator, original).select("input[name=paths]")
        translator.post(record_address(original), {"paths": [tick["value"]]})
        assert "Texts settled: 1" in told(translator)
        assert row_of(original).state == State.DRAFT
        assert not record_page(translator, original).select("input[name=paths]")

    def test_without_a_tick_it_is_asked_for(self, original: Any, translator: Client) -> None:
        act(translator, Action.UPDATE, row_of(original))
        for paths in ([], ["no.such.path"]):
            translator.post(record_address(original), {"paths": paths})
            assert "Tick the texts" in told(translator)

    def test_begun_it_opens_in_the_editor(self, original: Any) -> None:
        client = logged_in(member_of("Translators (ar)"))
        answer = act(client, Action.CREATE, row_of(original, "ar"))
        page = row_of(original, "ar").page
        assert page is not None and not page.live
        assert answer["Location"] == reverse("wagtailadmin_pages:edit", args=[page.pk])

    def test_anew_every_text_waits(self, original: Any, translator: Client) -> None:
        act(translator, Action.RESTART, row_of(original))
        assert row_of(original).waiting > 5

    def test_approved_it_is_published(
        self, original: Any, translator: Client, reviewer: Client, committed: Committed
    ) -> None:
        act(translator, Action.UPDATE, row_of(original))
        page = row_of(original).page
        assert page is not None
        changed = draft(page.specific)
        changed.summary = "Şehrin iki merkezi var."
        changed.save_revision(clean=False)
        assert still_pending(draft(page.specific)) == {}
        assert fresh(page.specific).summary != changed.summary
        with committed():
            act(reviewer, "approve", row_of(original))
        assert fresh(page.specific).summary == "Şehrin iki merkezi var."
        assert row_of(original).state == State.PUBLISHED

    def test_a_translator_cannot_approve(self, original: Any, translator: Client) -> None:
        act(translator, Action.UPDATE, row_of(original))
        for action in ("approve", Action.PUBLISH):
            assert act(translator, action, row_of(original)).status_code in (302, 403)
        assert row_of(original).approved is None
        assert row_of(original).state == State.IN_TRANSLATION


class TestAssignment:
    def assign(self, client: Client, page: Any, **sent: Any) -> Any:
        data = {"cells": [row_of(page).pk], "confirmed": "yes", **sent}
        return client.post(reverse("translations:assign"), data)

    def test_names_the_translator_and_the_day(self, original: Any, reviewer: Client) -> None:
        user = member_of("Translators (tr)")
        day = timezone.localdate() + datetime.timedelta(days=5)
        self.assign(reviewer, original, translator=user.pk, due=day.isoformat())
        row = row_of(original)
        assert (row.translator, row.due) == (user, day)
        assert row.assigned_by == member_of("Translation reviewers (tr)")
        page = record_page(reviewer, original)
        assert page.select_one("input[name=due]")["value"] == day.isoformat()  # type: ignore[index]
        assert "Assigned the translation" in words(page.select_one(".translation-history"))
        text = logged_in(user).get(reverse("wagtailadmin_home")).content.decode()
        assert "Your translations" in text
        assert record_address(original) in text

    def test_is_taken_back(self, original: Any, reviewer: Client) -> None:
        user = member_of("Translators (tr)")
        self.assign(reviewer, original, translator=user.pk, due="2030-01-01")
        self.assign(reviewer, original, translator="", due="")
        assert (row_of(original).translator, row_of(original).due) == (None, None)
        assert "Your translations" not in str(logged_in(user).get("/admin/").content)

    def test_offers_only_who_may_write_the_language(self, original: Any, reviewer: Client) -> None:
        turkish, arabic = member_of("Translators (tr)"), member_of("Translators (ar)")
        options = record_page(reviewer, original).select("select[name=translator] option")
        offered = {str(option["value"]) for option in options}
        assert str(turkish.pk) in offered
        assert str(arabic.pk) not in offered
        answer = self.assign(reviewer, original, translator=arabic.pk, due="")
        assert answer.status_code == 200
        assert row_of(original).translator is None

    def test_keeps_what_was_typed_beside_an_error(self, original: Any, reviewer: Client) -> None:
        user = member_of("Translators (tr)")
        page = soup(self.assign(reviewer, original, translator=user.pk, due="tomorrow"))
        assert page.select_one("input[name=due]")["value"] == "tomorrow"  # type: ignore[index]
        assert page.select_one("option[selected]")["value"] == str(user.pk)  # type: ignore[index]
        assert page.select(".error-message")
        assert row_of(original).translator is None

    def test_of_many_is_asked_for_at_once(
        self, original: Any, reviewer: Client, committed: Committed
    ) -> None:
        with committed():
            other = PracticePageFactory(parent=section())
        rows = [row_of(original), row_of(other)]
        page = soup(act(reviewer, "assign", *rows))
        assert page.select("select[name=translator]")
        numbers = [field["value"] for field in page.select("input[name=cells]")]
        user = member_of("Translators (tr)")
        reviewer.post(
            reverse("translations:assign"),
            {"cells": numbers, "confirmed": "yes", "translator": user.pk, "due": ""},
        )
        assert {row_of(original).translator, row_of(other).translator} == {user}
        assert "Translations assigned: 2" in told(reviewer)

    def test_in_others_languages_is_refused(self, original: Any) -> None:
        arabic = logged_in(member_of("Translators (ar)"))
        self.assign(arabic, original, translator="", due="2030-01-01")
        assert row_of(original).due is None


class TestRelease:
    def test_waits_for_the_original_if_the_reviewer_says_so(
        self, original: Any, reviewer: Client, translator: Client
    ) -> None:
        sent = {"cells": [row_of(original).pk], "release": Release.WITH_ORIGINAL}
        translator.post(reverse("translations:release"), sent)
        assert row_of(original).release == Release.ON_APPROVAL
        assert not record_page(translator, original).select("input[name=release]")
        reviewer.post(reverse("translations:release"), sent)
        assert row_of(original).release == Release.WITH_ORIGINAL
        chosen = record_page(reviewer, original).select_one("input[name=release][checked]")
        assert chosen is not None and chosen["value"] == Release.WITH_ORIGINAL


class TestWhoSeesWhat:
    def test_a_secret_original_is_not_shown(self, translator: Client, committed: Committed) -> None:
        with committed():
            secret = PracticePageFactory(parent=section(), live=False, title="Secret")
        answer = translator.get(record_address(secret), follow=True)
        assert "Secret" not in answer.content.decode()
        assert act(translator, Action.CREATE, row_of(secret)).status_code == 302
        assert row_of(secret).page is None

    def test_a_draft_in_another_language_is_not_shown(
        self, original: Any, committed: Committed
    ) -> None:
        arabic = logged_in(member_of("Translators (ar)"))
        page = record_page(arabic, original)
        assert "You do not write in this language" in page.get_text()
        assert not page.select(".translation-changes, .translation-history, button[name=action]")

    def test_there_is_none_in_its_own_language(self, original: Any, translator: Client) -> None:
        assert translator.get(record_address(original, "en"), follow=True).status_code == 404


class TestSideBySide:
    def test_shows_the_published_original_and_the_draft(
        self, original: Any, translator: Client
    ) -> None:
        changed = draft(original)
        changed.summary = "Not published yet."
        changed.save_revision(clean=False)
        page: Any = row_of(original).page
        shown = soup(translator.get(reverse("translations:beside", args=[page.pk])))
        frames = [str(frame["src"]) for frame in shown.select("iframe")]
        assert len(frames) == 2
        first, second = (translator.get(address) for address in frames)
        assert "The town has two centres." in first.content.decode()
        assert "Not published yet." not in first.content.decode()
        assert "Çeviri" in second.content.decode()
        for frame in (first, second):
            assert "frame-ancestors 'self'" in frame["Content-Security-Policy"]

    def test_is_for_those_who_write_the_translation(self, original: Any) -> None:
        arabic = logged_in(member_of("Translators (ar)"))
        page: Any = row_of(original).page
        for name in ("beside", "original"):
            answer = arabic.get(reverse(f"translations:{name}", args=[page.pk]))
            assert answer.status_code in (302, 403)
        address = reverse("translations:beside", args=[original.pk])
        assert arabic.get(address, follow=True).status_code == 404


class TestEditor:
    def test_lists_what_waits(self, original: Any, translator: Client) -> None:
        act(translator, Action.UPDATE, row_of(original))
        page: Any = row_of(original).page
        shown = soup(translator.get(reverse("wagtailadmin_pages:edit", args=[page.pk])))
        panel = shown.select_one(".translation-panel")
        text = words(panel)
        for part in ("in translation", "texts to look at: 1", "one centre", "two", "Çeviri:"):
            assert part in text
        assert panel is not None
        links = [str(link["href"]) for link in panel.select("a")]
        assert record_address(original) in links
        assert reverse("translations:beside", args=[page.pk]) in links

    def test_of_an_original_says_nothing_of_it(self, original: Any) -> None:
        client = logged_in(superuser())
        shown = soup(client.get(reverse("wagtailadmin_pages:edit", args=[original.pk])))
        assert not shown.select(".translation-panel")
        links = [str(link.get("href")) for link in shown.select("a")]
        # From the original a button leads to its row.
        board = reverse("translations:board")
        assert f"{board}?record={original.translation_key}" in links

    def test_leads_from_the_translation_to_its_page(
        self, original: Any, translator: Client
    ) -> None:
        page: Any = row_of(original).page
        shown = soup(translator.get(reverse("wagtailadmin_pages:edit", args=[page.pk])))
        links = [str(link.get("href")) for link in shown.select("a")]
        assert links.count(record_address(original)) == 2
