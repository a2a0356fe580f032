"""Asking the engine of a pair of languages, official terms aside."""

import logging
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

import requests
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Locale
from wagtail_localize.strings import StringValue

from core.i18n import language_name
from translations.machine.configuration import route
from translations.machine.engines import Route
from translations.machine.glossary import Glossary, Locked

logger = logging.getLogger(__name__)

AT_ONCE = 50  # segments in one request


class MachineError(Exception):
    """No machine translation was to be had; says why, in a sentence for editors."""


@dataclass
class Answer:
    """What became of the segments asked about: its translation, or why there is none.

    `tool` is the name of the engine.
    """

    tool: str
    texts: dict[str, str] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)


def available(source_language: str, language: str) -> bool:
    """Whether an engine is set up for this pair of languages."""
    return route(source_language, language) is not None


def translate(source_language: str, language: str, segments: Iterable[str]) -> Answer:
    """Have segments, HTML as wagtail-localize cuts it, translated; each once.

    A segment is refused alone when its answer lacks an official term.

    Raises:
        MachineError: no engine is set up for the pair, it cannot be reached, fails, or gives an
            answer that cannot be read.
    """
    found = route(source_language, language)
    if found is None:
        raise MachineError(
            _("No machine translation is set up from %(source)s into %(target)s.")
            % {"source": _named(source_language), "target": _named(language)}
        )
    asked = list(dict.fromkeys(segments))
    locked = dict(zip(asked, Glossary(source_language, language).lock(asked), strict=True))
    answer = Answer(found.engine.name)
    open_ones = {lock.text for lock in locked.values() if not lock.is_settled}
    translated = _ask(found, source_language, language, sorted(open_ones))
    for segment, lock in locked.items():
        _take(answer, segment, lock, translated.get(lock.text, lock.text))
    return answer


def _named(language: str) -> str:
    return language_name(language, get_language() or settings.LANGUAGE_CODE)


def _take(answer: Answer, segment: str, lock: Locked, translated: str) -> None:
    try:
        answer.texts[segment] = lock.opened(translated)
    except ValueError:
        answer.refused[segment] = _("The answer lacks an official term or holds one twice.")


def _ask(found: Route, source: str, target: str, texts: Collection[str]) -> Mapping[str, str]:
    """The answers of an engine, batch by batch."""
    locales = Locale(language_code=source), Locale(language_code=target)
    answers: dict[str, str] = {}
    try:
        translator = found.translator()
        for batch in _batches(texts):
            strings = [StringValue(text) for text in batch]
            translated = translator.translate(*locales, strings)
            answers |= {string.data: _text(translated[string]) for string in strings}
    except Exception as error:
        # The back ends let through whatever their libraries and a foreign answer raise.
        logger.warning("%s gave no translation.", found.engine.name, exc_info=True)
        raise MachineError(_reason(error) % {"engine": found.engine.name}) from error
    return answers


def _text(value: StringValue) -> str:
    if not isinstance(value.data, str):
        raise TypeError("the answer is no text")
    return value.data


def _batches(texts: Iterable[str]) -> Iterator[list[str]]:
    rest = iter(texts)
    while batch := list(islice(rest, AT_ONCE)):
        yield batch


def _reason(error: Exception) -> str:
    match error:
        case requests.Timeout():
            return _("%(engine)s did not answer in time.")
        case requests.HTTPError():
            return _("%(engine)s refused or failed.")
        case requests.ConnectionError():
            return _("%(engine)s could not be reached.")
    return _("%(engine)s gave no answer that could be read.")
