"""What Elasticsearch has yet to take in: noted with every change of a document, where it is fed."""

from collections.abc import Collection, Mapping
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from core import content
from search.batches import ROWS, batches
from search.models import Feed, Waiting

MOST_LEFT_OUT = 1_000  # documents
LONGEST_WAIT = timedelta(minutes=1)


def note(names: Collection[tuple[UUID, str]], version: int) -> None:
    """Note that documents, by key and language, have changed, in the transaction of the change.

    To be called by who holds the index's lock: no two then note the same at once, and who begins
    to build an index of Elasticsearch reads the documents after all that were not noted.
    """
    if not names or not Feed.objects.exclude(index="", next="").exists():
        return
    now = timezone.now()
    Waiting.objects.bulk_create(
        [
            Waiting(key=key, language=language, version=version, noted=now, due=now)
            for key, language in names
        ],
        batch_size=ROWS // 2,
        update_conflicts=True,
        unique_fields=["key", "language"],
        update_fields=["version", "due", "attempts"],
    )


def start_over() -> None:
    """Forget what Elasticsearch holds, and what it was to take in: it has to be built anew."""
    Waiting.objects.all().delete()
    Feed.objects.update(index="", next="", attempts=0, due=None)


def acknowledge(sent: Mapping[int, int]) -> None:
    """Delete the rows of these ids, unless their version is another than the given by now."""
    for ids in batches(sent):
        with transaction.atomic():
            # Never waits for who is about to note a later version: neither waits for this then.
            rows = Waiting.objects.filter(id__in=ids).select_for_update(skip_locked=True)
            taken_in = [
                id for id, version in rows.values_list("id", "version") if sent[id] == version
            ]
            if taken_in:
                Waiting.objects.filter(id__in=taken_in).delete()
                # With it, not after it: where one writes at a time, editors wait for each commit.
                content.renew()


def left_out() -> set[UUID] | None:
    """The records that Elasticsearch must not show; None where these are too many or wait too long.

    What waits for a minute is missed by readers: the server is not in step.
    """
    rows = Waiting.objects.order_by("noted").values_list("key", "noted")[: MOST_LEFT_OUT + 1]
    found = list(rows)
    if len(found) > MOST_LEFT_OUT or (found and found[0][1] < timezone.now() - LONGEST_WAIT):
        return None
    return {key for key, _noted in found}
