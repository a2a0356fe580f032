"""Comparing every document, by its version, with what Elasticsearch holds."""

import time
from collections.abc import Collection, Iterator, Mapping
from heapq import merge
from itertools import groupby
from operator import itemgetter
from uuid import UUID

from search import waiting
from search.batches import ROWS, batches
from search.engines.elasticsearch import feeding, index
from search.engines.elasticsearch.client import SENDING, client
from search.engines.elasticsearch.source import identity
from search.locking import locked
from search.models import DocumentRow, Waiting

PAGE = 5_000  # documents
KEPT = "2m"

Name = tuple[str, str]
"""A document's key, as text, and its language."""


def differing() -> dict[Name, str]:
    """The documents that the server holds otherwise than the database, each with how.

    Those of which a change waits to be sent are passed over. Raises `MissingIndexError` where
    readers search another index than was built.
    """
    if index.behind_alias() != feeding.state().index:
        raise feeding.MissingIndexError("The index is gone, or another has taken its place.")
    found: dict[Name, str] = {}
    for names in batches(_suspects(), ROWS):
        found |= _still_differing(names)
    return found


def repair(names: Collection[Name]) -> None:
    """Note documents, whatever the server holds of them, to be sent again."""
    for some in batches(names, ROWS):
        held = _held(some)
        with locked() as state:
            # Later than all that the server knows: it may have known a database restored since.
            latest = max([state.version, *held.values()])
            version = max(latest + 1, time.time_ns() // 1000)
            for key, language in some:
                DocumentRow.objects.filter(key=key, language=language).update(version=version)
            waiting.note([(UUID(key), language) for key, language in some], version)
            state.version, state.recent = version, [*state.recent, version]
            state.save()


def _suspects() -> Iterator[Name]:
    """Documents that may differ: both sides are read one after the other."""
    sides = merge(_of_server(), _of_database(), key=itemgetter(0))
    for name, entries in groupby(sides, key=itemgetter(0)):
        versions = [version for _name, version in entries]
        if len(versions) != 2 or versions[0] != versions[1]:
            yield name


def _of_server() -> Iterator[tuple[Name, int]]:
    server = client().options(request_timeout=SENDING)
    opened = server.open_point_in_time(index=index.alias(), keep_alive=KEPT)
    after: list[str] | None = None
    try:
        while True:
            page = server.search(
                pit={"id": opened["id"], "keep_alive": KEPT},
                sort=["key", "language"],
                search_after=after,
                size=PAGE,
                source=False,
                version=True,
                track_total_hits=False,
            )
            if not (hits := page["hits"]["hits"]):
                return
            for hit in hits:
                yield (hit["sort"][0], hit["sort"][1]), hit["_version"]
            after = hits[-1]["sort"]
    finally:
        server.close_point_in_time(id=opened["id"])


def _of_database() -> Iterator[tuple[Name, int]]:
    rows = DocumentRow.objects.order_by("key").values_list("key", "language", "version")
    after = UUID(int=0)
    page = list(rows[:PAGE])
    while page:
        last = page[-1][0]
        # All documents of the last record, not only those that the page has room for.
        page = [row for row in page if row[0] != last] + list(rows.filter(key=last))
        yield from sorted(((str(key), language), version) for key, language, version in page)
        after = last
        page = list(rows.filter(key__gt=after)[:PAGE])


def _still_differing(names: list[Name]) -> dict[Name, str]:
    """Those of the suspects that differ when they are looked at one by one."""
    waits = _waiting(names)
    keys = {key for key, _language in names}
    rows = DocumentRow.objects.filter(key__in=keys).values_list("key", "language", "version")
    stored = {(str(key), language): version for key, language, version in rows}
    held = _held(names)
    waits |= _waiting(names)
    return {
        name: difference
        for name in names
        if name not in waits and (difference := _difference(name, stored, held))
    }


def _difference(name: Name, stored: Mapping[Name, int], held: Mapping[Name, int]) -> str:
    if stored.get(name) == held.get(name):
        return ""
    if name not in stored:
        return "in Elasticsearch, but not in the database"
    if name not in held:
        return "in the database, but not in Elasticsearch"
    return f"version {stored[name]} in the database, {held[name]} in Elasticsearch"


def _waiting(names: list[Name]) -> set[Name]:
    rows = Waiting.objects.filter(key__in={key for key, _language in names})
    return {(str(key), language) for key, language in rows.values_list("key", "language")}


def _held(names: Collection[Name]) -> dict[Name, int]:
    """The versions that the server holds at this moment."""
    named = {identity(UUID(key), language): (key, language) for key, language in names}
    server = client().options(request_timeout=SENDING)
    answer = server.mget(index=index.alias(), ids=list(named), source=False)
    return {named[doc["_id"]]: doc["_version"] for doc in answer["docs"] if doc.get("found")}
