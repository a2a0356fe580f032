"""What a draft becomes when it is brought up to date."""

from collections.abc import Collection, Mapping
from typing import Any

from wagtail.fields import StreamField

from core.models import KnowledgePage
from translations.memory import fill
from translations.merging import merge
from translations.states import CHANGED, NEW, replaced, still_pending, waiting
from translations.words import Word, child_of, map_words, raw_stream, texts_of, word_fields


def renew(
    original: KnowledgePage, draft: KnowledgePage, old: dict[str, str], new: dict[str, str]
) -> None:
    """Give a draft, in memory, all that its original has now, and keep the translator's texts.

    `old` are the words that the draft was made from, as far as they are known, `new` those of
    the original. What is to be looked at is noted as waiting.
    """
    notes = {path: draft.pending[path] for path in still_pending(draft)}
    untranslated = {path for path, note in notes.items() if note[0] == NEW}
    # A translation whose place the original's words took is looked at like any other.
    back = {path: text for path in untranslated if (text := replaced(notes[path]))}
    kept = {
        path: text
        for path, text in (texts_of(draft) | back).items()
        # What the translator emptied stays empty as long as the original says the same.
        if path in new and (text or old.get(path) == new[path])
        if path in back or path not in untranslated
    }
    streams = [field for field in word_fields(type(draft)) if isinstance(field, StreamField)]
    own = {field: raw_stream(draft, field) for field in streams}
    lacking = merge(original, draft, kept, follow=[field.name for field in streams])
    lacking |= _take_plain(draft, kept, new)
    _keep_additions(draft, own, old)
    remembered = fill(draft, lacking)
    draft.pending = {path: note for path, note in notes.items() if path in kept.keys() - back}
    draft.pending = waiting(draft, lacking - remembered, NEW)
    draft.pending = waiting(draft, remembered, CHANGED)
    for path in back.keys() & kept.keys():
        draft.pending = waiting(draft, [path], CHANGED, notes[path][2])
    changed = {path for path in kept if old.get(path) != new[path]}
    # What already waited was made from an older wording still.
    draft.pending = waiting(
        draft, changed - still_pending(draft).keys(), CHANGED, draft.translated_from
    )


def _take_plain(draft: KnowledgePage, kept: dict[str, str], new: dict[str, str]) -> set[str]:
    """Give the plain texts that have no translation those of the original; which these are."""
    lacking = set()
    for field in word_fields(type(draft)):
        if isinstance(field, StreamField) or field.name in kept:
            continue
        setattr(draft, field.name, new.get(field.name, ""))
        if field.name in new:
            lacking.add(field.name)
    return lacking


def _keep_additions(
    draft: KnowledgePage, own: Mapping[StreamField, list[Any]], made_from: Collection[str]
) -> None:
    """Put back, in memory, the blocks with words that an original never had.

    `own` are the blocks of the draft before it was given the original's, `made_from` the paths
    of the texts it was made from. Blocks of facts are the original's alone.
    """
    known = {path.split(".")[1] for path in made_from if "." in path}
    for field, blocks in own.items():
        if field.name in draft.fact_streams:
            continue
        merged = raw_stream(draft, field)
        left = {item.get("id") for item in merged} | known
        together = _together(
            merged, blocks, [item for item in blocks if _is_left(field, item, left)]
        )
        if together != merged:
            setattr(draft, field.name, field.to_python(together))


def _is_left(field: StreamField, item: Any, known: Collection[str]) -> bool:
    child = child_of(field.stream_block, item)
    if child is None or item["id"] in known:
        return False
    texts: list[str] = []

    def note(word: Word) -> str:
        texts.append(word.text)
        return word.text

    map_words(child, item["value"], "", note)
    return any(texts)


def _together(merged: list[Any], own: list[Any], added: list[Any]) -> list[Any]:
    """The merged blocks with those added, each behind what it stood behind."""
    together = list(merged)
    for item in added:
        before = own[: own.index(item)]
        places = [each.get("id") for each in together]
        behind = next((each for each in reversed(before) if each.get("id") in places), None)
        together.insert(places.index(behind["id"]) + 1 if behind else 0, item)
    return together
