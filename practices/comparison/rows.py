"""What decides whether a city could do the same: the rows of a comparison."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from practices.comparison.columns import Column

# By the template of a cell in `comparison/cells/`.
ROWS: dict[str, Any] = {
    "lead": _("Led by"),
    "places": _("City and size"),
    "period": _("When"),
    "stages": _("Innovation stages"),
    "themes": _("Themes"),
    "aims": _("Aims"),
    "budget": _("Budget"),
    "funders": _("Financed by"),
    "staff": _("Staff"),
    "legal_basis": _("Legal basis"),
    "partners": _("Partners"),
    "reach": _("People reached and taking part"),
    "results": _("Results"),
    "failures": _("What did not work"),
    "conditions": _("Conditions for success"),
    "fits": _("What another city needs"),
    "objectives": _("Objectives it contributes to"),
    "support": _("Support offered"),
}


@dataclass(frozen=True)
class Cell:
    """What one practice says; `text` is empty where it says nothing."""

    column: Column
    text: SafeString


@dataclass(frozen=True)
class Row:
    """One question, answered by at least one practice."""

    name: str
    label: str
    cells: list[Cell]


def rows(columns: Sequence[Column]) -> list[Row]:
    """All rows in which there is something to read."""
    made = (
        Row(name, str(label), [_cell(name, column) for column in columns])
        for name, label in ROWS.items()
    )
    return [row for row in made if any(cell.text for cell in row.cells)]


def _cell(name: str, column: Column) -> Cell:
    context = {"column": column, "page": column.page}
    text = render_to_string(f"comparison/cells/{name}.html", context).strip()
    return Cell(column, SafeString(text))
