"""The fields of a profile as a Django form: shown as typed, judged, and read into values."""

import copy
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from core.fields import to_period
from core.i18n import direction, format_number
from members.models import MunicipalityPage
from members.profile.networks import Networks
from members.profile.values import ROWS, TEXTS, Typed, bare
from members.typed import MOST_ROWS

LONGEST_NAME = 255
LEFT_TO_RIGHT = {"website": "url", "mayor_term": "text", "period": "text"}
HELP = {
    "summary": gettext_lazy("Two or three sentences: the city, and what it does for newcomers.")
}
# Names are written as they are, in whatever letters.
OF_NO_LANGUAGE = ("local_name", "mayor_name", "networks")


class RowsField(forms.Field):
    """Rows as a whole: there may be too many."""

    def __init__(self, rows: list[Any], **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)
        self.rows = rows

    def clean(self, value: Any) -> Any:
        if len(self.rows) > MOST_ROWS:
            raise ValidationError(
                _("Keep the %(most)s most important ones and remove the others.")
                % {"most": MOST_ROWS},
                code="too_many",
            )
        return None


class ProfileForm(forms.Form):
    """Shows and judges what was typed; it is always bound to it.

    `language` is the one the profile is written in; labels are in the active one.
    """

    def __init__(self, typed: Typed, *, language: str) -> None:
        self.typed, self.language = typed, language
        self.shown: dict[str, str] = {name: typed[name] for name in TEXTS}
        super().__init__(data=self.shown, use_required_attribute=False)
        for name in TEXTS:
            field = _field(name).formfield(required=False, **_more(name))
            field.help_text = HELP.get(name, field.help_text)
            self._add(name, name, field, capfirst(_field(name).verbose_name))
        for name in ROWS:
            label = capfirst(_field(name).verbose_name)
            self.fields[name] = RowsField(
                typed[name], label=label, help_text=_field(name).help_text
            )
            for number, row in enumerate(typed[name], 1):
                self._add_row(name, row, number)

    @property
    def problems(self) -> list[tuple[str, str, str]]:
        """What is wrong, in the order of the page: the id to go to, what it is called, why."""
        fields: dict[str, Any] = self.fields
        return [
            (path if path in ROWS else f"id_{path}", fields[path].full_label, str(text))
            for path, texts in self.errors.items()
            for text in texts
        ]

    def value_of(self, name: str, networks: Networks) -> Any:
        """What the page takes for a field of a valid form.

        Rows are triples of block, value and id.

        Raises:
            RefusedError: for a network that is in no vocabulary.
        """
        if name in TEXTS:
            value = self.cleaned_data[name]
            return value.strip() if isinstance(value, str) else value
        if name == "networks":
            rows = [row for row in self.typed[name] if bare([row])]
            return [("network", networks.get(row["id"], row["name"]), row["id"]) for row in rows]
        return [("unit", self._unit(row), row["id"]) for row in self.typed[name] if bare([row])]

    def _unit(self, row: Any) -> dict[str, Any]:
        return {"name": row["name"].strip(), "period": to_period(row["period"])}

    def _add(self, path: str, name: str, field: Any, full_label: str) -> None:
        # Nothing is cut off or refused in the browser.
        field.widget.attrs.pop("maxlength", None)
        part = path.rpartition(".")[2]
        if part in LEFT_TO_RIGHT:
            attrs = {"dir": "ltr", "inputmode": LEFT_TO_RIGHT[part], "autocomplete": "off"}
        elif name in OF_NO_LANGUAGE:
            attrs = {"dir": "auto"}
        else:
            attrs = {"lang": self.language, "dir": direction(self.language)}
        field.widget.attrs.update(attrs)
        field.full_label = full_label
        self.fields[path] = field

    def _add_row(self, name: str, row: Any, number: int) -> None:
        of = row_label(name, number)
        for part in ROWS[name]:
            path = f"{name}.{row['id']}.{part}"
            field = _network_field() if name == "networks" else _unit_field(part)
            field.required = part == "name" and bool(bare([row]))
            field.error_messages["required"] = _("Fill this in, or remove the row.")
            self.shown[path] = row[part]
            self._add(path, name, field, f"{of}: {field.label}")


def row_label(name: str, number: int) -> str:
    """What a row is called: "Unit 2"."""
    (block,) = _field(name).stream_block.child_blocks.values()
    shown = format_number(number, get_language() or "en")
    return _("%(kind)s %(number)s") % {"kind": block.label, "number": shown}


def label_of(name: str) -> str:
    """What a field is called."""
    return str(capfirst(_field(name).verbose_name))


def _field(name: str) -> Any:
    return MunicipalityPage._meta.get_field(name)


def _more(name: str) -> dict[str, Any]:
    if name == "summary":
        return {"widget": forms.Textarea(attrs={"rows": 4, "cols": None})}
    return {"assume_scheme": "https"} if name == "website" else {}


def _unit_field(part: str) -> Any:
    """A copy of the block's own field, with its label."""
    block = _field("units").stream_block.child_blocks["unit"].child_blocks[part]
    field = copy.deepcopy(block.field)
    field.label = block.label
    return field


def _network_field() -> forms.CharField:
    return forms.CharField(
        label=gettext_lazy("Name"),
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"list": "networks-known", "autocomplete": "off"}),
    )
