"""The questions as a Word document."""

from io import BytesIO
from itertools import count
from typing import Any

from django.utils import timezone
from docx import Document
from docx.enum.table import WD_ROW_HEIGHT_RULE, WD_TABLE_DIRECTION
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Mm, Pt, RGBColor

from core.i18n import direction
from practices.offline.questions import Box, Boxes, Heading, Items, Part, lines

# Dark enough to be read on the shade.
QUIET = RGBColor(0x50, 0x50, 0x50)
SHADE = "F0F0F0"


def docx(parts: list[Part], language: str) -> bytes:
    """The document, in the language and its direction."""
    writer = _Writer(language)
    for part in parts:
        writer.add(part)
    made = BytesIO()
    writer.document.save(made)
    return made.getvalue()


class _Writer:
    def __init__(self, language: str) -> None:
        self.document = Document()
        self.is_rtl = direction(language) == "rtl"
        self.numbers = count(1)
        self._set_up(language)

    def add(self, part: Part) -> None:
        """Write one part below the others."""
        if isinstance(part, Heading):
            self._direct(self.document.add_heading(part.text, part.level))
            if part.level == 0:
                self.document.core_properties.title = part.text
        elif isinstance(part, Boxes):
            self._boxes(part)
        else:
            style = "List Bullet" if isinstance(part, Items) else None
            for line in lines(part):
                self._direct(self.document.add_paragraph(line, style))

    def _set_up(self, language: str) -> None:
        page = self.document.sections[0]
        page.page_width, page.page_height = Mm(210), Mm(297)
        properties = self.document.core_properties
        properties.author, properties.comments, properties.language = "", "", language
        properties.created = properties.modified = timezone.now()
        normal: Any = self.document.styles["Normal"]
        known = _element("w:lang", val=language, bidi=language, eastAsia=language)
        run_properties = normal.element.get_or_add_rPr()
        if self.is_rtl:
            normal.element.get_or_add_pPr().append(OxmlElement("w:bidi"))
            normal.font.rtl = True
        run_properties.append(known)

    def _boxes(self, part: Boxes) -> None:
        table: Any = self.document.add_table(0, 1, style="Table Grid")
        if self.is_rtl:
            table.table_direction = WD_TABLE_DIRECTION.RTL
        for box in part.boxes:
            self._question(table.add_row(), box)
            answer = table.add_row()
            answer.height, answer.height_rule = (
                Cm(2.5 if box.is_tall else 0.9),
                WD_ROW_HEIGHT_RULE.AT_LEAST,
            )
        # Without something between them, two tables become one.
        self.document.add_paragraph()

    def _question(self, row: Any, box: Box) -> None:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        cell = row.cells[0]
        cell._tc.get_or_add_tcPr().append(_element("w:shd", val="clear", color="auto", fill=SHADE))
        for number, line in enumerate([*box.lines, box.place.shown]):
            paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
            paragraph.paragraph_format.keep_with_next = True
            paragraph.paragraph_format.space_after = Pt(2)
            run = paragraph.add_run(line)
            if number == 0:
                run.bold = run.font.cs_bold = True
                self._mark(run, box)
            elif number == len(box.lines):
                run.font.size, run.font.color.rgb = Pt(8), QUIET
                run.font.rtl = False if self.is_rtl else None
                continue
            self._direct(paragraph)

    def _mark(self, run: Any, box: Box) -> None:
        number = str(next(self.numbers))
        run._r.addprevious(_element("w:bookmarkStart", id=number, name=box.place.bookmark))
        run._r.addnext(_element("w:bookmarkEnd", id=number))

    def _direct(self, paragraph: Any) -> None:
        for run in paragraph.runs if self.is_rtl else ():
            run.font.rtl = True


def _element(tag: str, **attributes: str) -> Any:
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element
