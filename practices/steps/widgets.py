"""What a text is typed into. None of them cuts off or refuses anything in the browser."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from practices.answers.leaves import Kind, Leaf
from practices.answers.terms import OPEN, offered
from taxonomy.labels import labels, theme_parents
from taxonomy.models import Coded, InnovationStage, Theme

# Written from left to right in every language; the keyboard that a telephone shows for it.
_LEFT_TO_RIGHT = {
    Kind.NUMBER: "decimal",
    Kind.PERIOD: "text",
    Kind.ADDRESS: "url",
    Kind.MAIL: "email",
}
_TALL = {Kind.TEXT: 3, Kind.PROSE: 6}


def widget_for(leaf: Leaf, text: str, language: str, direction: str) -> forms.Widget:
    """The input for a text written in a language."""
    if leaf.kind is Kind.CHOICE:
        return forms.Select(choices=_options(leaf, text))
    if leaf.model is not None and leaf.model not in OPEN:
        return forms.HiddenInput()
    if leaf.model is not None:
        listed = {"list": f"names-{leaf.model.vocabulary}", "dir": "auto", "autocomplete": "off"}
        return forms.TextInput(attrs=listed)
    if leaf.kind in _LEFT_TO_RIGHT:
        # Plain text fields, for the browser's own checks would hold back what is not finished.
        return forms.TextInput(
            attrs={"dir": "ltr", "inputmode": _LEFT_TO_RIGHT[leaf.kind], "autocomplete": "off"}
        )
    written = {"lang": language, "dir": direction}
    if leaf.kind in _TALL:
        return forms.Textarea(attrs={**written, "rows": _TALL[leaf.kind], "cols": None})
    return forms.TextInput(attrs=written)


def _options(leaf: Leaf, text: str) -> list[tuple[str, Any]]:
    options = [("", _("Choose")), *leaf.choices]
    if text not in dict(options):
        options.append((text, text))
    return options


class TermBoxes(forms.CheckboxSelectMultiple):
    """The terms of a short vocabulary to tick, by code, under the terms they are part of."""

    def __init__(self, model: type[Coded], typed: list[str]) -> None:
        super().__init__(choices=_boxes(model, typed))


def _boxes(model: type[Coded], typed: list[str]) -> list[tuple[str, Any]]:
    language = get_language() or "en"
    names = labels(model.vocabulary, language)
    shown = [code for code in names if code in offered(model) or code in typed]
    known: list[tuple[str, Any]] = [(code, names[code]) for code in shown]
    if model is InnovationStage:
        told = labels("stage_definition", language)
        known = [
            (code, _("%(stage)s: %(definition)s") % {"stage": name, "definition": told[code]})
            for code, name in known
        ]
    if model is Theme:
        known = _themes_by_group(dict(known))
    return known + [(text, text) for text in typed if text not in names]


def _themes_by_group(names: dict[str, str]) -> list[tuple[str, Any]]:
    """Main themes with what is part of them; a theme whose main one is retired stands alone."""
    parents = theme_parents()
    all_names = labels("theme", get_language() or "en")
    groups: dict[str, list[tuple[str, str]]] = {}
    for code, name in names.items():
        group = groups.setdefault(parents.get(code, code), [])
        # The main theme itself stands first.
        group.insert(0 if code not in parents else len(group), (code, name))
    return [(all_names.get(code, code), options) for code, options in groups.items()]
