"""Collections: one choice of records for all languages, each language's own words."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Locale

from home.models import CollectionPage
from taxonomy.models import Theme
from tests.factories.pages import EventPageFactory, PracticePageFactory, home, section
from tests.factories.people import person
from tests.factories.translations import translate
from tests.pages.reading import read, reader

Committed = Callable[[], AbstractContextManager[object]]
BUDGET = 20

pytestmark = pytest.mark.django_db


def collection(*records: Any, title: str = "A collection", **values: Any) -> CollectionPage:
    """A published collection with one group."""
    made = CollectionPage(title=title, summary="In short", **values)
    group = {
        "heading": "First of all",
        "text": "",
        "records": [{"record": page.page_ptr, "why": f"Why {page.title}"} for page in records],
    }
    made.groups = [("group", group)] if records else []
    home().add_child(instance=made)
    made.save_revision().publish()
    return made


def turkish(original: CollectionPage, words: dict[str, Any]) -> CollectionPage:
    """A published translation that says these words of the first group."""
    copy: CollectionPage = original.copy_for_translation(Locale.objects.get(language_code="tr"))
    copy.title = "Bir derleme"
    raw = copy.raw()["groups"]
    raw[0]["value"].update(words)
    copy.groups = copy._meta.get_field("groups").stream_block.to_python(raw)
    copy.save_revision().publish()
    return copy


def practice(title: str, **values: Any) -> Any:
    return PracticePageFactory(parent=section(), title=title, **values)


def test_records_of_any_type_stand_with_their_reasons(client: Client, committed: Committed) -> None:
    with committed():
        records = [practice("Advice"), EventPageFactory(parent=section("event"), title="Forum")]
        made = collection(*records)
    page = read(client, made)
    assert page.tags.count("h1") == 1
    for record in records:
        assert page.leads_to(record)
        assert f"Why {record.title}" in page.text
    assert "/en/browse/collections/" in page.addresses


def test_a_translation_shares_the_choice_and_says_its_own_words(
    client: Client, committed: Committed
) -> None:
    with committed():
        first, second = practice("Advice"), practice("Bridges")
        translated = translate(first, "tr", title="Danışma")
        made = collection(first)
        copy = turkish(made, {"heading": "Her şeyden önce"})
        # What the editor adds afterwards is in the translation at once, in the words there are.
        raw = made.raw()["groups"]
        later = {"type": "item", "id": "f" * 8, "value": {"record": second.pk, "why": "New"}}
        raw[0]["value"]["records"].append(later)
        made.groups = made._meta.get_field("groups").stream_block.to_python(raw)
        made.save_revision().publish()
    page = read(client, copy)
    assert "Her şeyden önce" in page.text
    assert "First of all" not in page.text
    assert page.leads_to(translated)
    assert not page.leads_to(first)
    assert page.leads_to(second)
    assert '<span lang="en" dir="ltr">New</span>' in page.source


def test_what_readers_may_not_see_is_left_out_and_editors_are_told(
    client: Client, committed: Committed
) -> None:
    with committed():
        records = [practice(title) for title in ("Seen", "Private", "Withdrawn", "Deleted")]
        made = collection(*records)
        records[1].view_restrictions.create(restriction_type="login")
        records[2].unpublish()
        records[3].delete()
    page = read(client, made)
    assert "Seen" in page.text
    assert not {"Private", "Withdrawn", "Deleted"} & set(page.text.replace("Why ", "").split())

    client.force_login(person("editor", "Moderators"))
    form = client.get(reverse("wagtailadmin_pages:edit", args=[made.pk])).content.decode()
    _before, _, notice = form.partition("Readers do not see these chosen records")
    told = notice.partition("</ul>")[0]
    assert "Private" in told
    assert "Withdrawn" in told
    assert "a record that was deleted" in told
    assert "Seen" not in told


def test_a_collection_whose_records_are_gone_is_usable(
    client: Client, committed: Committed
) -> None:
    with committed():
        record = practice("Gone")
        made, empty = collection(record), collection(title="Empty")
        record.delete()
    assert read(client, made).tags.count("h1") == 1
    assert read(client, empty).tags.count("h1") == 1


def test_the_form_of_a_translation_keeps_to_the_choice(committed: Committed) -> None:
    with committed():
        first, second = practice("Advice"), practice("Bridges")
        made = collection(first)
        copy = turkish(made, {"heading": "Önce"})
    other = copy.raw()["groups"]
    other[0]["value"]["records"][0]["value"].update(record=second.pk, why="Neden")
    other[0]["value"]["heading"] = "Sonra"
    block = copy._meta.get_field("groups").stream_block
    kept = block.get_prep_value(copy.with_choice_of_original(block.to_python(other)))
    (item,) = kept[0]["value"]["records"]
    assert kept[0]["value"]["heading"] == "Sonra"
    assert item["value"] == {"record": first.pk, "why": "Neden"}


def test_an_editor_finds_them_all_in_one_place_and_begins_another_there(
    committed: Committed,
) -> None:
    with committed():
        made = collection(practice("Advice"), title="For all")
        collection(practice("Bridges"), title="Unfinished").unpublish()
    editor = Client()
    editor.force_login(person("editor", "Editors"))

    listed = reader(editor.get(reverse("record-collections:index")))

    assert "For all" in listed.text
    assert "Unfinished" in listed.text
    assert reverse("wagtailadmin_pages:edit", args=[made.pk]) in listed.addresses
    begun = editor.get(f"{reverse('record-collections:choose_parent')}?locale=en")
    assert begun["Location"] == reverse(
        "wagtailadmin_pages:add", args=["home", "collectionpage", home().pk]
    )


def test_they_are_listed_once_in_the_readers_language(client: Client, committed: Committed) -> None:
    theme = Theme.objects.canonical().get(code="social-cohesion")
    with committed():
        made = collection(practice("Advice"), title="For all")
        made.themes.add(theme)
        made.save_revision().publish()
        copy = turkish(made, {})
        hidden = collection(practice("Bridges"), title="For members")
        hidden.view_restrictions.create(restriction_type="login")
        collection(practice("Chairs"), title="Unfinished").unpublish()
    themes = ("browse/themes/social-cohesion/", "browse/themes/migration-and-social-cohesion/")
    for address in ("browse/collections/", "", *themes):
        english = reader(client.get(f"/en/{address}"))
        assert english.addresses.count(made.get_url()) == 1, address
        assert not english.leads_to(hidden)
        assert "Unfinished" not in english.text
        assert reader(client.get(f"/tr/{address}")).leads_to(copy)
        french = reader(client.get(f"/fr/{address}"))
        assert f'lang="en" dir="ltr"><a href="{made.get_url()}"' in french.source


def test_a_long_collection_takes_no_more_queries(client: Client, committed: Committed) -> None:
    with committed():
        short = collection(practice("One"))
        long = collection(*(practice(f"Practice {number}") for number in range(20)), title="Long")

    def taken(page: CollectionPage) -> int:
        client.get(page.get_url() + "?warm")
        with CaptureQueriesContext(connection) as captured:
            assert client.get(page.get_url() + "?asked").status_code == 200
        return len(captured)

    assert taken(long) == taken(short)
    assert taken(long) <= BUDGET
