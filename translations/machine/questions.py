"""What a machine is asked of a translation, and what of its answer can be used."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from core.models import KnowledgePage
from translations.machine.router import Answer
from translations.models import Wording
from translations.segments import beside, complaint, replace, split
from translations.states import CHANGED, NEW, still_pending
from translations.words import Word, words_of


@dataclass(frozen=True)
class Question:
    """A text of the original, what stands in its place, and which segments are to be translated."""

    source: Word
    present: Word
    segments: Mapping[int, str]


@dataclass
class Filled:
    """Translated texts by path, and by path why one could not be."""

    texts: dict[str, str] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)


def questions(draft: KnowledgePage) -> dict[str, Question]:
    """What a machine may translate of a draft, by path: see `filling.fill`."""
    words, original = words_of(draft), _original_words(draft)
    found = {}
    for path, why in still_pending(draft).items():
        if path not in words:
            continue
        present, now = words[path], original.get(path)
        if why == NEW:
            source = Word(path, now or present.text, present.rich)
            if (left := _left(source, present)) is not None:
                found[path] = Question(source, present, left)
        # What has waited since the original changed was made from an earlier wording.
        elif why == CHANGED and now and draft.pending[path][2:] == [draft.translated_from]:
            source = Word(path, now, present.rich)
            found[path] = Question(source, present, dict(enumerate(split(source))))
    return found


def fill_in(model: type[KnowledgePage], asked: Mapping[str, Question], answer: Answer) -> Filled:
    """The texts that an engine's answer makes, as far as they can stand in a page of the model."""
    filled = Filled()
    for path, question in asked.items():
        reason, text = _reason(question, answer), None
        if reason is None:
            given = {number: answer.texts[each] for number, each in question.segments.items()}
            text = replace(question.source, question.present, given)
        if text is not None:
            reason = _too_long(model, path, text)
        if reason or text is None:
            filled.refused[path] = reason or _(
                "The text is built in another way by now: all its parts are needed at once."
            )
        else:
            filled.texts[path] = text
    return filled


def _original_words(draft: KnowledgePage) -> Mapping[str, str]:
    """What the original said when the draft was last brought up to date with it."""
    wordings = Wording.objects.filter(record=draft.translation_key, digest=draft.translated_from)
    words: dict[str, str] = wordings.values_list("words", flat=True).first() or {}
    return words


def _left(source: Word, present: Word) -> dict[int, str] | None:
    """The segments that are the original's still: others may have come from a translation file.

    None where nothing of it is left.
    """
    strings = split(source)
    pairs = enumerate(zip(strings, beside(source, present), strict=True))
    left = {number: own for number, (own, standing) in pairs if own == standing}
    return left if left or not strings else None


def _reason(question: Question, answer: Answer) -> str | None:
    """Why a text could not be translated; None if it was."""
    if not question.segments:
        return _("The text holds formatting that a machine would lose.")
    for segment in question.segments.values():
        if refusal := answer.refused.get(segment):
            return refusal
        if refusal := complaint(segment, answer.texts[segment], rich=question.source.rich):
            return refusal
    return None


def _too_long(model: type[KnowledgePage], path: str, text: str) -> str | None:
    """What to say of a text that the database does not take."""
    limit = None if "." in path else model._meta.get_field(path).max_length  # type: ignore[union-attr]
    if limit is None or len(text) <= limit:
        return None
    return _("The translation is longer than %(limit)s characters.") % {"limit": limit}
