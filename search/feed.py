"""The newest results of a search as an Atom feed."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from html import escape
from typing import Any

from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from search.addresses import address, feed_address, whole
from search.engines.base import SearchResult
from search.names import Names
from search.presentation.choices import chips
from search.request import SearchRequest, Sort

ENTRIES = 50
ATOM = "application/atom+xml"

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Feed(Atom1Feed):
    """Atom as Django writes it, with the language of each entry that is in another."""

    def item_attributes(self, item: Mapping[str, Any]) -> dict[str, str]:
        return {"xml:lang": item["language"]} if item["language"] != self.feed["language"] else {}


def newest_first(request: SearchRequest) -> SearchRequest:
    """What a feed shows of a request: its newest results, or those updated last if asked so."""
    sort = Sort.UPDATED if request.sort is Sort.UPDATED else Sort.NEWEST
    return replace(request, sort=sort, page=1, page_size=ENTRIES)


def feed(
    request: SearchRequest, result: SearchResult, absolute: Callable[[str], str], author: str
) -> str:
    """The feed, in the active language, which must be the request's.

    `absolute` turns an address into one that leads here from anywhere; `author` is the site's name.
    """
    names = Names(request.language)
    own = absolute(feed_address(request))
    made = Feed(
        title=_clean(_title(request, names)),
        author_name=_clean(author),
        link=absolute(address(whole(request))),
        description=None,
        language=request.language,
        feed_url=own,
        feed_guid=own,
    )
    for hit in result.hits:
        line = hit.line
        made.add_item(
            title=_clean(line["title"]),
            link=absolute(line["url"]),
            # Django says that it is HTML.
            description=escape(_clean(line["summary"])),
            unique_id=f"urn:uuid:{line['id']}",
            updateddate=datetime.fromisoformat(line["updated"]),
            categories=[_clean(names.label("theme", code)) for code in line["themes"]],
            language=line["language"],
        )
    return made.writeString("utf-8")


def _title(request: SearchRequest, names: Names) -> str:
    """What is searched for, without a number: readers know a feed by its title."""
    chosen = " · ".join(f"{chip.kind}: {chip.label}" for chip in chips(request, names))
    return f"{_('Search')} – {chosen}" if chosen else _("Search")


def _clean(text: str) -> str:
    """`text` without what XML cannot hold."""
    return _NO_XML.sub("", text)
