"""Labels of terms, one map per vocabulary and language: never `.localized` in a loop."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.apps import apps
from django.conf import settings
from django.utils.translation import get_language

from taxonomy.folding import fold
from taxonomy.models import CANONICAL_LANGUAGE, Coded, Compact, Objective, Term, Theme
from taxonomy.version import remembered


@dataclass(frozen=True)
class Labelling:
    """Where the labels of a vocabulary stand: the model, the field shown, more to search by."""

    model: str
    field: str = "name"
    also: tuple[str, ...] = ()


LABELLINGS: Mapping[str, Labelling] = {
    "theme": Labelling("Theme"),
    "compact": Labelling("Compact", "label", ("name",)),
    "compact_name": Labelling("Compact"),
    "objective": Labelling("Objective", "label", ("name",)),
    "objective_title": Labelling("Objective"),
    "city": Labelling("City", also=("local_name", "aliases")),
    "stage": Labelling("InnovationStage"),
    "stage_definition": Labelling("InnovationStage", "definition"),
    "organisation": Labelling("Organisation"),
}


def labels(model_name: str, language: str) -> Mapping[str, str]:
    """Code → label in a language, in the vocabulary's order; English where there is none.

    `model_name` is a key of LABELLINGS (KeyError otherwise). Retired terms are included:
    records keep them.
    """
    labelling = LABELLINGS[model_name]
    known = language if language in dict(settings.LANGUAGES) else CANONICAL_LANGUAGE
    return remembered(f"{model_name} {known}", lambda: _read_labels(labelling, known))


def all_labels(model_name: str) -> Mapping[str, list[str]]:
    """Code → its labels in all languages and its other names, each once: what search looks in."""
    labelling = LABELLINGS[model_name]
    return remembered(f"{model_name} all", lambda: _read_all_labels(labelling))


def active_labels(model_name: str) -> Mapping[str, str]:
    """Code → label in the active language."""
    return labels(model_name, get_language() or CANONICAL_LANGUAGE)


def label_of(term: Coded) -> str:
    """The label of a term in the active language; of a translation, its own name."""
    if not term.is_canonical:
        return term.name
    return active_labels(term.vocabulary).get(term.code, term.name)


def matching_codes(model_name: str, text: str) -> list[str]:
    """Codes of the terms of which a name, in any language, or the code holds the text."""
    sought = fold(text)
    return [
        code
        for code, names in all_labels(model_name).items()
        if any(sought in fold(name) for name in (code, *names))
    ]


def theme_parents() -> Mapping[str, str]:
    """Code of a theme → code of the main theme it is part of; main themes are not in it."""
    return remembered("theme parents", _read_theme_parents)


def compact_objectives() -> Mapping[str, tuple[str, ...]]:
    """Code of a compact → codes of its objectives by number, in the order of the compacts."""
    return remembered("compact objectives", _read_compact_objectives)


def _read_labels(labelling: Labelling, language: str) -> Mapping[str, str]:
    english: dict[str, str] = {}
    translated: dict[str, str] = {}
    for row in _rows(labelling, {CANONICAL_LANGUAGE, language}):
        target = english if row["language"] == CANONICAL_LANGUAGE else translated
        target[row["code"]] = row[labelling.field]
    return MappingProxyType(english | translated)


def _read_all_labels(labelling: Labelling) -> Mapping[str, list[str]]:
    found: dict[str, dict[str, None]] = {}
    for row in _rows(labelling, {code for code, _name in settings.LANGUAGES}):
        names = found.setdefault(row["code"], {})
        for field in (labelling.field, *labelling.also):
            names.update(dict.fromkeys(filter(None, row[field].split("\n"))))
    return MappingProxyType({code: list(names) for code, names in found.items()})


def _rows(labelling: Labelling, languages: Iterable[str]) -> list[dict[str, Any]]:
    model: type[Coded] = apps.get_model("taxonomy", labelling.model)
    fields = ["code", labelling.field, *labelling.also]
    if not issubclass(model, Term):
        rows = model._default_manager.values(*fields)
        return [{**row, "language": CANONICAL_LANGUAGE} for row in rows]
    rows = model._default_manager.filter(locale__language_code__in=languages)
    language = "locale__language_code"
    return [{**row, "language": row[language]} for row in rows.values(*fields, language)]


def _read_theme_parents() -> Mapping[str, str]:
    pairs = Theme.objects.canonical().exclude(parent=None).values_list("code", "parent__code")
    return MappingProxyType(dict(pairs))


def _read_compact_objectives() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {
        code: [] for code in Compact.objects.canonical().values_list("code", flat=True)
    }
    for compact, code in Objective.objects.canonical().values_list("compact__code", "code"):
        found[compact].append(code)
    return MappingProxyType({compact: tuple(codes) for compact, codes in found.items()})
