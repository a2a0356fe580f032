"""What a translator has to look at: text by text, what the original said and says, and her own."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from wagtail.admin.compare import diff_text
from wagtail.rich_text import get_text_for_indexing

from core.models import KnowledgePage
from translations.models import Record
from translations.states import CHANGED, NEW, latest_of, refresh, replaced, still_pending
from translations.updating import original_of
from translations.words import Word, words_of

REMOVED = "removed"  # the original does not say it any more


@dataclass(frozen=True)
class Change:
    """One text that waits, or will when the translation is brought up to date.

    `why` is one of `new`, `changed`, `machine` and `removed`; `old` is what the original said
    when the translation was made, `new` what it says now; empty where there is none.
    """

    path: str
    label: str
    why: str
    old: str
    new: str
    translation: str
    rich: bool

    @property
    def difference(self) -> SafeString:
        """The old and the new words of the original in one, what went and what came marked."""
        old, new = (
            get_text_for_indexing(text) if self.rich else text for text in (self.old, self.new)
        )
        html: SafeString = diff_text(old, new).to_html()
        return html


def changes(page: KnowledgePage) -> list[Change]:
    """The texts of a translation's draft that differ from what its original says by now.

    In the order of the original, then what it does not say any more.
    """
    rows = Record.objects.select_related("revision").filter(key=page.translation_key)
    record = rows.first() or refresh(type(page), page.translation_key)
    if record is None:  # its original is gone, and the worker has not seen it yet
        return []
    draft = latest_of(page)
    pending = still_pending(draft)
    wordings = _wordings(record, draft)
    current = words_of(original_of(record))
    return list(_changes(draft, pending, wordings, current))


def _wordings(record: Record, draft: KnowledgePage) -> dict[str, dict[str, str]]:
    """What the original said at the times that parts of a draft were made from, by digest."""
    asked = {draft.translated_from, *(_made_from(note) for note in draft.pending.values())}
    found = record.wordings.filter(digest__in=asked)
    return dict(found.values_list("digest", "words"))


def _made_from(note: list[str]) -> str:
    return note[2] if len(note) > 2 else ""


def _changes(
    draft: KnowledgePage,
    pending: Mapping[str, str],
    wordings: Mapping[str, Mapping[str, str]],
    current: Mapping[str, Word],
) -> Iterator[Change]:
    own: Any = words_of(draft)
    made_from = wordings.get(draft.translated_from, {})
    for path, word in current.items():
        why, old = pending.get(path), made_from.get(path, "")
        if why:
            old = wordings.get(_made_from(draft.pending[path]), {}).get(path, "")
        elif old != word.text:
            why = CHANGED if path in own else NEW
        if why:
            text = own[path].text if path in own and why != NEW else ""
            if why == NEW and path in pending:
                text = replaced(draft.pending[path])
            yield Change(path, word.label, why, old, word.text, text, word.rich)
    for path in made_from:
        if path in own and path not in current:
            word = own[path]
            yield Change(path, word.label, REMOVED, made_from[path], "", word.text, word.rich)
