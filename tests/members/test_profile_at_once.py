"""A profile's changes, decided and written at the same moment over connections of their own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from core.enums import RecordType
from members.models import MunicipalityPage, ProfileProposal
from members.people import RefusedError
from members.profile import acts, drafts, reviewing
from members.profile.values import digests, read
from tests.factories.members import representative
from tests.factories.pages import section
from tests.factories.people import person
from tests.factories.taxonomy import OrganisationFactory
from tests.members.profiles import profile_page, stored

pytestmark = pytest.mark.django_db(transaction=True)
Act = Callable[[], Any]


def together(*acts: Act) -> list[str]:
    """Begin all of them together; what became of each."""
    barrier = Barrier(len(acts))

    def run(act: Act) -> str:
        barrier.wait()
        try:
            act()
        except RefusedError:
            return "refused"
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(acts)) as threads:
        return sorted(threads.map(run, acts))


def write(city: Any, lead: Any, **typed: str) -> None:
    """Save as from a form that has just been opened."""
    shown = read(None)
    drafts.save(city, shown | typed, digests(shown), actor=lead, language="en")


def seen(proposal: ProfileProposal) -> str:
    """What somebody who decides has looked at."""
    return reviewing.fingerprint(proposal, read(reviewing.target(proposal)))


@pytest.mark.parametrize("has_page", [True, False])
def test_of_all_who_decide_or_take_back_one_does(has_page: bool) -> None:
    city = OrganisationFactory()
    section(RecordType.MUNICIPALITY)
    page = profile_page(city, mayor_name="", summary="", units=[]) if has_page else None
    lead = representative(city, lead=True)
    write(city, lead, mayor_name="Ayşe Örnek", summary="Words.")
    found = acts.propose(city, actor=lead)
    saw, (one, other) = seen(found), (person(name, "Moderators") for name in ("one", "other"))
    became = together(
        lambda: reviewing.accept(found.pk, ["mayor_name", "summary"], seen=saw, actor=one),
        lambda: reviewing.accept(
            found.pk, ["mayor_name"], seen=saw, actor=other, reason="No praise."
        ),
        lambda: reviewing.decline(found.pk, reason="No.", seen=saw, actor=other),
        lambda: acts.take_back(city, actor=lead),
    )
    assert became == ["done", "refused", "refused", "refused"]
    state = ProfileProposal.objects.get().state
    assert state != "proposed"
    assert MunicipalityPage.objects.count() == (1 if has_page or state == "accepted" else 0)
    if page:
        assert stored(page).mayor_name == ("Ayşe Örnek" if state == "accepted" else "")


def test_two_leads_begin_one_draft_with_the_words_of_both() -> None:
    city = OrganisationFactory()
    leads = [representative(city, lead=True) for _number in range(2)]
    assert together(
        lambda: write(city, leads[0], mayor_name="Ayşe Örnek"),
        lambda: write(city, leads[1], summary="Words."),
    ) == ["done", "done"]
    typed = ProfileProposal.objects.get().typed
    assert (typed["mayor_name"], typed["summary"]) == ("Ayşe Örnek", "Words.")


def test_sent_by_both_it_is_sent_once() -> None:
    city = OrganisationFactory()
    leads = [representative(city, lead=True) for _number in range(2)]
    write(city, leads[0], mayor_name="Ayşe Örnek")
    sends = (lambda who=who: acts.propose(city, actor=who) for who in leads)
    assert together(*sends) == ["done", "refused"]
