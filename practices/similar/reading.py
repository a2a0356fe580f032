"""Keeps the fingerprints of published practices as they were published last.

Only what was published is ever read, and whether a record may be seen is asked of the search
index whenever one is shown: what is left here of a page taken back is never found.
"""

from html import unescape
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.dispatch import receiver
from wagtail.signals import page_published

from core.signals import periodic
from practices.models import Fingerprint, PracticePage
from practices.similar.fingerprints import passages, title_pairs, title_words
from search.batches import ROWS

MOST_IN_A_TURN = 500  # pages


@receiver(page_published)
def published(instance: Any, **kwargs: Any) -> None:
    """Read what has just been published, in the same transaction where there is one."""
    if isinstance(instance, PracticePage) and not instance.alias_of_id:
        read(instance)


@receiver(periodic)
def read_unread(**kwargs: Any) -> int:
    """Read some of the pages that came before this app did, or past Wagtail; say how many."""
    known = Fingerprint.objects.filter(page=OuterRef("pk"), number=Fingerprint.READ)
    unread = PracticePage.objects.live().filter(~Exists(known), alias_of=None)
    pages = list(unread.order_by("pk")[:MOST_IN_A_TURN])
    for page in pages:
        read(page)
    return len(pages)


@transaction.atomic
def read(page: PracticePage) -> None:
    """Make the fingerprints those of this page's texts."""
    texts = page.search_texts()
    numbers = {Fingerprint.READ, *title_pairs(title_words(page.title))}
    numbers |= passages(unescape(text) for text in [*texts.summary, *texts.body]).keys()
    rows = Fingerprint.objects.filter(page=page)
    before = set(rows.values_list("number", flat=True))
    if gone := before - numbers:
        rows.filter(number__in=gone).delete()
    new = [Fingerprint(page=page, number=number) for number in numbers - before]
    Fingerprint.objects.bulk_create(new, batch_size=ROWS, ignore_conflicts=True)
