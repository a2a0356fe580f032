"""Terms by what was typed: a code, or a name in any language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from secrets import token_hex
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext as _

from core.i18n import country_name, sort_key
from practices.answers.declared import (
    Answers,
    Leaf,
    Stream,
    Terms,
    shapes,
    typed_leaves,
)
from practices.answers.leaves import Kind
from taxonomy.folding import fold
from taxonomy.labels import all_labels, labels
from taxonomy.models import City, Coded, Organisation
from taxonomy.version import remembered

# Vocabularies that grow with the records: a name nobody knows yet is no mistake.
OPEN: tuple[type[Coded], ...] = (Organisation, City)


@dataclass(frozen=True)
class Unknown:
    """A name that is no term yet, and where it was typed."""

    path: str
    text: str
    model: type[Coded]


def offered(model: type[Coded]) -> frozenset[str]:
    """Codes of the terms a representative may choose: never what another city proposed."""
    return remembered(
        f"{model.vocabulary} offered",
        lambda: frozenset(model._default_manager.offered().values_list("code", flat=True)),
    )


def names(model: type[Coded], language: str) -> Mapping[str, str]:
    """Code → name in the language, each name once: cities of one name are told apart by country."""
    return remembered(f"{model.vocabulary} named {language}", lambda: _names(model, language))


def choices(model: type[Coded], language: str) -> list[str]:
    """The names that are offered, in the language's order."""
    return remembered(
        f"{model.vocabulary} choices {language}",
        lambda: sorted(
            (name for code, name in names(model, language).items() if code in offered(model)),
            key=lambda name: sort_key(name, language),
        ),
    )


def code_of(model: type[Coded], text: str, language: str, held: Iterable[str] = ()) -> str | None:
    """The code of the term that a typed text names; None where none does, or several do.

    Retired terms, among them what other cities proposed, are found by their code only, or among
    `held`, the codes that stand in the answers already.
    """
    text = text.strip()
    if text in all_labels(model.vocabulary):
        return text
    sought = fold(text)
    shown = names(model, language)
    own = [code for code in held if code in shown and fold(shown[code]) == sought]
    for codes in (
        _by_shown_name(model, language).get(sought),
        own,
        _by_any_name(model).get(sought),
    ):
        if codes and len(set(codes)) == 1:
            return codes[0]
    return None


class Finder:
    """Reads the terms of one set of answers, each vocabulary in one query."""

    def __init__(self, answers: Answers, language: str) -> None:
        self.language = language
        self._codes: dict[type[Coded], set[str]] = {}
        for model, text in _typed_terms(answers):
            if code := code_of(model, text, language):
                self._codes.setdefault(model, set()).add(code)
        self._rows: dict[type[Coded], dict[str, Coded]] = {}

    def term(self, model: type[Coded], text: str) -> Coded | None:
        """The term that was typed, None where nobody knows it."""
        code = code_of(model, text, self.language)
        if model not in self._rows:
            rows = model._default_manager.canonical().filter(code__in=self._codes.get(model, ()))
            self._rows[model] = {row.code: row for row in rows}
        return self._rows[model].get(code) if code else None

    def value_of(self, leaf: Leaf, text: str, old: Any = None) -> Any:
        """As `Leaf.value_of`, for terms as well."""
        if leaf.kind is not Kind.TERM or leaf.model is None:
            return leaf.value_of(text, old)
        if not text.strip():
            return leaf.empty
        term = self.term(leaf.model, text)
        if term is None:
            raise ValidationError(_("Choose one from the list."), code="unknown")
        return old if old is not None and old.pk == term.pk else term


def unknown(answers: Answers, language: str) -> list[Unknown]:
    """The names in the answers that are no terms yet."""
    typed = [(path, leaf.model, text) for path, leaf, text in typed_leaves(answers) if leaf.model]
    for name, shape in shapes().items():
        if isinstance(shape, Terms):
            typed += [(name, shape.model, text) for text in answers.get(name, [])]
    return [
        Unknown(path, text, model)
        for path, model, text in typed
        if text.strip() and code_of(model, text, language) is None
    ]


def settle_terms(answers: Answers, *, language: str) -> Answers:
    """The answers with every unknown organisation turned into a retired one, by its code.

    Retired, it is held by this record and offered to nobody until a reviewer accepts it. Its code
    cannot be guessed: whoever has it has the record. To be called in the transaction that submits.
    """
    made: dict[str, str] = {}
    for found in unknown(answers, language):
        name = " ".join(found.text.split())
        longest = Organisation._meta.get_field("name").max_length
        if found.model is Organisation and len(name) <= (longest or 0) and fold(name) not in made:
            code = f"{slugify(name)[:30].strip('-') or 'organisation'}-{token_hex(12)}"
            made[fold(name)] = Organisation.objects.create(code=code, name=name, retired=True).code
    return {name: _settled(name, value, made, language) for name, value in answers.items()}


def _settled(name: str, value: Any, made: Mapping[str, str], language: str) -> Any:
    shape = shapes().get(name)
    if not isinstance(shape, Stream):
        return value
    rows = []
    for row in value:
        settled = dict(row)
        for child, leaf in shape.row_of(row).leaves.items():
            text = str(row.get(child) or "")
            if leaf.model is Organisation and text.strip():
                known = code_of(Organisation, text, language)
                settled[child] = known or made.get(fold(" ".join(text.split())), text)
        rows.append(settled)
    return rows


def _typed_terms(answers: Answers) -> Iterable[tuple[type[Coded], str]]:
    for _path, leaf, text in typed_leaves(answers):
        if leaf.model:
            yield leaf.model, text
    for name, shape in shapes().items():
        if isinstance(shape, Terms):
            for text in answers.get(name, []):
                yield shape.model, text


def _names(model: type[Coded], language: str) -> Mapping[str, str]:
    shown = labels(model.vocabulary, language)
    if model is not City:
        return shown
    times: dict[str, int] = {}
    for name in shown.values():
        times[fold(name)] = times.get(fold(name), 0) + 1
    countries = dict(City.objects.canonical().values_list("code", "country"))
    return {
        code: f"{name} ({country_name(countries[code], language)})"
        if times[fold(name)] > 1 and code in countries
        else name
        for code, name in shown.items()
    }


def _by_shown_name(model: type[Coded], language: str) -> Mapping[str, list[str]]:
    """Folded name in a language → codes of what is offered."""

    def read() -> Mapping[str, list[str]]:
        shown = names(model, language).items()
        return _index((name, code) for code, name in shown if code in offered(model))

    return remembered(f"{model.vocabulary} by name in {language}", read)


def _by_any_name(model: type[Coded]) -> Mapping[str, list[str]]:
    """Folded name in any language, or other spelling → codes of what is offered."""

    def read() -> Mapping[str, list[str]]:
        known = all_labels(model.vocabulary).items()
        return _index((n, code) for code, found in known if code in offered(model) for n in found)

    return remembered(f"{model.vocabulary} by any name", read)


def _index(pairs: Iterable[tuple[str, str]]) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, code in pairs:
        found.setdefault(fold(name), []).append(code)
    return found
