"""What wagtail-localize is known for by its users does not happen here: each pain by its number.

The numbers are those of its issues. Where a whole file is about one, the file is named.
"""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale, Page, PageViewRestriction
from wagtail_localize.models import Translation, TranslationSource

from core.signals import periodic
from events.models import EventPage
from practices.models import PracticePage
from tests.factories.pages import PracticePageFactory, section
from tests.translations.people import logged_in, member_of, superuser
from tests.translations.records import draft, fresh, publish, published, translated
from translations.changes import changes
from translations.creating import create
from translations.enums import Action, Outcome, State
from translations.jobs import start
from translations.models import Record, RecordTranslation, Wording
from translations.po_export import export
from translations.states import NEW, still_pending
from translations.updating import bring_up_to_date, settle
from translations.words import texts_of, words_of

Committed = Callable[[], AbstractContextManager[object]]

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def turkish_below(original_below: Any) -> Any:
    return translated(original_below)


def states(page: Any) -> dict[str, str]:
    rows = RecordTranslation.objects.filter(record=page.translation_key)
    return dict(rows.values_list("language", "state"))


def record_page(page: Any, language: str) -> str:
    return reverse("translations:record", args=[page.translation_key, language])


def test_789_many_are_begun_and_updated_at_once_without_opening_one(committed: Committed) -> None:
    """And `test_jobs.py`."""
    with committed():
        pages = [PracticePageFactory(parent=section()) for _ in range(3)]
        originals = [publish(page) for page in pages]
    targets = [(page.translation_key, code) for page in originals for code in ("tr", "fr")]
    for action in (Action.CREATE, Action.UPDATE):
        for page in originals:
            with committed():
                publish(page, summary=f"Before {action}.")
        with committed():
            job = start(action, targets, actor=superuser())
        assert job.items.filter(outcome=Outcome.DONE).count() == 6
        assert {states(page)[code] for page in originals for code in ("tr", "fr")} == {
            State.IN_TRANSLATION
        }
    for page in originals:
        made = [draft(each.specific) for each in page.get_translations()]
        assert {each.summary for each in made} == {"Before update."}


def test_823_no_sync_by_hand_is_needed_and_none_can_be_forgotten(
    original: Any, turkish: Any, committed: Committed
) -> None:
    with committed():
        publish(original, mayor_name="Somebody else", summary="Something else.")
    # Facts at once, and what is to be translated is known at once.
    assert fresh(turkish).mayor_name == "Somebody else"
    assert states(original)["tr"] == State.OUT_OF_DATE
    with committed():
        revision = draft(original).save_revision(clean=False)
    # A worker that was killed between the publication and all that follows it.
    Page.objects.filter(pk=original.pk).update(live_revision=revision)
    PracticePage.objects.filter(pk=original.pk).update(mayor_name="A third")
    with committed():
        periodic.send(sender=None)
    assert fresh(turkish).mayor_name == "A third"


def test_832_what_is_out_of_date_and_why_is_known_without_asking(
    original: Any, turkish: Any, committed: Committed
) -> None:
    """And `test_board.py`, `test_changes.py`, `test_states.py`."""
    assert states(original) == {
        "tr": State.PUBLISHED,
        "ar": State.MISSING,
        "fr": State.MISSING,
    }
    with committed():
        publish(original, summary="Something else.")
    assert states(original)["tr"] == State.OUT_OF_DATE
    (change,) = changes(fresh(turkish))
    assert (change.old, change.new) == (original.summary, "Something else.")
    client = logged_in(superuser())
    assert "out of date" in client.get(reverse("translations:board")).content.decode()
    told = client.get(record_page(original, "tr")).content.decode()
    assert turkish.summary in told


def test_838_no_string_is_reset_by_an_update(
    original: Any, turkish: Any, committed: Committed
) -> None:
    """And `test_updating.py`, whose random edits lose nothing in any type of record."""
    with committed():
        publish(original, title="Another title", summary="Something else.")
    bring_up_to_date(turkish, actor=superuser())
    assert texts_of(draft(turkish)) == texts_of(fresh(turkish)) == texts_of(turkish)


def test_876_a_translation_edited_by_hand_stays_what_it_was_edited_to(
    original: Any, turkish: Any, committed: Committed
) -> None:
    edited = draft(turkish)
    edited.summary = "Elle düzeltildi"
    edited.save_revision(clean=False)
    for number in range(3):
        with committed():
            publish(original, title=f"Title {number}")
        bring_up_to_date(turkish, actor=superuser())
    assert draft(turkish).summary == "Elle düzeltildi"
    assert not bring_up_to_date(turkish, actor=superuser())


@pytest.mark.parametrize("live", [True, False])
def test_655_no_update_publishes(
    live: bool, original: Any, turkish: Any, committed: Committed
) -> None:
    if not live:
        with committed():
            turkish.unpublish()
    before = texts_of(fresh(turkish))
    with committed():
        publish(original, summary="Something else.", mayor_name="Somebody else")
    with committed():
        bring_up_to_date(turkish, actor=superuser())
        settle(turkish, ["summary"], actor=superuser())
    with committed():
        periodic.send(sender=None)
    assert fresh(turkish).live == live
    assert texts_of(fresh(turkish)) == before


def test_634_no_translation_is_published_as_it_is_begun(committed: Committed) -> None:
    """And `test_review.py`, of who publishes, and when."""
    with committed():
        original = published(EventPage)  # whose section is in one language as well
        page = create(original, "tr", actor=superuser())
    with committed():
        publish(original, summary="Something else.")
    assert not fresh(page).live
    assert not fresh(page).get_parent().live
    assert Client().get(fresh(page).get_url() or "/tr/none/").status_code == 404


def test_662_several_sources_of_one_page_break_nothing(original: Any, turkish: Any) -> None:
    """And `test_guard.py`: no page is a translation to wagtail-localize."""
    client = logged_in(superuser())
    for page in (original, turkish):
        submit = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
        client.post(submit, {"locales": ["1", "2", "3", "4"], "languages": ["fr", "en"]})
        source, _created = TranslationSource.get_or_create_from_instance(page)
        for locale in Locale.objects.exclude(pk=page.locale_id):
            with pytest.raises(PermissionDenied):
                Translation.objects.create(source=source, target_locale=locale)
    assert TranslationSource.objects.count() == 2
    assert not Translation.objects.exists()
    for page in (original, turkish):
        assert client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200
        assert client.get(page.url).status_code == 200


def test_878_two_pages_that_both_claim_to_be_the_original_break_nothing(
    original: Any, turkish: Any, committed: Committed
) -> None:
    PracticePage.objects.filter(pk=turkish.pk).update(source_language="tr")
    with committed():
        publish(turkish, source_language="tr", summary="Ben de")
        publish(original, summary="Something else.")
        periodic.send(sender=None)
    client = logged_in(superuser())
    for each in (original, turkish):
        assert client.get(reverse("wagtailadmin_pages:edit", args=[each.pk])).status_code == 200
        assert client.get(each.url).status_code == 200
    assert Record.objects.filter(key=original.translation_key).count() == 1
    assert client.get(reverse("translations:board")).status_code == 200


def test_906_a_moved_original_takes_its_translations_along(
    original: Any, turkish: Any, committed: Committed
) -> None:
    """And `test_following.py`."""
    with committed():
        elsewhere = (
            section("practice")
            .get_parent()
            .add_child(
                instance=type(section("practice").specific)(
                    title="Elsewhere", slug="elsewhere", record_type="practice"
                )
            )
        )
    with committed():
        fresh(original).move(elsewhere, pos="last-child")
    parent = fresh(turkish).get_parent()
    assert parent.translation_key == elsewhere.translation_key
    with committed():
        publish(original, mayor_name="Somebody else")
        create(original, "fr", actor=superuser())
    assert fresh(turkish).mayor_name == "Somebody else"
    assert not any(Page.find_problems())


def test_469_a_deleted_original_leaves_no_orphan(
    original: Any, turkish: Any, committed: Committed
) -> None:
    """And `test_following.py`."""
    address = reverse("wagtailadmin_pages:delete", args=[original.pk])
    with committed():
        logged_in(superuser()).post(address, {"confirm_site_name": "Meydan"})
    key = original.translation_key
    assert not PracticePage.objects.filter(translation_key=key).exists()
    assert not Record.objects.filter(pk=key).exists()
    assert not any(Page.find_problems())


def test_590_a_field_or_block_that_is_gone_from_the_model_breaks_nothing(
    original: Any, turkish: Any, committed: Committed
) -> None:
    gone = {"gone": "A field of before", "figures.gone.label": "Before", "body.a.b.c": "Before"}
    for wording in Wording.objects.all():
        Wording.objects.filter(pk=wording.pk).update(words=wording.words | gone)
    with committed():
        notes = {path: [NEW, "0" * 32, ""] for path in gone}
        publish(turkish, pending=notes)
        publish(original, summary="Something else.")
    client, target = logged_in(superuser()), (original.translation_key, "tr")
    for address in (
        reverse("wagtailadmin_pages:edit", args=[turkish.pk]),
        record_page(original, "tr"),
        reverse("translations:board"),
        reverse("translations:beside", args=[turkish.pk]),
        fresh(turkish).url,
    ):
        assert client.get(address).status_code == 200, address
    assert b"Something else." in export([target], "tr", actor=superuser())
    assert {change.path for change in changes(fresh(turkish))} == {"summary"}
    assert bring_up_to_date(turkish, actor=superuser())
    assert still_pending(draft(turkish)).keys() == {"summary"}
    assert settle(turkish, ["summary", *gone], actor=superuser())


def test_197_the_editor_of_an_arabic_page_knows_how_arabic_runs(
    original: Any, committed: Committed
) -> None:
    """What the script does with it, `tests/journeys/test_right_to_left.py` sees in a browser."""
    with committed():
        page = create(original, "ar", actor=superuser())
        publish(original, summary="Something else.")
    client = logged_in(member_of("Translators (ar)"))
    editor = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert re.search(r'"ACTIVE_CONTENT_LOCALE":\s*"ar"', editor)
    (script,) = re.findall(r"<script[^>]*admin_languages[^>]*>", editor)
    assert re.search(r'data-right-to-left="[^"]*\bar\b', script)
    told = client.get(record_page(original, "ar")).content.decode()
    assert re.search(r'<(?:div|dd)[^>]*lang="en" dir="ltr"', told)


def test_privacy_of_the_original_is_that_of_its_translations_at_once(
    original: Any, turkish: Any, committed: Committed
) -> None:
    """And `test_privacy.py`, and `test_healing.py` of sites from before."""
    address = fresh(turkish).url
    assert Client().get(address).status_code == 200
    restriction = PageViewRestriction.objects.create(page=original, restriction_type="login")
    # Before anything that runs on commit.
    assert Client().get(address).status_code == 302
    with committed():
        page = create(original, "fr", actor=superuser())
    assert PageViewRestriction.objects.filter(page=page).exists()
    restriction.delete()
    assert Client().get(address).status_code == 200
    assert words_of(fresh(turkish))
