"""Who answers for a record: its municipality's representatives, its contact, or the union."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from core.models import KnowledgePage
from members.contact import letters
from members.letters import union_readers
from members.models import ContactMessage
from members.people import representatives_of
from search.records import public_pages

# Who answers requests that nobody else does.
UNION = "members.change_joinrequest"


def reach(message: ContactMessage) -> tuple[str, int]:
    """Write to the nearest who can be reached: who that is, and how many mails it took."""
    pages = _pages(message.record)
    title = pages[0].title
    organisation = pages[0].answering_organisation()
    representatives: Iterable[Any] = ()
    if organisation:
        representatives = representatives_of(organisation).exclude(email="")
    if count := sum(letters.to_person(message, title, user) for user in representatives):
        return "representatives", count
    # A translation has no contact of its own.
    addresses = [page.contact_email for page in pages if page.contact_email][:1]
    language = pages[0].source_language
    if count := sum(letters.to_office(message, title, one, language) for one in addresses):
        return "contact", count
    union = union_readers(UNION)
    return "union", sum(letters.to_person(message, title, user, union=True) for user in union)


def _pages(key: UUID) -> list[KnowledgePage]:
    """The record's public pages, the original first."""
    pages = [page for page, _address in public_pages({key})[key]]
    return sorted(pages, key=lambda page: not page.is_original)
