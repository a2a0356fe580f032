"""Building the index anew, and comparing it with the pages it stands for."""

from datetime import date
from uuid import UUID

from core import content
from search.batches import batches
from search.documents import all_documents, record_documents
from search.draining import drain
from search.engines import current
from search.locking import locked
from search.models import DirtyRecord
from search.records import keys_of, published

AT_ONCE = 100  # records compared in one transaction


def rebuild() -> None:
    """Clear the index and write everything anew, in one transaction.

    Readers see the old index until the end; whoever publishes meanwhile waits, or is drained
    afterwards.
    """
    with locked() as state:
        state.year = date.today().year
        state.save(update_fields=["year"])
        noted = list(DirtyRecord.objects.values_list("pk", flat=True))
        current().rebuild(all_documents())
        for some in batches(noted):
            DirtyRecord.objects.filter(pk__in=some).delete()
        content.renew()


def differing_records() -> dict[UUID, str]:
    """The records that the index holds otherwise than their pages say, each with how.

    Those whose latest change is noted but not yet taken in are passed over.
    """
    drain()
    found: dict[UUID, str] = {}
    for keys in batches(sorted(current().keys() | keys_of(published())), AT_ONCE):
        with locked():
            noted = DirtyRecord.objects.exclude(key=None).values_list("key", flat=True)
            found |= current().differing(record_documents(set(keys) - set(noted)))
    return found


def contradictions() -> list[str]:
    """What in the index contradicts itself."""
    with locked():
        return current().damage()


def repair(keys: set[UUID], *, everything: bool) -> None:
    """Write some records anew, or the whole index."""
    if everything:
        rebuild()
    elif keys:
        with locked():
            current().replace(record_documents(keys))
            content.renew()
