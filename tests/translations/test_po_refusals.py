"""What of a translation file is refused: with its line and the reason, and the rest is taken."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import Page, PageViewRestriction, Revision

from tests.factories.pages import PracticePageFactory, section
from tests.translations.people import member_of, superuser, with_rights
from tests.translations.po_files import entries, exported, filled, line_of, opened, saved
from tests.translations.records import draft, fresh, publish, translated
from translations.po_entries import Entry, Refusal, place_of, read
from translations.po_import import MOST_BYTES, MOST_REFUSALS, Imported, import_po
from translations.segments import complaint, replace, split
from translations.words import texts_of, words_of

Committed = Callable[[], AbstractContextManager[object]]

pytestmark = pytest.mark.django_db
slow = settings(max_examples=40, suppress_health_check=list(HealthCheck))
LINKED = '<p>One <a href="https://example.org/one">here</a>.</p><p>Two.</p>'


@pytest.fixture(scope="module")
def original_below(below: None) -> Any:
    return publish(PracticePageFactory(parent=section(), title="Cafés", context=LINKED))


@pytest.fixture(scope="module")
def turkish_below(original_below: Any) -> Any:
    return publish(translated(original_below), context=LINKED.replace("One", "Bir"))


@pytest.fixture
def original(original_below: Any, turkish_below: Any) -> Any:
    return fresh(original_below)


@pytest.fixture
def file(original: Any, turkish: Any) -> bytes:
    """A new title and summary, and nothing else."""
    return filled(exported(original), title="Başlık", summary="Özet")


def taken(content: bytes, actor: Any = None) -> Imported:
    return import_po(content, actor=actor or superuser())


def swapped(content: bytes, old: str, new: str) -> bytes:
    assert content.decode().count(old) == 1
    return content.decode().replace(old, new).encode()


def only_refusal(imported: Imported) -> Refusal:
    (refusal,) = imported.refused
    return refusal


class TestWholeFile:
    @pytest.fixture(autouse=True)
    def nothing_is_changed(self, turkish: Any) -> Any:
        before = Revision.objects.count()
        yield
        assert Revision.objects.count() == before

    def test_one_that_is_too_large(self, file: bytes) -> None:
        refusal = only_refusal(taken(file + b"#" * MOST_BYTES))
        assert (refusal.line, "10 MB" in refusal.reason) == (1, True)

    def test_one_not_in_utf_8(self, file: bytes) -> None:
        content = file.replace("Özet".encode(), "Özet".encode("iso-8859-9"))
        refusal = only_refusal(taken(content))
        assert refusal.line == line_of(content.replace(b"\xd6", b"O"), 'msgstr "Ozet')
        assert "UTF-8" in refusal.reason

    def test_one_for_a_language_that_is_not_here(self, file: bytes) -> None:
        content = swapped(file, '"Language: tr\\n"', '"Language: de\\n"')
        refusal = only_refusal(taken(content))
        assert (refusal.line, "language" in refusal.reason) == (line_of(content, "de\\n"), True)

    def test_one_that_names_no_language(self, file: bytes) -> None:
        content = swapped(file, '"Language: tr\\n"\n', "")
        refusal = only_refusal(taken(content))
        assert (refusal.line, "language" in refusal.reason) == (
            line_of(content, 'msgstr ""'),
            True,
        )

    def test_one_without_header(self, file: bytes) -> None:
        content = file[file.index(b"#. ") :]
        assert only_refusal(taken(content)).line == 1
        assert only_refusal(taken(b"")).line == 1
        assert only_refusal(taken("göç".encode())).line == 1

    @pytest.mark.parametrize(
        "actor",
        [
            lambda: member_of("Translators (ar)"),
            lambda: with_rights("submits", "access_admin", "submit_translation"),
        ],
    )
    def test_one_of_somebody_elses_language(self, file: bytes, actor: Any) -> None:
        refusal = only_refusal(taken(file, actor()))
        assert refusal.line == line_of(file, "Language: tr")
        assert "do not translate" in refusal.reason

    def test_one_for_the_originals_own_language(self, file: bytes) -> None:
        content = swapped(file, '"Language: tr\\n"', '"Language: en\\n"')
        assert {refusal.reason for refusal in taken(content).refused} == {
            "This translation is not yours to write."
        }


class TestLanguage:
    @pytest.mark.parametrize("named", ["tr_TR", "TR", "tr-CY"])
    def test_a_country_beside_it_does_not_matter(self, file: bytes, named: str) -> None:
        content = swapped(file, '"Language: tr\\n"', f'"Language: {named}\\n"')
        assert taken(content).entries == 2

    def test_nor_do_windows_line_ends_and_a_byte_order_mark(self, file: bytes) -> None:
        assert taken(b"\xef\xbb\xbf" + file.replace(b"\n", b"\r\n")).entries == 2


class TestEntry:
    """The title is broken in one way or other; the summary is taken all the same."""

    @pytest.fixture(autouse=True)
    def the_rest_is_taken(self, turkish: Any) -> Any:
        yield
        assert draft(turkish).summary == "Özet"
        assert draft(turkish).title == turkish.title
        assert not Page.objects.filter(title="Başlık").exists()

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ('msgstr "Başlık"', 'msgstr "Başlık'),
            ('msgstr "Başlık"', "msgstr Başlık"),
            ('msgstr "Başlık"', 'msgstr "Baş"lık"'),
            ('msgstr "Başlık"', 'msgstr[0] "Başlık"'),
            ('msgstr "Başlık"', 'translation "Başlık"'),
            ('msgstr "Başlık"', 'msgstr "Başlık"\nand more'),
            ('msgstr "Başlık"', 'msgstr "Başlık"\n"and more'),
        ],
    )
    def test_that_is_no_po(self, file: bytes, old: str, new: str) -> None:
        content = swapped(file, old, new)
        refusal = only_refusal(taken(content))
        assert refusal.line == line_of(content, new.split("\n")[-1])

    def test_that_is_not_complete(self, file: bytes) -> None:
        content = swapped(file, 'msgstr "Başlık"\n', "")
        refusal = only_refusal(taken(content))
        assert (refusal.line, "complete" in refusal.reason) == (
            line_of(content, "/title/0"),
            True,
        )

    @pytest.mark.parametrize(
        ("string", "part"),
        [
            ("<b>Başlık", "tag"),
            ("<b>Başlık</b>", "formatting"),
            ("Başlık %(number)s", "placeholder"),
            ('<a id=\\"a1\\">Başlık</a>', "formatting"),
            ("Başlık\\n", "line break"),
            ("Başlık\x01", "printed"),
            ("  ", "empty"),
            ("ş" * 256, "longer"),
        ],
    )
    def test_whose_translation_is_broken(self, file: bytes, string: str, part: str) -> None:
        content = swapped(file, 'msgstr "Başlık"', f'msgstr "{string}"')
        refusal = only_refusal(taken(content))
        assert refusal.line == line_of(content, f'msgstr "{string}"')
        assert part in refusal.reason

    @pytest.mark.parametrize(
        ("context", "part"),
        [
            ("3b6f8f0e-0000-4000-8000-000000000000/title/0", "no such record"),
            ("{key}/mayor/0", "no such text"),
            ("{key}/title/1", "no such text"),
            ("{key}/title/00", "which text"),
            ("{key}/title", "which text"),
            ("title", "which text"),
            ("{key}/slug/0", "no such text"),
        ],
    )
    def test_that_belongs_nowhere(
        self, original: Any, file: bytes, context: str, part: str
    ) -> None:
        key = original.translation_key
        content = swapped(file, f"{key}/title/0", context.format(key=key))
        refusal = only_refusal(taken(content))
        assert refusal.line == line_of(content, f'msgctxt "{context.format(key=key)}"')
        assert part in refusal.reason

    def test_without_context(self, original: Any, file: bytes) -> None:
        content = swapped(file, f'msgctxt "{original.translation_key}/title/0"\n', "")
        refusal = only_refusal(taken(content))
        assert refusal.line == line_of(content, f'msgid "{original.title}"')

    def test_whose_original_has_changed(
        self, original: Any, file: bytes, committed: Committed
    ) -> None:
        with committed():
            publish(original, title="Another title")
        refusal = only_refusal(taken(file))
        assert refusal.line == line_of(file, f'msgid "{original.title}"')
        assert "has changed" in refusal.reason

    def test_that_is_not_certain_or_not_there_is_counted(self, file: bytes) -> None:
        before = taken(swapped(file, 'msgstr "Başlık"', 'msgstr ""')).skipped
        content = file.decode().replace("#. ", "#, fuzzy\n#. ", 1)
        assert content.index("#, fuzzy") < content.index("/title/0")
        imported = taken(content.encode())
        assert (imported.skipped, imported.refused) == (before, [])

    def test_that_is_commented_out_is_none(self, file: bytes) -> None:
        start = file.index(b"msgctxt")
        end = file.index(b"\n\n", start)
        obsolete = b"#, fuzzy\n#~ " + file[start:end].replace(b"\n", b"\n#~ ")
        imported = taken(file[:start] + obsolete + file[end:])
        assert imported.refused == []


class TestTwice:
    def test_the_second_is_refused(self, original: Any, turkish: Any, file: bytes) -> None:
        again = file[file.index(b"\n\n") :].replace("Başlık".encode(), b"Again")
        content = file.rstrip() + again
        lines = [
            number
            for number, line in enumerate(content.decode().split("\n"), 1)
            if line.endswith(('/title/0"', '/summary/0"'))
        ]
        imported = taken(content)
        assert [refusal.line for refusal in imported.refused] == lines[2:]
        assert draft(turkish).title == "Başlık"


class TestLinks:
    @pytest.mark.parametrize(
        "string", ["Bir.", 'Bir <a id="a2">x</a>.', '<a id="a1">x</a><a id="a1">y</a>']
    )
    def test_lost_or_invented_ones_are_refused(
        self, original: Any, turkish: Any, string: str
    ) -> None:
        catalog = opened(exported(original))
        entries(catalog)["context/0"].string = string
        entries(catalog)["context/1"].string = "İki."
        content = saved(catalog, width=0)
        refusal = only_refusal(taken(content))
        escaped = string.replace('"', '\\"')
        assert refusal.line == line_of(content, f'msgstr "{escaped}"')
        # The other paragraph of the same text is taken.
        assert draft(turkish).context.endswith("<p>İki.</p>")
        assert draft(turkish).context.startswith("<p>Bir <a href")


class TestRights:
    def test_records_that_are_not_the_actors_are_refused(
        self, original: Any, turkish: Any, committed: Committed
    ) -> None:
        with committed():
            secret = PracticePageFactory(parent=section(), live=False, title="Secret", summary="")
        other = filled(exported(secret), title="Gizli")
        content = filled(exported(original), title="Başlık") + other[other.index(b"#. ") :]
        imported = taken(content, member_of("Translators (tr)"))
        refusal = only_refusal(imported)
        assert refusal.line == line_of(content, f"{secret.translation_key}/title/0")
        assert (imported.entries, imported.records) == (1, 1)
        assert not secret.get_translations().exists()

    def test_one_under_review_stays_as_the_reviewer_reads_it(
        self, original: Any, turkish: Any, committed: Committed
    ) -> None:
        content = filled(exported(original), title="Başlık")
        translator = member_of("Translators (tr)")
        with committed():
            turkish.get_workflow().start(turkish, translator)
        before = turkish.revisions.count()
        imported = taken(content, translator)
        assert imported.entries == 0
        assert {refusal.reason for refusal in imported.refused} == {
            "This translation is locked, or under review."
        }
        assert turkish.revisions.count() == before

    def test_nor_may_a_private_one_be_begun(self, original: Any, committed: Committed) -> None:
        content = filled(exported(original), title="Başlık")
        with committed():
            PageViewRestriction.objects.create(page=original, restriction_type="login")
        imported = taken(content, member_of("Translators (tr)"))
        assert [refusal.reason for refusal in imported.refused] == [
            "This translation is not yours to write."
        ]


def test_very_many_refusals_are_told_in_one(file: bytes) -> None:
    content = file + b"\n\n".join([b"no PO"] * (MOST_REFUSALS + 7))
    refused = taken(content).refused
    assert len(refused) == MOST_REFUSALS + 1
    assert "7 more" in refused[-1].reason
    assert refused[-1].line == refused[-2].line + 2


class TestAnything:
    """Whatever a file holds, nothing but good entries changes anything."""

    @pytest.fixture
    def content(self, original: Any, turkish: Any) -> bytes:
        catalog = opened(exported(original))
        for number, message in enumerate(entries(catalog).values()):
            link = ' <a id="a1">x</a>' if "<a " in str(message.id) else ""
            message.string = f"Metin {number}{link}"
        return saved(catalog)

    def check(self, content: bytes, original: Any, turkish: Any) -> None:
        """Take the file; every text is as it was, or as a good entry says."""
        before, words = texts_of(draft(turkish)), words_of(original)
        with transaction.atomic():
            taken(content)
            after = texts_of(draft(turkish))
            live = texts_of(fresh(turkish))
            transaction.set_rollback(True)
        assert live == texts_of(fresh(turkish))
        good: dict[str, dict[int, str]] = {}
        for entry in read(content.decode(errors="replace")):
            place = place_of(entry) if isinstance(entry, Entry) else None
            if place is None or not isinstance(entry, Entry) or place[1] not in words:
                continue
            _key, path, number = place
            word, string = words[path], entry.texts["msgstr"]
            current = split(word)[number : number + 1] == [entry.texts["msgid"]]
            if current and not complaint(entry.texts["msgid"], string, rich=word.rich):
                good.setdefault(path, {}).setdefault(number, string)
        own = words_of(draft(turkish))
        for path, text in after.items():
            if text != before[path]:
                assert text == replace(words[path], own[path], good[path])

    @slow
    @given(data=st.binary(max_size=400))
    def test_random_bytes(self, content: bytes, original: Any, turkish: Any, data: bytes) -> None:
        self.check(data, original, turkish)
        self.check(content[: content.index(b"\n\n") + 2] + data, original, turkish)

    @slow
    @given(data=st.data())
    def test_cut_files(self, content: bytes, original: Any, turkish: Any, data: Any) -> None:
        end = data.draw(st.integers(0, len(content)))
        self.check(content[:end], original, turkish)

    @slow
    @given(data=st.data())
    def test_random_edits(self, content: bytes, original: Any, turkish: Any, data: Any) -> None:
        lines = content.decode().split("\n")
        for _edit in range(data.draw(st.integers(1, 6))):
            at = data.draw(st.integers(0, len(lines) - 1))
            kind = data.draw(st.sampled_from(["delete", "twice", "swap", "insert", "replace"]))
            if kind == "delete":
                lines[at] = ""
            elif kind == "twice":
                lines.insert(at, lines[at])
            elif kind == "swap":
                other = data.draw(st.integers(0, len(lines) - 1))
                lines[at], lines[other] = lines[other], lines[at]
            else:
                place = data.draw(st.integers(0, len(lines[at])))
                odd = data.draw(st.text('"\\<>&%s(){}#~,msgidtrcx/ \n\t\x00é', max_size=6))
                end = place + (kind == "replace")
                lines[at] = lines[at][:place] + odd + lines[at][end:]
        self.check("\n".join(lines).encode(), original, turkish)
