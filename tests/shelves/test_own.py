"""A reader's own lists: made, changed, and seen by nobody else."""

from typing import Any

import pytest
from django.test import Client
from django.utils.html import escape
from wagtail.models import Locale, PageViewRestriction

from shelves.models import LONGEST_NAME, LONGEST_NOTE, Shelf, ShelfItem
from shelves.services import MOST_ITEMS, MOST_SHELVES
from tests.factories.people import person
from tests.shelves.lists import Committed, keep, read, record, text, titles

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert(1)</script> {{ 7*7 }} ' \" \u202e"


def reader(kind: str) -> Client:
    """Somebody with an account, or without one."""
    client = Client()
    if kind == "account":
        client.force_login(person("reader"))
    return client


with_and_without_account = pytest.mark.parametrize("kind", ["account", "session"])


@with_and_without_account
def test_a_record_is_kept_with_a_note_and_found_again(committed: Committed, kind: str) -> None:
    client, page = reader(kind), record(committed)

    shelf = keep(client, page, note="Ask them for the contract")

    assert "For the mayor" in text(client, "/en/shelves/")
    shown = text(client, f"/en/shelves/{shelf.pk}/")
    assert "Language cafés" in shown
    assert "Ask them for the contract" in shown
    assert "For the mayor" in text(client, f"/en/shelves/keep/{page.translation_key}/")


@with_and_without_account
@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_else_finds_a_list_or_changes_it(
    committed: Committed, kind: str, method: str
) -> None:
    page = record(committed)
    shelf = keep(reader(kind), page, note="Mine alone")
    stranger, colleague = Client(), Client()
    keep(stranger, page, "Another one's")
    colleague.force_login(person("colleague", is_superuser=True))

    for client in (stranger, colleague, Client()):
        assert "For the mayor" not in text(client, "/en/shelves/")
        for part in ("", "name/", "delete/", "order/", "share/", "list.csv", "list.json"):
            response = getattr(client, method)(f"/en/shelves/{shelf.pk}/{part}", {"name": "x"})
            assert response.status_code in (404, 405), part
        note = f"/en/shelves/{shelf.pk}/notes/{page.translation_key}/"
        assert getattr(client, method)(note, {"note": "x"}).status_code == 404
        foreign = {"shelf": shelf.pk, "name": ""}
        client.post(f"/en/shelves/keep/{page.translation_key}/", foreign)
    assert Shelf.objects.get(pk=shelf.pk).name == "For the mayor"
    assert [item.note for item in shelf.items.all()] == ["Mine alone"]


def test_who_only_reads_gets_no_cookie_of_a_session(committed: Committed) -> None:
    client, page = Client(), record(committed)

    for address in ("/en/shelves/", f"/en/shelves/keep/{page.translation_key}/"):
        client.get(address)

    assert "sessionid" not in client.cookies
    assert client.get(page.get_url()).cookies == {}


def test_a_list_with_a_session_is_the_accounts_after_the_log_in(committed: Committed) -> None:
    client, user = Client(), person("reader")
    page = record(committed)
    kept = keep(client, page, note="From the bus")
    before = Shelf.objects.create(owner=user, name="For the mayor")

    client.force_login(user)

    assert set(Shelf.objects.filter(owner=user)) == {kept, before}
    assert "From the bus" in text(client, f"/en/shelves/{kept.pk}/")
    client.logout()
    read(client, f"/en/shelves/{kept.pk}/", 404)
    elsewhere = Client()
    elsewhere.force_login(user)
    assert "From the bus" in text(elsewhere, f"/en/shelves/{kept.pk}/")


def test_a_record_is_on_a_list_once_and_notes_are_joined(committed: Committed) -> None:
    client, page = Client(), record(committed)
    shelf = keep(client, page, note="First")

    for note in ("Second", "Second", ""):
        keep(client, page, note=note)

    assert [item.note for item in shelf.items.all()] == ["First\nSecond"]


def test_a_list_is_chosen_or_made(committed: Committed) -> None:
    client = Client()
    shelf = keep(client, record(committed, "One"))
    two = record(committed, "Two")
    address = f"/en/shelves/keep/{two.translation_key}/"

    refused = client.post(address, {"name": "", "note": "typed before"})
    client.post(address, {"shelf": shelf.pk, "name": "", "note": ""})

    assert refused.status_code == 200
    assert "typed before" in refused.content.decode()
    assert titles(client, shelf) == ["One", "Two"]
    assert Shelf.objects.count() == 1


def test_records_are_moved_and_taken_off(committed: Committed) -> None:
    client = Client()
    pages = [record(committed, title) for title in ("One", "Two", "Three")]
    shelf, *_same = [keep(client, page) for page in pages]
    one, two, three = (str(page.translation_key) for page in pages)
    address = f"/en/shelves/{shelf.pk}/order/"

    for step, expected in (
        ({"up": three}, ["One", "Three", "Two"]),
        ({"up": three}, ["Three", "One", "Two"]),
        ({"up": three}, ["Three", "One", "Two"]),
        ({"down": one}, ["Three", "Two", "One"]),
        ({"down": one}, ["Three", "Two", "One"]),
        ({"down": "nonsense"}, ["Three", "Two", "One"]),
        ({"up": str(shelf.pk)}, ["Three", "Two", "One"]),
        ({}, ["Three", "Two", "One"]),
        ({"remove": two}, ["Three", "One"]),
        ({"remove": two}, ["Three", "One"]),
    ):
        assert client.post(address, step).status_code == 302
        assert titles(client, shelf) == expected, step


def test_a_note_is_changed_and_nothing_typed_is_lost(committed: Committed) -> None:
    client, page = Client(), record(committed)
    shelf = keep(client, page, note="Old")
    address = f"/en/shelves/{shelf.pk}/notes/{page.translation_key}/"

    too_long = "y" * (LONGEST_NOTE + 1)
    refused = client.post(address, {"note": too_long})
    lines = "z\r\n" * (LONGEST_NOTE // 2)
    client.post(address, {"note": lines})

    assert refused.status_code == 200
    assert too_long in refused.content.decode()
    assert shelf.items.get().note == lines.replace("\r\n", "\n").strip()
    client.post(f"/en/shelves/{shelf.pk}/order/", {"remove": page.translation_key})
    assert client.get(address).status_code == 302


def test_two_notes_that_are_too_long_together_stay_two(committed: Committed) -> None:
    client, page = Client(), record(committed)
    shelf = keep(client, page, note="x" * (LONGEST_NOTE - 5))

    refused = client.post(
        f"/en/shelves/keep/{page.translation_key}/",
        {"shelf": shelf.pk, "name": "", "note": "another one"},
    )

    assert "another one" in refused.content.decode()
    assert "too long" in refused.content.decode()
    assert shelf.items.get().note == "x" * (LONGEST_NOTE - 5)


@pytest.mark.parametrize("name", ["", "   ", "\x00", "x" * (LONGEST_NAME + 1), "x" * 200])
def test_a_name_that_cannot_be_is_refused_and_kept_in_the_form(name: str) -> None:
    client = Client()

    refused = client.post("/en/shelves/", {"name": name})

    assert refused.status_code == 200
    assert 'role="alert"' in refused.content.decode()
    assert name.strip("\x00 ") in refused.content.decode()
    assert not Shelf.objects.exists()


def test_hostile_words_are_shown_as_they_are(committed: Committed) -> None:
    client, page = Client(), record(committed)
    shelf = keep(client, page, HOSTILE, note=HOSTILE)

    for address in ("/en/shelves/", f"/en/shelves/{shelf.pk}/", f"/en/shelves/{shelf.pk}/delete/"):
        source = read(client, address)
        assert "<script>alert" not in source
        assert escape(HOSTILE) in source


def test_the_longest_names_are_kept_whole(committed: Committed) -> None:
    client, page = Client(), record(committed, "ب" * 200)

    shelf = keep(client, page, "ş" * LONGEST_NAME)

    assert "ب" * 200 in text(client, f"/en/shelves/{shelf.pk}/")
    assert shelf.name == "ş" * LONGEST_NAME


def test_a_list_is_renamed(committed: Committed) -> None:
    client = Client()
    shelf = keep(client, record(committed))
    address = f"/en/shelves/{shelf.pk}/name/"

    refused = client.post(address, {"name": "x" * 200})
    client.post(address, {"name": "  For the\tcouncil "})

    assert "x" * 200 in refused.content.decode()
    assert Shelf.objects.get().name == "For the council"


def test_a_list_is_deleted_after_a_question(committed: Committed) -> None:
    client = Client()
    shelf = keep(client, record(committed))
    address = f"/en/shelves/{shelf.pk}/delete/"

    asked = text(client, address)
    assert Shelf.objects.exists()
    after = client.post(address, follow=True)

    assert "1 record is on it" in asked
    assert "For the mayor" in after.content.decode()
    assert not Shelf.objects.exists()


def test_a_full_list_and_a_full_shelf_say_so(committed: Committed) -> None:
    client = Client()
    page, other = record(committed, "One"), record(committed, "Two")
    shelf = keep(client, page)
    ShelfItem.objects.bulk_create(
        ShelfItem(shelf=shelf, record=f"00000000-0000-4000-8000-{number:012}", position=number)
        for number in range(2, MOST_ITEMS + 1)
    )
    address = f"/en/shelves/keep/{other.translation_key}/"

    full = client.post(address, {"shelf": shelf.pk, "name": "", "note": "typed"})
    Shelf.objects.bulk_create(
        Shelf(visitor=shelf.visitor, name=f"List {number}") for number in range(1, MOST_SHELVES)
    )
    too_many = client.post(address, {"name": "One too many", "note": "typed"})

    for refused in (full, too_many):
        assert refused.status_code == 200
        assert "typed" in refused.content.decode()
    assert shelf.items.count() == MOST_ITEMS
    assert Shelf.objects.count() == MOST_SHELVES
    assert text(client, f"/en/shelves/{shelf.pk}/").count("no longer public") == MOST_ITEMS - 1


@pytest.mark.parametrize("how", ["draft", "private", "deleted"])
def test_what_is_no_longer_public_is_told_by_nothing(committed: Committed, how: str) -> None:
    client, page = Client(), record(committed, "Secret title", summary="Secret summary")
    shelf = keep(client, page, note="My own words")
    with committed():
        if how == "draft":
            page.unpublish()
        elif how == "private":
            PageViewRestriction.objects.create(
                page=page, restriction_type=PageViewRestriction.LOGIN
            )
        else:
            page.delete()

    for address in ("", "list.csv", "list.json", f"notes/{page.translation_key}/"):
        source = read(client, f"/en/shelves/{shelf.pk}/{address}")
        assert "Secret" not in source
        assert "My own words" in source
    assert titles(client, shelf) == ["A record that is no longer public"]
    assert "not public" in text(client, f"/en/shelves/keep/{page.translation_key}/", 404)
    client.post(f"/en/shelves/{shelf.pk}/order/", {"remove": page.translation_key})
    assert titles(client, shelf) == []


def test_a_list_reads_in_every_language(committed: Committed) -> None:
    client = Client()
    only, both = record(committed, "English only"), record(committed, "In English")
    with committed():
        turkish: Any = both.copy_for_translation(
            Locale.objects.get(language_code="tr"), copy_parents=True
        )
        turkish.title = "Türkçe"
        turkish.save_revision().publish()
    shelf = keep(client, only)
    keep(client, both)

    source = read(client, f"/tr/shelves/{shelf.pk}/")

    assert "Türkçe" in source
    assert "In English" not in source
    assert 'lang="en" dir="ltr">English only</a>' in source
    assert 'dir="rtl"' in read(client, f"/ar/shelves/{shelf.pk}/")


@pytest.mark.parametrize(
    ("come_from", "leads_back"),
    [
        ("http://testserver/en/search/?q=water&type=practice", True),
        ("http://elsewhere.example/en/", False),
        ("javascript:alert(1)", False),
        ("//elsewhere.example/", False),
        ("http://testserver@elsewhere.example/", False),
        ("http://[", False),
        ("", False),
    ],
)
def test_the_way_back_leads_to_our_own_pages_only(
    committed: Committed, come_from: str, leads_back: bool
) -> None:
    client, page = Client(), record(committed)
    address = f"/en/shelves/keep/{page.translation_key}/"
    back = "/en/search/?q=water&amp;type=practice"

    by_browser = client.get(address, headers={"referer": come_from}).content.decode()
    data = {"name": "List", "note": "", "next": come_from}
    by_form = client.post(address, data, follow=True).content.decode()

    for source in (by_browser, by_form):
        assert (f'href="{back}"' in source) is leads_back
        assert "elsewhere.example" not in source
        assert "javascript:" not in source


def test_who_changes_lists_without_end_has_to_wait(committed: Committed) -> None:
    client = Client()
    shelf = keep(client, record(committed))
    address = f"/en/shelves/{shelf.pk}/order/"

    answers = [client.post(address).status_code for _ in range(1_000)]

    assert answers[:900] == [302] * 900
    assert answers[-1] == 429
    assert client.get(f"/en/shelves/{shelf.pk}/").status_code == 200
