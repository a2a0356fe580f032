"""The questions as an OpenDocument text."""

from io import BytesIO

from odfdo import (
    BookmarkEnd,
    BookmarkStart,
    Cell,
    Document,
    Element,
    Header,
    List,
    Paragraph,
    Row,
    Span,
    Table,
)

from core.i18n import direction
from practices.offline.questions import Box, Boxes, Heading, Items, Part, Text

STYLES = (
    """<style:style style:name="Title" style:family="paragraph" style:parent-style-name="Heading">
    <style:text-properties fo:font-size="24pt" style:font-size-complex="24pt"/></style:style>""",
    """<style:style style:name="Label" style:family="paragraph" style:parent-style-name="Standard">
    <style:paragraph-properties fo:keep-with-next="always"/>
    <style:text-properties fo:font-weight="bold" style:font-weight-complex="bold"/>
    </style:style>""",
    """<style:style style:name="Note" style:family="paragraph" style:parent-style-name="Standard">
    <style:paragraph-properties fo:keep-with-next="always"/>
    <style:text-properties fo:font-size="10pt" style:font-size-complex="10pt"/>
    </style:style>""",
    """<style:style style:name="Name" style:family="paragraph" style:parent-style-name="Standard">
    <style:paragraph-properties fo:keep-with-next="always"/>
    <style:text-properties fo:font-size="8pt" fo:color="#505050"/>
    </style:style>""",
)
# Colours that are far enough from each other for everybody; MODE is the direction.
TABLE_STYLES = (
    """<style:style style:name="Title" style:family="paragraph" style:parent-style-name="Heading">
    <style:text-properties fo:font-size="24pt" style:font-size-complex="24pt"/></style:style>""",
    """<style:style style:name="Questions" style:family="table">
    <style:table-properties style:writing-mode="MODE"/></style:style>""",
    """<style:style style:name="Question" style:family="table-row">
    <style:table-row-properties fo:keep-together="always"/></style:style>""",
    """<style:style style:name="Answer" style:family="table-row">
    <style:table-row-properties style:min-row-height="0.9cm"/></style:style>""",
    """<style:style style:name="Tall" style:family="table-row">
    <style:table-row-properties style:min-row-height="2.5cm"/></style:style>""",
    """<style:style style:name="QuestionCell" style:family="table-cell">
    <style:table-cell-properties fo:background-color="#f0f0f0" fo:padding="0.1cm"
    fo:border="0.5pt solid #505050"/></style:style>""",
    """<style:style style:name="AnswerCell" style:family="table-cell">
    <style:table-cell-properties fo:padding="0.1cm" fo:border="0.5pt solid #505050"/>
    </style:style>""",
)
PARAGRAPHS = '//style:default-style[@style:family="paragraph"]/style:paragraph-properties'


def odt(parts: list[Part], language: str) -> bytes:
    """The document, in the language and its direction."""
    document = Document("text")
    document.body.clear()
    _set_up(document, language)
    for part in parts:
        if isinstance(part, Heading) and part.level == 0:
            document.meta.title = part.text
        document.body.append(_element(part))
        if isinstance(part, Boxes):
            document.body.append(Paragraph())
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def _element(part: Part) -> Element:
    if isinstance(part, Heading):
        return Paragraph(part.text, style="Title") if not part.level else _heading(part)
    if isinstance(part, Items):
        return List(part.texts, style="List_20_1")
    if isinstance(part, Text):
        return Paragraph(part.text, style="Text_20_body")
    # A name of its own: two tables of one name are repaired by some programs and lost by others.
    table = Table(part.boxes[0].place.bookmark, style="Questions")
    table.append(Element.from_tag("table:table-column"))
    for box in part.boxes:
        table.append(_row("Question", _question(box)))
        table.append(_row("Tall" if box.is_tall else "Answer", [Paragraph(style="Standard")]))
    return table


def _heading(part: Heading) -> Header:
    return Header(part.level, part.text, style=f"Heading_20_{part.level}")


def _row(style: str, content: list[Paragraph]) -> Row:
    cell = Cell(style="QuestionCell" if style == "Question" else "AnswerCell")
    for paragraph in content:
        cell.append(paragraph)
    row = Row(style=style)
    row.append(cell)
    return row


def _question(box: Box) -> list[Paragraph]:
    name = box.place.bookmark
    label = Paragraph(style="Label")
    for piece in (BookmarkStart(name), Span(box.lines[0]), BookmarkEnd(name)):
        label.append(piece)
    notes = [Paragraph(line, style="Note") for line in box.lines[1:]]
    return [label, *notes, Paragraph(box.place.shown, style="Name")]


def _set_up(document: Document, language: str) -> None:
    mode, side = ("rl-tb", "right") if direction(language) == "rtl" else ("lr-tb", "left")
    styles = document.get_part("styles.xml").root  # type: ignore[union-attr]
    for numbering in styles.get_elements("//text:outline-style"):
        numbering.delete()  # ours stand in the text where they are needed
    for properties in styles.get_elements(PARAGRAPHS):
        # LibreOffice takes no side, and `start` in any direction, for the left one.
        properties.set_attribute("fo:text-align", side)
    for properties in styles.get_elements("//style:default-style/style:text-properties"):
        for kind in ("", "-complex"):
            space = "style" if kind else "fo"
            properties.set_attribute(f"{space}:language{kind}", language.partition("-")[0])
            properties.set_attribute(f"{space}:country{kind}", "none")
    for tag in ("paragraph-properties", "page-layout-properties"):
        for properties in styles.get_elements(f"//style:{tag}[@style:writing-mode]"):
            properties.set_attribute("style:writing-mode", mode)
    for style in STYLES:
        document.insert_style(style)
    for style in TABLE_STYLES:
        document.insert_style(style.replace("MODE", mode), automatic=True)
    document.meta.language = language
