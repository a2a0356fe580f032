"""The pages of a long result, as links: a bounded number of them however long it is."""

from dataclasses import dataclass, replace

from django.core.paginator import Paginator

from search.addresses import address
from search.request import MOST_REACHABLE, SearchRequest


@dataclass(frozen=True)
class PageLink:
    """A page to go to; without an address it stands for pages left out."""

    number: int | None
    url: str = ""
    current: bool = False


@dataclass(frozen=True)
class Pager:
    pages: tuple[PageLink, ...]
    previous: str
    next: str


def last_page(request: SearchRequest, total: int) -> int:
    """The last page that can be asked for, at least 1."""
    return _paginator(request, total).num_pages


def pager(request: SearchRequest, total: int) -> Pager | None:
    """The links from this page to others; None where there is but one."""
    paginator = _paginator(request, total)
    if paginator.num_pages == 1:
        return None
    numbers = paginator.get_elided_page_range(request.page, on_each_side=2, on_ends=1)
    links = (
        PageLink(number, _page(request, number), number == request.page)
        if isinstance(number, int)
        else PageLink(None)
        for number in numbers
    )
    return Pager(
        pages=tuple(links),
        previous=_page(request, request.page - 1) if request.page > 1 else "",
        next=_page(request, request.page + 1) if request.page < paginator.num_pages else "",
    )


def _paginator(request: SearchRequest, total: int) -> Paginator[int]:
    reachable = MOST_REACHABLE // request.page_size * request.page_size
    return Paginator(range(min(total, reachable)), request.page_size)


def _page(request: SearchRequest, number: int) -> str:
    return f"{address(replace(request, page=number))}#results"
