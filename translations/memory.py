"""What was translated before is not translated again: the memory of translations.

It is wagtail-localize's, so it knows what that has learned of vocabularies too, and outlives the
pages. What people have published is kept segment by segment, and given where a text of another
record, or a new text of the same, has no other segments.
"""

from collections.abc import Collection, Iterable, Mapping

from django.db import transaction
from wagtail.models import Locale
from wagtail_localize.models import (
    String,
    StringTranslation,
    TranslatableObject,
    TranslationContext,
)

from core.models import KnowledgePage
from translations.models import Wording
from translations.segments import beside, complaint, join, split
from translations.states import still_pending
from translations.texts import put
from translations.words import Word, word_fields, words_of

BY_A_PERSON = StringTranslation.TRANSLATION_TYPE_MANUAL


@transaction.atomic
def remember(page: KnowledgePage) -> None:
    """Keep what the published translation says, text by text, and what was said before.

    Texts that wait for the translator are left out.
    """
    pairs = _pairs(page)
    if not pairs:
        return
    source = Locale.objects.get(language_code=page.source_language)
    strings = [
        String(locale=source, data_hash=String._get_data_hash(data), data=data) for data in pairs
    ]
    String.objects.bulk_create(strings, ignore_conflicts=True)
    context = _context(page)
    StringTranslation.objects.bulk_create(
        (
            StringTranslation(
                translation_of=string,
                locale=page.locale,
                context=context,
                data=pairs[string.data],
                translation_type=BY_A_PERSON,
            )
            for string in _stored(source.language_code, pairs)
        ),
        update_conflicts=True,
        unique_fields=["locale", "translation_of", "context"],
        update_fields=["data", "translation_type", "tool_name", "has_error", "updated_at"],
    )


def recall(words: Mapping[str, Word], source_language: str, language: str) -> dict[str, str]:
    """Translations of the texts all of whose segments people have translated, by path.

    Of several translations of a segment the one published last.
    """
    asked = {path: split(word) for path, word in words.items()}
    known = _known(
        {data for strings in asked.values() for data in strings}, source_language, language
    )
    return {
        path: join(words[path], [known[data] for data in strings])
        for path, strings in asked.items()
        if strings and all(_fits(data, known, words[path]) for data in strings)
    }


def fill(page: KnowledgePage, paths: Collection[str]) -> set[str]:
    """Put remembered translations where the words of the original stand; in memory alone.

    Returns:
        The paths that were filled.
    """
    words = {path: word for path, word in words_of(page).items() if path in paths}
    known = recall(words, page.source_language, page.locale.language_code)
    limits = {field.name: getattr(field, "max_length", None) for field in word_fields(type(page))}
    texts = {
        path: text for path, text in known.items() if len(text) <= (limits.get(path) or len(text))
    }
    put(page, texts)
    return set(texts)


def _pairs(page: KnowledgePage) -> dict[str, str]:
    """Each segment of what a translation was made from, and what became of it."""
    wordings = Wording.objects.filter(record=page.translation_key, digest=page.translated_from)
    made_from = wordings.values_list("words", flat=True).first() or {}
    left_out = still_pending(page)
    pairs = {}
    for path, own in words_of(page).items():
        if path in made_from and path not in left_out:
            source = Word(path, made_from[path], own.rich)
            for data, translated in zip(split(source), beside(source, own), strict=False):
                if translated and not complaint(data, translated, rich=own.rich):
                    pairs[data] = translated
    return pairs


def _context(page: KnowledgePage) -> TranslationContext:
    """One a record: never none, since the database would not tell doubles apart then."""
    record, _created = TranslatableObject.objects.get_or_create_from_instance(page)
    context, _created = TranslationContext.objects.get_or_create(
        object=record, path_id=TranslationContext._get_path_id("")
    )
    return context


def _stored(language: str, texts: Iterable[str]) -> Iterable[String]:
    hashes = [String._get_data_hash(data) for data in texts]
    stored: Iterable[String] = String.objects.filter(
        locale__language_code=language, data_hash__in=hashes
    )
    return stored


def _known(strings: Collection[str], source_language: str, language: str) -> dict[str, str]:
    found = StringTranslation.objects.filter(
        translation_of__locale__language_code=source_language,
        translation_of__data_hash__in=[String._get_data_hash(data) for data in strings],
        locale__language_code=language,
        translation_type=BY_A_PERSON,
        has_error=False,
    )
    return dict(found.order_by("updated_at", "pk").values_list("translation_of__data", "data"))


def _fits(data: str, known: Mapping[str, str], word: Word) -> bool:
    return data in known and not complaint(data, known[data], rich=word.rich)
