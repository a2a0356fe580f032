"""Translation files for translators outside: PO, which every translation program reads."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from uuid import UUID

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po
from django.conf import settings
from django.utils.translation import gettext as _

from core.models import KnowledgePage
from translations.changes import Change, changes
from translations.models import Record
from translations.po_entries import context_of
from translations.rights import may_translate
from translations.segments import beside, split
from translations.states import MACHINE, NEW, latest_of, pages_of
from translations.updating import original_of
from translations.words import Word, words_of


@dataclass(frozen=True)
class Offer:
    """What stands beside a segment of the original; one that is not `sure` asks for a look."""

    string: str = ""
    sure: bool = True
    comments: tuple[str, ...] = ()


def export(targets: Iterable[tuple[UUID, str]], language: str, *, actor: Any) -> bytes:
    """The texts of records with their translations into one language, as a PO file.

    Records that the actor may not translate are left out, and so are targets in other languages.
    """
    keys = {key for key, code in targets if code == language}
    catalog = Catalog(locale=language, project=settings.WAGTAIL_SITE_NAME, fuzzy=False)
    records = Record.objects.filter(key__in=keys).select_related("page", "wording", "revision")
    for record in records.order_by("page__path"):
        original, *translations = pages_of(record.page.specific_class, record.key)
        if may_translate(actor, original, language):
            pages = {page.locale.language_code: page for page in translations}
            _add(catalog, record, pages.get(language))
    file = BytesIO()
    write_po(file, catalog, width=0, no_location=True, ignore_obsolete=True)
    return file.getvalue()


def _add(catalog: Catalog, record: Record, page: KnowledgePage | None) -> None:
    original = original_of(record)
    draft = latest_of(page) if page else None
    own = words_of(draft) if draft else {}
    waiting = {change.path: change for change in changes(page)} if page else None
    for path, word in words_of(original).items():
        about = f"{original.title} › {word.label}"
        for number, (string, offer) in enumerate(_offers(word, own, waiting)):
            message = catalog.add(
                string,
                offer.string,
                auto_comments=[about, *offer.comments],
                context=context_of(record.key, path, number),
            )
            # What looks like a placeholder of some program is none: "50% of".
            message.flags = set() if offer.sure else {"fuzzy"}


def _offers(
    word: Word, own: Mapping[str, Word], waiting: Mapping[str, Change] | None
) -> Iterator[tuple[str, Offer]]:
    strings, mine = split(word), own.get(word.path)
    change = waiting.get(word.path) if waiting is not None else None
    if waiting is None or mine is None:
        found = [Offer() for _string in strings]
    elif change is None:
        found = [Offer(string) for string in beside(word, mine)]
        if not all(offer.string for offer in found):
            found[0] = Offer(found[0].string, comments=(_so_far(mine.text),))
    elif change.why == NEW:
        # In part it may be translated already.
        pairs = zip(strings, beside(word, mine), strict=True)
        found = [
            Offer(text if text != string else "", sure=text == string) for string, text in pairs
        ]
    elif change.why == MACHINE:
        found = [Offer(text, sure=not text) for text in beside(word, mine)]
    else:
        found = _changed(strings, change)
    yield from zip(strings, found, strict=True)


def _changed(strings: list[str], change: Change) -> list[Offer]:
    """What stays the same waits to be confirmed; beside the rest, what was said before."""
    old = Word(change.path, change.old, change.rich)
    before = split(old)
    translated = beside(old, Word(change.path, change.translation, change.rich))
    held = dict(zip(before, translated, strict=True))
    one_to_one = len(before) == len(strings) and all(translated)
    found: list[Offer] = []
    told = False
    for number, string in enumerate(strings):
        if held.get(string):
            found.append(Offer(held[string], sure=False))
        elif one_to_one:
            found.append(Offer(comments=_before(before[number], translated[number])))
        elif told:
            found.append(Offer())
        else:
            found.append(Offer(comments=_before(change.old, change.translation)))
            told = True
    return found


def _before(old: str, translation: str) -> tuple[str, ...]:
    comments = [_so_far(translation)] if translation else []
    if old:
        comments.insert(0, _("The original said: %(text)s") % {"text": old})
    return tuple(comments)


def _so_far(text: str) -> str:
    return _("Translation so far: %(text)s") % {"text": text}
