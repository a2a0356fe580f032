"""Files as people send them back: changed, added to, written in another program."""

import re
import zipfile
from datetime import datetime
from io import BytesIO
from typing import Any
from uuid import uuid4

import docx
import odfdo
import openpyxl
import pytest
from django.utils.translation import override
from docx.oxml import parse_xml

from practices.offline.filling import Filled
from practices.offline.read_xlsx import NoSuchRow
from practices.offline.reading import read
from practices.offline.writing import FORMATS
from taxonomy.models import Objective, Theme
from tests.factories.taxonomy import CityFactory
from tests.practices.offline.filling import fill_docx, fill_odt, fill_xlsx

pytestmark = pytest.mark.django_db
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def empty(extension: str, language: str = "en") -> bytes:
    with override(language):
        return FORMATS[extension].write(language)


def back(content: bytes, extension: str, row: int | None = None) -> Filled:
    return read(BytesIO(content), extension, key=uuid4(), language="en", row=row)


def texts(found: Filled) -> str:
    return "\n".join(text for _place, text in found.leftovers)


class Word:
    """A Word document, edited."""

    def __init__(self, **answers: str) -> None:
        self.document: Any = docx.Document(BytesIO(fill_docx(empty("docx"), answers)))

    def table(self, name: str) -> Any:
        return next(t for t in self.document.tables if f"[{name}]" in t._tbl.xml)

    def box(self, name: str) -> Any:
        rows = self.table(name).rows
        asked = next(n for n, row in enumerate(rows) if f"[{name}]" in row.cells[0].text)
        return rows[asked + 1].cells[0]

    def read(self) -> Filled:
        made = BytesIO()
        self.document.save(made)
        return back(made.getvalue(), "docx")


class TestWord:
    def test_tracked_changes_and_controls_are_read_as_they_look(self) -> None:
        word = Word()
        paragraph = word.box("title").paragraphs[0]._p
        for xml in (
            f"<w:ins {W} w:id='1' w:author='a'><w:r><w:t>Language </w:t></w:r></w:ins>",
            f"<w:del {W} w:id='2' w:author='a'><w:r><w:delText>gone</w:delText></w:r></w:del>",
            f"<w:moveFrom {W} w:id='3' w:author='a'><w:r><w:t>moved</w:t></w:r></w:moveFrom>",
            f"<w:sdt {W}><w:sdtContent><w:r><w:t>cafés</w:t></w:r></w:sdtContent></w:sdt>",
        ):
            paragraph.append(parse_xml(xml))
        assert word.read().answers == {"title": "Language cafés"}

    def test_lists_become_lists(self) -> None:
        word = Word(context="Before")
        cell = word.box("context")
        for text in ("one", "two"):
            cell.add_paragraph(text, "List Bullet")
        cell.add_paragraph("After")
        assert word.read().answers == {"context": "Before\n\n- one\n- two\n\nAfter"}

    def test_a_copied_group_is_one_more(self) -> None:
        word = Word(**{f"partners.partner.{n}.organisation": f"Partner {n}" for n in (1, 2, 3)})
        table = word.table("partners.partner.3.organisation")._tbl
        copy = parse_xml(table.xml.replace("Partner 3", "Partner 4"))
        table.addnext(copy)
        rows = word.read().answers["partners"]
        assert [row["organisation"] for row in rows] == [f"Partner {n}" for n in (1, 2, 3, 4)]
        assert len({row["id"] for row in rows}) == 4

    def test_a_translated_name_is_known_by_its_bookmark(self) -> None:
        word = Word(title="Kept")
        for paragraph in word.table("title").rows[0].cells[0].paragraphs:
            if "[title]" in paragraph.text:
                paragraph.runs[0].text = "[başlık]"
        assert word.read().answers == {"title": "Kept"}

    def test_what_stands_beside_the_boxes_is_left_over(self) -> None:
        word = Word(title="A title")
        word.document.add_paragraph("Loose words")
        word.table("title").rows[0].cells[0].add_paragraph("Beside the question")
        stray = word.document.add_table(1, 1)
        stray.cell(0, 0).text = "In a table of its own"
        word.document.add_comment(word.document.paragraphs[0].runs, text="A remark")
        found = word.read()
        assert found.answers == {"title": "A title"}
        assert {"Loose words", "Beside the question", "In a table of its own", "A remark"} == set(
            texts(found).split("\n")
        )

    def test_an_answer_given_twice_is_kept_twice(self) -> None:
        word = Word(title="First")
        table = word.table("title")._tbl
        table.addnext(parse_xml(table.xml.replace("First", "Second")))
        found = word.read()
        assert (found.answers, found.leftovers) == ({"title": "First"}, [("title", "Second")])

    def test_terms_are_found_by_name_in_any_language(self) -> None:
        city = CityFactory(name="Sampleton", country="TR")
        themes = list(Theme.objects.canonical().offered()[:2])
        objective: Any = Objective.objects.offered().first()
        word = Word(
            **{
                "cities": "Sampleton, TR; Nowhere",
                "themes": f"{themes[0].name}, {themes[1].name}",
                "objectives.objective.1.objective": f"{objective.label}: {objective.name}",
                "consent": "Evet",
            }
        )
        answers = word.read().answers
        assert answers["cities"] == [city.code, "Nowhere"]
        assert answers["themes"] == [theme.code for theme in themes]
        assert answers["objectives"][0]["objective"] == objective.code
        assert answers["consent"] == "yes"

    def test_only_a_plain_yes_is_consent(self) -> None:
        found = Word(consent="Yes, if the mayor agrees").read()
        assert found.leftovers == [("consent", "Yes, if the mayor agrees")]
        assert not found.answers

    def test_pictures_are_told_of(self) -> None:
        word = Word(title="With a picture")
        from tests.uploads.files import image

        word.box("context").paragraphs[0].add_run().add_picture(BytesIO(image()))
        assert word.read().has_pictures

    def test_more_rows_than_the_form_takes_are_left_over(self) -> None:
        word = Word(**{"other_names.name.1": "Name 0"})
        table = word.table("other_names.name.1")._tbl
        for number in range(1, 33):
            table.addprevious(parse_xml(table.xml.replace("Name 0", f"Name {number}")))
        found = word.read()
        assert len(found.answers["other_names"]) == 30
        assert len(found.leftovers) == 3


class TestOpenDocument:
    def test_lists_notes_and_remarks(self) -> None:
        document = odfdo.Document(BytesIO(fill_odt(empty("odt"), {"title": "A  title"})))
        table = next(
            table
            for table in document.body.get_elements("//table:table")
            if table.get_attribute("table:name") == "context"
        )
        cell = table.get_elements("table:table-row/table:table-cell")[1]
        cell.append(odfdo.List(["one", "two"]))
        noted = odfdo.Paragraph("Noted")
        noted.append(odfdo.Note(note_id="n1", citation="1", body="A footnote"))
        cell.append(noted)
        made = BytesIO()
        document.save(made)
        found = back(made.getvalue(), "odt")
        assert found.answers == {"title": "A title", "context": "- one\n- two\n\nNoted"}
        assert texts(found) == "A footnote"

    def test_what_was_deleted_is_not_read(self) -> None:
        deleted = (
            "<text:tracked-changes><text:changed-region><text:deletion><text:p>Gone</text:p>"
            "</text:deletion></text:changed-region></text:tracked-changes>"
        )
        changed = _changed(
            fill_odt(empty("odt"), {"title": "Stays"}),
            lambda xml: re.sub("(<office:text[^>]*>)", rf"\1{deleted}", xml, count=1),
        )
        found = back(changed, "odt")
        assert (found.answers, found.leftovers) == ({"title": "Stays"}, [])


class TestSpreadsheet:
    def test_a_row_is_chosen(self) -> None:
        book = fill_xlsx(empty("xlsx"), {"title": "First"}, {"title": "Second"}, {"title": "Third"})
        assert (back(book, "xlsx").answers, back(book, "xlsx").further_rows) == (
            {"title": "First"},
            2,
        )
        found = back(book, "xlsx", row=4)
        assert (found.answers, found.further_rows) == ({"title": "Second"}, 0)
        for row in (1, 2, 6):
            with pytest.raises(NoSuchRow, match=str(row)):
                back(book, "xlsx", row=row)

    def test_the_columns_of_the_import_are_read_and_others_are_left_over(self) -> None:
        objective: Any = Objective.objects.offered().first()
        found = back(
            _book(
                ["external_id", "title", "stages", "objectives", "period", "contact_name"],
                [17.0, "=1+1", "prototype", f"{objective.code}; NONE-1", datetime(2019, 9, 1), "A"],
            ),
            "xlsx",
        )
        assert found.answers["title"] == "=1+1"
        assert found.answers["innovation_stages"] == ["prototype"]
        assert found.answers["period"] == "2019-09-01"
        assert [row["objective"] for row in found.answers["objectives"]] == [
            objective.code,
            "NONE-1",
        ]
        assert found.leftovers == [("external_id", "17")]

    def test_what_looks_like_a_formula_in_our_lists_is_text(self) -> None:
        Theme.objects.canonical().filter(pk=Theme.objects.canonical()[0].pk).update(name="=1+1")
        book = openpyxl.load_workbook(BytesIO(empty("xlsx")))
        cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
        assert all(cell.data_type != "f" for cell in cells)

    def test_without_names_nothing_is_answered(self) -> None:
        assert back(_book(["a", "b"], ["1", "2"]), "xlsx").answers == {}


def _book(*rows: list[Any]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for cell in book.active[2]:
        if isinstance(cell.value, str):
            cell.data_type = "s"
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def _changed(content: bytes, change: Any, name: str = "content.xml") -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as before, zipfile.ZipFile(made, "w") as after:
        for entry in before.infolist():
            data = before.read(entry)
            if entry.filename == name:
                data = change(data.decode()).encode()
            after.writestr(entry.filename, data, zipfile.ZIP_DEFLATED)
    return made.getvalue()
