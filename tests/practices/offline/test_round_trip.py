"""Every question of every step, in every language and format, comes back as it was written."""

from functools import cache
from io import BytesIO
from typing import Any
from uuid import uuid4
from zipfile import ZipFile

import pytest
from django.conf import settings
from django.utils.translation import override
from hypothesis import Phase, given
from hypothesis import settings as few
from hypothesis import strategies as st

from core.inspection import inspect
from practices.answers.declared import CONSENT, Stream, Terms, shapes
from practices.offline.questions import boxes
from practices.offline.reading import read
from practices.offline.writing import FORMATS
from practices.steps import STEPS, Step
from tests.factories.taxonomy import OrganisationFactory
from tests.practices.answers.worlds import answers_for
from tests.practices.offline.filling import FILL, texts_of, without_ids

pytestmark = pytest.mark.django_db
LANGUAGES = [code for code, _name in settings.LANGUAGES]


@pytest.fixture(autouse=True)
def organisations() -> None:
    """Some to name."""
    OrganisationFactory.create_batch(3)


@cache
def empty(extension: str, language: str) -> bytes:
    with override(language):
        return FORMATS[extension].write(language)


def back(filled: bytes, extension: str, **asked: Any) -> Any:
    return read(BytesIO(filled), extension, key=uuid4(), **{"language": "en", **asked})


def cleared(answers: dict[str, Any]) -> dict[str, Any]:
    """The answers but for what says nothing: empty boxes are no answers, nor are empty rows."""
    kept = {}
    for name, value in answers.items():
        shape = shapes().get(name)
        if isinstance(shape, Stream):
            rows = [row for row in value if not shape.row_of(row).is_blank(row)]
            # Kind after kind, as the file asks.
            value = sorted(rows, key=lambda row: list(shape.rows).index(row["type"]))
        if value:
            kept[name] = value
    return kept


@pytest.mark.parametrize("extension", FORMATS)
@pytest.mark.parametrize("language", LANGUAGES)
@given(data=st.data())
# The first example of all is nearly empty.
@few(max_examples=3, phases=(Phase.generate,))
def test_what_is_written_into_the_boxes_comes_back(
    extension: str, language: str, data: st.DataObject
) -> None:
    names = tuple(name for step in STEPS for name in step.names)
    typed = data.draw(answers_for(names, hostile=False))
    filled = FILL[extension](empty(extension, language), texts_of(typed))
    found = back(filled, extension)
    expected = without_ids(cleared(typed))
    assert without_ids(found.answers) == expected
    assert found.leftovers == []


@pytest.mark.parametrize("extension", FORMATS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_choices_are_read_by_what_they_are_called(extension: str, language: str) -> None:
    with override(language):
        options = {box.place: box.options for box in boxes() if box.options}
        texts = {place.path: several[-1] for place, several in options.items()}
    found = back(FILL[extension](empty(extension, language), texts), extension, language=language)
    for place, several in options.items():
        shape = shapes().get(place.name)
        answer = found.answers.get(place.name)
        if place.name == CONSENT:
            assert not answer
        elif isinstance(shape, Terms):
            assert [several[-1]] != answer
            assert len(answer) == 1
        elif isinstance(shape, Stream):
            values = [row[place.child] for row in answer if row["type"] == place.kind]
            assert values[place.number - 1] in dict(place.leaf.choices)
        else:
            assert answer in dict(shape.choices)  # type: ignore[union-attr]
    assert found.leftovers == []


@pytest.mark.parametrize("extension", FORMATS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_file_is_sound_and_answers_nothing(extension: str, language: str) -> None:
    made = empty(extension, language)
    inspect(BytesIO(made), extension)
    found = back(made, extension)
    assert (found.answers, found.leftovers) == ({}, [])


@pytest.mark.parametrize("step", [step for step in STEPS if step.names], ids=lambda s: s.slug)
def test_every_question_has_a_box_whose_name_every_program_takes(step: type[Step]) -> None:
    found = [box.place for box in boxes() if box.place.name in step.names]
    assert {place.name for place in found} == set(step.names)
    assert len({place.bookmark for place in found}) == len(found)
    # Word takes no longer names.
    assert all(len(place.bookmark) <= 40 for place in found)


def test_a_file_in_arabic_runs_from_right_to_left() -> None:
    from docx import Document
    from openpyxl import load_workbook

    word = Document(BytesIO(empty("docx", "ar")))
    assert all("bidiVisual" in table._tbl.xml for table in word.tables)
    assert "w:bidi" in word.styles["Normal"].element.xml
    assert load_workbook(BytesIO(empty("xlsx", "ar"))).active.sheet_view.rightToLeft
    assert "العربية" not in word.paragraphs[0].text
    assert "Tell us" not in word.paragraphs[0].text


@pytest.mark.parametrize(("language", "side"), [("en", "left"), ("ar", "right")])
def test_an_opendocument_text_begins_at_the_side_where_its_language_begins(
    language: str, side: str
) -> None:
    with ZipFile(BytesIO(empty("odt", language))) as archive:
        styles = archive.read("styles.xml").decode()
    paragraphs = styles.partition('<style:default-style style:family="paragraph">')[2]
    assert f'fo:text-align="{side}"' in paragraphs.partition("</style:default-style>")[0]
    assert "text:outline-level-style" not in styles
