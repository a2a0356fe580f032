"""Putting texts into a page, each where its path says."""

from collections.abc import Mapping

from wagtail.fields import StreamField

from core.models import KnowledgePage
from translations.words import Word, map_words, raw_stream, word_fields


def put(page: KnowledgePage, texts: Mapping[str, str]) -> set[str]:
    """Let each path of a page that is among `texts` say what is given there; in memory alone.

    Returns:
        The paths at which something else stood before.
    """
    changed: set[str] = set()

    def take(word: Word) -> str:
        text = texts.get(word.path, word.text)
        if text != word.text:
            changed.add(word.path)
        return text

    for field in word_fields(type(page)):
        if isinstance(field, StreamField):
            before = len(changed)
            raw = map_words(field.stream_block, raw_stream(page, field), field.name, take)
            if len(changed) > before:
                setattr(page, field.name, field.to_python(raw))
        elif field.name in texts:
            text = take(Word(field.name, field.value_from_object(page) or "", rich=False))
            setattr(page, field.name, text)
    return changed
