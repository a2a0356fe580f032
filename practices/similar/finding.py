"""What a practice that is being written has in common with others.

Looked for among what everybody may read, and among what the writer's own municipality has begun.
Another municipality's drafts are never read. Three queries, whatever is typed or stored.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import get_language

from practices.models import Fingerprint, Submission
from practices.similar.fingerprints import alike, passages, title_pairs, title_words
from practices.steps.contacts import Contacts
from search.listings import lines
from taxonomy.models import Organisation

MOST = 5  # that are shown
MOST_SENTENCES = 3  # of each
CANDIDATES = 20  # of which some may not be seen by everybody
OWN_DRAFTS = 20  # the latest
# A run of words in so many records is a formula, as in “with the support of …”.
FORMULA = 20
# Who answers for it, and where it was published: the same for many practices of a city.
NOT_COMPARED = {"title", *Contacts.names}


@dataclass(frozen=True)
class Similar:
    """A record, or an own draft, that may tell of the same.

    `why` is "title" where the titles are alike, "text" otherwise; `shared` are sentences of the
    text that was typed, which hold what both have in common.
    """

    title: str
    url: str
    why: str
    shared: tuple[str, ...]
    language: str


@dataclass
class _Found:
    """What one record has in common with what was typed."""

    numbers: set[int] = field(default_factory=set)
    has_title: bool = False

    @property
    def weight(self) -> tuple[bool, int]:
        return self.has_title, len(self.numbers)


class _Asked:
    """What was typed, as numbers and words."""

    def __init__(self, texts: Iterable[str], title: str) -> None:
        self.words = title_words(title)
        self.pairs = title_pairs(self.words)
        self.passages = passages(texts)

    @property
    def numbers(self) -> set[int]:
        return self.pairs | self.passages.keys()

    def compare(self, found: _Found, numbers: Iterable[int], title: str) -> None:
        """Add what a text with these numbers, and its title, have in common with this one."""
        found.numbers |= self.passages.keys() & set(numbers)
        found.has_title |= alike(self.words, title_words(title))

    def shared(self, found: _Found) -> tuple[str, ...]:
        """The typed sentences in common, in their order."""
        sentences = (self.passages[number] for number in self.passages if number in found.numbers)
        return tuple(dict.fromkeys(sentences))[:MOST_SENTENCES]


def similar(
    texts: Iterable[str],
    *,
    language: str,
    organisation: Organisation,
    title: str = "",
    besides: Submission | None = None,
) -> list[Similar]:
    """Records like these texts, those with the title first, for a reader of `language`.

    Among them the drafts of this `organisation`, but for the submission `besides` and its record.
    """
    asked = _Asked(texts, title)
    if not asked.numbers:
        return []
    own = _own_drafts(asked, organisation, besides)
    found = sorted([*own, *_published(asked, language, besides)], key=_order)
    return [match for _weight, match in found[:MOST]]


def similar_to(submission: Submission) -> list[Similar]:
    """Records like a submission, for who reads it now."""
    return similar(
        texts_of(submission.answers),
        language=get_language() or "en",
        organisation=submission.organisation,
        title=submission.title,
        besides=submission,
    )


def texts_of(answers: Mapping[str, Any]) -> list[str]:
    """All that was typed of the practice itself, but for the title."""
    told = {name: value for name, value in answers.items() if name not in NOT_COMPARED}
    return list(_strings(told))


_Match = tuple[tuple[bool, int], Similar]


def _order(match: _Match) -> tuple[bool, int, str]:
    (has_title, count), found = match
    return not has_title, -count, found.url


def _published(asked: _Asked, language: str, besides: Submission | None) -> Iterator[_Match]:
    numbers = Fingerprint.objects.filter(number__in=asked.numbers).order_by().values("number")
    telling = numbers.annotate(records=Count("pk")).filter(records__lt=FORMULA)
    rows = Fingerprint.objects.filter(number__in=telling.values("number"))
    if besides and besides.page:
        rows = rows.exclude(page__translation_key=besides.page.translation_key)
    stored: dict[tuple[UUID, str], set[int]] = {}
    for number, key, title in rows.values_list("number", "page__translation_key", "page__title"):
        stored.setdefault((key, title), set()).add(number)
    found: dict[UUID, _Found] = {}
    for (key, title), shared in stored.items():
        asked.compare(found.setdefault(key, _Found()), shared, title)
    keys = sorted((key for key in found if any(found[key].weight)), key=lambda key: key.hex)
    keys.sort(key=lambda key: found[key].weight, reverse=True)
    # The index alone knows what everybody may read at this moment.
    for line in lines(keys[:CANDIDATES], language):
        match = found[UUID(line["id"])]
        yield match.weight, _shown(asked, match, line["title"], line["url"], line["language"])


def _own_drafts(
    asked: _Asked, organisation: Organisation, besides: Submission | None
) -> Iterator[_Match]:
    rows = Submission.objects.filter(Q(page=None) | Q(page__live=False), organisation=organisation)
    if besides:
        rows = rows.exclude(pk=besides.pk)
    for row in rows.only("answers", "language").order_by("-saved_at")[:OWN_DRAFTS]:
        match = _Found()
        asked.compare(match, passages(texts_of(row.answers)), row.title)
        if any(match.weight):
            url = reverse("submissions:tasks", args=[row.pk])
            yield match.weight, _shown(asked, match, row.title, url, row.language)


def _shown(asked: _Asked, match: _Found, title: str, url: str, language: str) -> Similar:
    why = "title" if match.has_title else "text"
    return Similar(title, url, why, asked.shared(match), language)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for child in value.values():
            yield from _strings(child)
    elif isinstance(value, list):
        for child in value:
            yield from _strings(child)
