"""The formats in which the questions can be taken along."""

from collections.abc import Callable
from dataclasses import dataclass

from practices.offline.questions import boxes, parts
from practices.offline.write_docx import docx
from practices.offline.write_odt import odt
from practices.offline.write_xlsx import xlsx

MICROSOFT = "application/vnd.openxmlformats-officedocument."


@dataclass(frozen=True)
class Format:
    """`write` gives the file in a language, which must be the active one."""

    name: str
    content_type: str
    write: Callable[[str], bytes]


FORMATS = {
    "docx": Format(
        "Word",
        f"{MICROSOFT}wordprocessingml.document",
        lambda language: docx(list(parts()), language),
    ),
    "odt": Format(
        "LibreOffice",
        "application/vnd.oasis.opendocument.text",
        lambda language: odt(list(parts()), language),
    ),
    "xlsx": Format(
        "Excel", f"{MICROSOFT}spreadsheetml.sheet", lambda language: xlsx(boxes(), language)
    ),
}
