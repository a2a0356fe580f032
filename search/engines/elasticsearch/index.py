"""The index: what it is called, what its fields are, and how one takes the place of another.

Readers' index stands behind an alias, the one that is being built behind another. Everybody
writes by an alias: an index that somebody has deleted is missed, never made anew by a write. A
deletion would make one, whatever is required of it, but not by a name with capital letters: only
aliases may have these.
"""

import json
import time
from hashlib import blake2b
from typing import Any

from django.conf import settings

from search.document import HIDDEN_FACETS
from search.engines.database.rows import ANALYSIS
from search.engines.elasticsearch.client import client
from search.facets import FACETS

FACET_FIELDS = sorted({facet.parameter for facet in FACETS} | HIDDEN_FACETS)
_KEYWORD = {"type": "keyword"}
_ONLY_FOUND = {"type": "keyword", "doc_values": False}
_ONLY_SORTED = {"index": False}
# Tokens are our own, so that every engine reads texts alike: the server only splits at spaces.
MAPPINGS: dict[str, Any] = {
    "dynamic": "strict",
    "_source": {"enabled": False},  # the database has the texts
    "properties": {
        "key": _KEYWORD,
        "language": _KEYWORD,
        "published": {"type": "long", **_ONLY_SORTED},
        "updated": {"type": "long", **_ONLY_SORTED},
        "title_key": {**_KEYWORD, **_ONLY_SORTED},
        "facets": {"properties": dict.fromkeys(FACET_FIELDS, _KEYWORD)},
        # Words and marked stems, each as often as it weighs.
        "terms": {
            "type": "text",
            "analyzer": "whitespace",
            "index_options": "freqs",
            "similarity": "weighed",
        },
        # Words line by line: phrases never run from one line into the next.
        "lines": {
            "type": "text",
            "analyzer": "whitespace",
            "norms": False,
            "position_increment_gap": 100,
        },
        # Words of titles and names, by which both are completed; and both as a whole.
        "titled": _ONLY_FOUND,
        "named": _ONLY_FOUND,
        "whole_title": _ONLY_FOUND,
        "whole_name": _ONLY_FOUND,
    },
}
SETTINGS: dict[str, Any] = {
    "similarity": {"weighed": {"type": "BM25", "k1": 1.2, "b": 0.5}},
    "auto_expand_replicas": "0-1",
    # A worker that was stopped for long must not bring back what was deleted meanwhile.
    "gc_deletes": "1d",
}
FORMAT = blake2b(
    json.dumps([MAPPINGS, SETTINGS, ANALYSIS], sort_keys=True).encode(), digest_size=4
).hexdigest()


def alias() -> str:
    """What readers search."""
    return f"{_all()}-CURRENT"


def next_alias() -> str:
    """What is being built."""
    return f"{_all()}-NEXT"


def new_name() -> str:
    """The name of an index to be built; it tells the format of its documents."""
    return f"{_all()}-{FORMAT}-{time.time_ns() // 1000}"


def _all() -> str:
    """What the names of all indexes of ours begin with."""
    return f"{settings.MEYDAN_ELASTICSEARCH_INDEX}-records"


def is_current(name: str) -> bool:
    """Whether an index has the documents that this release makes and asks for."""
    return name.startswith(f"{_all()}-{FORMAT}-")


def create(name: str) -> None:
    """Make an empty index to be built; one that was not finished loses the alias to it."""
    shards = {"number_of_shards": settings.MEYDAN_ELASTICSEARCH_SHARDS}
    client().indices.create(
        index=name, mappings=MAPPINGS, settings={**SETTINGS, **shards, "refresh_interval": -1}
    )
    client().indices.update_aliases(
        actions=[
            {"remove": {"index": f"{_all()}-*", "alias": next_alias(), "must_exist": False}},
            {"add": {"index": name, "alias": next_alias()}},
        ]
    )


def switch(name: str) -> None:
    """Show readers a finished index: at no moment there is none, or two."""
    client().indices.put_settings(index=name, settings={"refresh_interval": None})
    client().indices.refresh(index=name)
    client().indices.update_aliases(
        actions=[
            {"remove": {"index": f"{_all()}-*", "alias": alias(), "must_exist": False}},
            {"remove": {"index": name, "alias": next_alias(), "must_exist": False}},
            {"add": {"index": name, "alias": alias(), "is_write_index": True}},
        ]
    )


def delete_all_but(*names: str) -> None:
    """Delete indexes that were left behind."""
    for name in client().indices.get(index=f"{_all()}-*", features="aliases"):
        if name not in names:
            client().indices.delete(index=name, ignore_unavailable=True)


def behind_alias() -> str:
    """The name of the index that readers search; empty if there is none."""
    found = client().options(ignore_status=404).indices.get_alias(name=alias())
    return "" if "error" in found else next(iter(found), "")
