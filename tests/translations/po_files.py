"""Translation files as translators outside handle them, for tests."""

from io import BytesIO
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from tests.translations.people import superuser
from translations.po_export import export


def exported(original: Any, language: str = "tr") -> bytes:
    """The file of one record."""
    return export([(original.translation_key, language)], language, actor=superuser())


def opened(content: bytes) -> Catalog:
    """The file in another program."""
    return read_po(BytesIO(content), abort_invalid=True)


def saved(catalog: Catalog, **options: Any) -> bytes:
    """The file as that program writes it."""
    file = BytesIO()
    write_po(file, catalog, **options)
    return file.getvalue()


def entries(catalog: Catalog) -> dict[str, Any]:
    """By path and number of the segment, the entries of a file for one record."""
    found = [message for message in catalog if message.id]
    return {str(message.context).partition("/")[2]: message for message in found}


def filled(content: bytes, **strings: str) -> bytes:
    """The file with these strings at these texts, and nothing else."""
    catalog = opened(content)
    known = entries(catalog)
    for path, message in known.items():
        message.string = strings.get(path.removesuffix("/0"), "")
        message.flags.clear()
    assert {path for path in strings if f"{path}/0" not in known} == set()
    return saved(catalog)


def line_of(content: bytes, part: str) -> int:
    """The number of the first line that holds a text, from 1."""
    lines = content.decode().split("\n")
    return next(number for number, line in enumerate(lines, 1) if part in line)
