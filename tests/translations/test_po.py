"""Translation files go out, come back, and change nothing but what they should."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from wagtail.models import PageLogEntry, Revision

from core.models import KnowledgePage, record_types
from practices.models import PracticePage
from tests.factories.pages import PracticePageFactory, section
from tests.translations.people import member_of, superuser
from tests.translations.po_files import entries, exported, filled, opened, saved
from tests.translations.records import (
    begun,
    draft,
    field_of,
    fresh,
    in_turkish,
    publish,
    published,
    translated,
)
from translations.enums import State
from translations.models import RecordTranslation
from translations.po_export import export
from translations.po_import import import_po
from translations.states import MACHINE, still_pending, waiting
from translations.texts import put
from translations.words import texts_of, words_of

Committed = Callable[[], AbstractContextManager[object]]

pytestmark = pytest.mark.django_db
THREE = "<p>One.</p><p>Two <a href='https://example.org/two'>here</a>.</p><p>Three.</p>"
THREE_IN_TURKISH = '<p>Bir.</p><p>İki <a href="https://example.org/two">burada</a>.</p><p>Üç.</p>'


@pytest.fixture(scope="module")
def alone_below(below: None) -> Any:
    return publish(published(PracticePage), context=THREE)


@pytest.fixture(scope="module")
def original_below(below: None) -> Any:
    return publish(published(PracticePage), context=THREE)


@pytest.fixture(scope="module")
def turkish_below(original_below: Any) -> Any:
    return publish(translated(original_below), context=THREE_IN_TURKISH)


def turkish_of(original: Any) -> Any:
    return original.get_translations().get(locale__language_code="tr").specific


def comments(message: Any) -> str:
    return " ".join(message.auto_comments)


class TestRoundTrip:
    @pytest.mark.parametrize("model", record_types(), ids=lambda model: str(model.__name__))
    def test_an_untouched_file_changes_nothing(
        self, model: type[KnowledgePage], committed: Committed
    ) -> None:
        with committed():
            original = published(model)
            translated(original)
        file = exported(original)
        catalog = opened(file)
        assert len(entries(catalog)) == len(words_of(original))
        assert all(message.string for message in entries(catalog).values())
        before = Revision.objects.count()
        for content in (file, saved(catalog), saved(catalog, width=20).replace(b"\n", b"\r\n")):
            imported = import_po(content, actor=superuser())
            assert (imported.entries, imported.records, imported.refused) == (0, 0, [])
            assert imported.skipped == 0
        assert Revision.objects.count() == before

    @pytest.mark.parametrize("model", record_types(), ids=lambda model: str(model.__name__))
    def test_a_translation_not_begun_comes_back_whole(
        self, model: type[KnowledgePage], committed: Committed
    ) -> None:
        with committed():
            original = published(model)
        catalog = opened(exported(original))
        assert not any(message.string for message in entries(catalog).values())
        for message in entries(catalog).values():
            message.string = in_turkish(str(message.id))
        with committed():
            imported = import_po(saved(catalog), actor=member_of("Translators (tr)"))
        assert imported.refused == []
        assert (imported.entries, imported.records) == (len(words_of(original)), 1)
        page = turkish_of(original)
        assert not page.live
        assert {word.text.removeprefix("<p>")[:7] for word in words_of(draft(page)).values()} == {
            "Çeviri:"
        }
        assert still_pending(draft(page)) == {}
        row = RecordTranslation.objects.get(record__page=original, language="tr")
        assert row.state == State.DRAFT

    def test_odd_characters_survive(self, original: Any, turkish: Any) -> None:
        odd = 'Tab\there, "quoted" \\n, R&D < 5, line\u2028apart, \x85 100% of {x}'
        with_odd = publish(original, summary=odd)
        now = draft(turkish)
        now.summary = odd[::-1].replace("}x{", "{x}")
        now.pending = waiting(now, ["summary"])
        now.save_revision()
        file = exported(with_odd)
        message = entries(opened(file))["summary/0"]
        assert message.id == odd.replace("&", "&amp;").replace("<", "&lt;")
        assert b"python" not in file
        content = filled(file, summary="Ar&Ge &lt; 5, 100% {x}")
        assert import_po(content, actor=superuser()).entries == 1
        assert draft(turkish).summary == "Ar&Ge < 5, 100% {x}"


class TestExport:
    def test_says_of_each_text_where_it_stands(self, original: Any, turkish: Any) -> None:
        found = entries(opened(exported(original)))
        label = next(path for path in found if path.startswith("figures."))
        assert comments(found["summary/0"]) == f"{original.title} › Summary"
        assert comments(found[label]).startswith(f"{original.title} › Figures › ")
        assert found["context/1"].id == 'Two <a id="a1">here</a>.'
        assert found["context/1"].string == 'İki <a id="a1">burada</a>.'

    def test_what_changed_waits_and_tells_what_was_said_before(
        self, original: Any, turkish: Any, committed: Committed
    ) -> None:
        with committed():
            publish(original, summary="Newly said.", context=THREE.replace("Three", "Four"))
        found = entries(opened(exported(original)))
        assert (found["summary/0"].id, found["summary/0"].string) == ("Newly said.", "")
        assert f"The original said: {original.summary}" in comments(found["summary/0"])
        assert f"Translation so far: {turkish.summary}" in comments(found["summary/0"])
        assert found["context/2"].string == ""
        assert "Translation so far: Üç." in comments(found["context/2"])
        # What is said as before waits to be confirmed.
        assert (found["context/0"].string, found["context/0"].fuzzy) == ("Bir.", True)
        assert (found["title/0"].string, found["title/0"].fuzzy) == (turkish.title, False)

    def test_of_a_text_with_more_parts_now_those_that_are_as_before_are_offered(
        self, original: Any, turkish: Any, committed: Committed
    ) -> None:
        with committed():
            publish(original, context=f"<p>New.</p>{THREE}")
        found = entries(opened(exported(original)))
        strings = [found[f"context/{number}"].string for number in range(4)]
        assert strings == ["", "Bir.", 'İki <a id="a1">burada</a>.', "Üç."]
        assert "The original said: <p>One." in comments(found["context/0"])

    def test_what_a_machine_wrote_waits_to_be_confirmed(self, original: Any, turkish: Any) -> None:
        now = draft(turkish)
        now.pending = waiting(now, ["summary"], MACHINE)
        now.machine_tool = "A machine"
        now.save_revision()
        message = entries(opened(exported(original)))["summary/0"]
        assert (message.string, message.fuzzy) == (turkish.summary, True)

    def test_leaves_out_what_is_not_the_actors(self, original: Any, committed: Committed) -> None:
        with committed():
            secret = PracticePageFactory(parent=section(), live=False, title="Nobody knows")
        wanted = [(page.translation_key, "tr") for page in (original, secret)]
        file = export(wanted, "tr", actor=member_of("Translators (tr)"))
        assert original.title in file.decode()
        assert "Nobody knows" not in file.decode()
        assert not entries(opened(export(wanted, "tr", actor=member_of("Translators (ar)"))))
        assert not entries(opened(export(wanted, "ar", actor=superuser())))

    def test_holds_many_records_in_the_order_of_the_tree(self, committed: Committed) -> None:
        with committed():
            made = [PracticePageFactory(parent=section(), summary="") for _ in range(3)]
        wanted = [(page.translation_key, "tr") for page in reversed(made)]
        catalog = opened(export(wanted, "tr", actor=superuser()))
        titles = [message.id for message in catalog if message.id]
        assert titles == [page.title for page in made]


class TestImport:
    def test_makes_one_draft_and_publishes_nothing(
        self, original: Any, turkish: Any, committed: Committed
    ) -> None:
        before = Revision.objects.count()
        content = filled(exported(original), title="Yeni başlık", summary="Yeni özet")
        with committed():
            imported = import_po(content, actor=member_of("Translators (tr)"))
        assert (imported.entries, imported.records, imported.refused) == (2, 1, [])
        assert imported.skipped == len(entries(opened(content))) - 2
        assert Revision.objects.count() == before + 1
        assert (draft(turkish).title, draft(turkish).summary) == ("Yeni başlık", "Yeni özet")
        assert fresh(turkish).title == turkish.title
        assert fresh(turkish).has_unpublished_changes
        log = PageLogEntry.objects.filter(page=turkish.pk, action="translations.import")
        assert log.count() == 1
        texts = texts_of(draft(turkish))
        assert {path for path, text in texts.items() if texts_of(turkish)[path] != text} == {
            "title",
            "summary",
        }

    def test_brings_up_to_date_what_it_has_a_text_for(
        self, original: Any, turkish: Any, committed: Committed
    ) -> None:
        with committed():
            publish(original, summary="Newly said.")
        file = exported(original)
        before = fresh(turkish).latest_revision_id
        assert import_po(file, actor=superuser()).entries == 0
        assert fresh(turkish).latest_revision_id == before
        with committed():
            imported = import_po(filled(file, summary="Yeni söylendi."), actor=superuser())
        assert imported.refused == []
        assert draft(turkish).summary == "Yeni söylendi."
        assert still_pending(draft(turkish)) == {}
        row = RecordTranslation.objects.get(record__page=original, language="tr")
        assert row.state == State.DRAFT

    def test_what_stands_there_is_confirmed_by_saying_it_again(
        self, original: Any, turkish: Any
    ) -> None:
        publish(original, summary="Newly said.")
        imported = import_po(filled(exported(original), summary=turkish.summary), actor=superuser())
        assert imported.entries == 1
        assert still_pending(draft(turkish)) == {}

    def test_a_text_done_in_part_still_waits(self, original: Any, turkish: Any) -> None:
        publish(original, context=THREE.replace("One", "First").replace("Three", "Third"))
        catalog = opened(exported(original))
        entries(catalog)["context/0"].string = "Birinci."
        imported = import_po(saved(catalog), actor=superuser())
        assert (imported.entries, imported.refused) == (1, [])
        assert draft(turkish).context == THREE_IN_TURKISH.replace("Bir.", "Birinci.")
        assert still_pending(draft(turkish)) == {"context": "changed"}
        catalog = opened(exported(original))
        for number, string in enumerate(("İlk.", 'Sonra <a id="a1">bu</a>.', "Son.")):
            entries(catalog)[f"context/{number}"].string = string
            entries(catalog)[f"context/{number}"].flags.clear()
        assert import_po(saved(catalog), actor=superuser()).entries == 3
        assert still_pending(draft(turkish)) == {}
        assert draft(turkish).context.startswith("<p>İlk.</p><p>Sonra <a href=")

    def test_a_text_built_in_another_way_needs_all_its_parts(
        self, original: Any, turkish: Any
    ) -> None:
        publish(original, context=f"<p>New.</p>{THREE}")
        catalog = opened(exported(original))
        entries(catalog)["context/0"].string = "Yeni."
        content = saved(catalog)
        imported = import_po(content, actor=superuser())
        assert imported.entries == 0
        assert [refusal.line for refusal in imported.refused] == [
            content.decode().split("\n").index('msgstr "Yeni."') + 1
        ]
        assert draft(turkish).context == THREE_IN_TURKISH
        for number in range(4):
            entries(catalog)[f"context/{number}"].flags.clear()
        assert import_po(saved(catalog), actor=superuser()).entries == 4
        assert draft(turkish).context == f"<p>Yeni.</p>{THREE_IN_TURKISH}"

    def test_what_a_person_wrote_is_no_machines(self, original: Any, turkish: Any) -> None:
        now = draft(turkish)
        now.pending = waiting(now, ["title", "summary"], MACHINE)
        now.machine_tool = "A machine"
        now.save_revision()
        import_po(filled(exported(original), summary="Elle"), actor=superuser())
        assert draft(turkish).machine_tool == "A machine"
        import_po(filled(exported(original), title="Elle"), actor=superuser())
        assert draft(turkish).machine_tool == ""
        assert still_pending(draft(turkish)) == {}

    def test_a_link_that_leads_elsewhere_in_the_translation_keeps_to_it(
        self, original: Any, turkish: Any
    ) -> None:
        own = THREE_IN_TURKISH.replace("org/two", "org/iki")
        publish(turkish, context=own)
        catalog = opened(exported(original))
        entries(catalog)["context/1"].string = 'Şurada: <a id="a1">iki</a>.'
        import_po(saved(catalog), actor=superuser())
        assert '<p>Şurada: <a href="https://example.org/iki">iki</a>.</p>' in draft(turkish).context

    def test_a_text_the_translation_has_left_out_is_not_put_back(
        self, original: Any, turkish: Any
    ) -> None:
        now = draft(turkish)
        file = exported(original)
        path = next(path for path in texts_of(now) if path.startswith("activities."))
        now.activities = field_of(PracticePage, "activities").to_python([])
        now.save_revision()
        catalog = opened(file)
        entries(catalog)[f"{path}/0"].string = "Gitti"
        imported = import_po(saved(catalog), actor=superuser())
        assert imported.entries == 0
        assert "no such text any more" in imported.refused[0].reason
        assert not draft(turkish).activities

    def test_a_title_the_database_would_not_take_is_refused(
        self, original: Any, turkish: Any
    ) -> None:
        imported = import_po(filled(exported(original), title="Ş" * 256), actor=superuser())
        assert "longer than 255" in imported.refused[0].reason
        assert draft(turkish).title == turkish.title


def test_a_record_never_published_comes_back_as_well(committed: Committed) -> None:
    with committed():
        original = published(PracticePage)
        original.unpublish()
        now = draft(original)
        put(now, {"summary": "Only in the draft"})
        now.save_revision()
        page = begun(original)
    content = filled(exported(original), summary="Taslakta")
    assert import_po(content, actor=superuser()).entries == 1
    assert draft(page).summary == "Taslakta"
