"""Who speaks for a municipality, and who may change that."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from wagtail.models import ModelLogEntry

from accounts.enums import Event
from accounts.models import SecurityEvent
from members.models import Invitation, Membership
from members.people import (
    RefusedError,
    accept,
    invite,
    membership_of,
    remove,
    representatives_of,
    set_lead,
    withdraw,
)
from tests.factories.members import representative
from tests.factories.people import logged_in, person
from tests.factories.taxonomy import OrganisationFactory
from tests.members.mails import to

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> Any:
    return OrganisationFactory(kind="municipality", name="Gaziantep")


def of(user: Any) -> Membership:
    """Her membership, as a new request finds it."""
    found = membership_of(User.objects.get(pk=user.pk))
    assert found is not None
    return found


def invited(address: str, lead: Any, as_lead: bool = False) -> Invitation:
    organisation = of(lead).organisation
    return invite(address, organisation, lead=as_lead, actor=lead, language="tr")


class TestMembership:
    def test_is_asked_once_in_one_query(
        self, lead: Any, django_assert_num_queries: Any, city: Any
    ) -> None:
        user = User.objects.get(pk=lead.pk)
        with django_assert_num_queries(1):
            for _again in range(2):
                membership = membership_of(user)
                assert membership is not None
                assert membership.organisation == city

    def test_is_nobodys_without_an_account(self) -> None:
        assert membership_of(AnonymousUser()) is None

    def test_counts_for_nothing_once_the_account_is_closed(self, lead: Any, city: Any) -> None:
        user = User.objects.get(pk=lead.pk)
        user.is_active = False
        user.save()
        assert membership_of(user) is None
        assert list(representatives_of(city)) == []

    def test_is_one_at_a_time(self, lead: Any) -> None:
        with pytest.raises(IntegrityError), transaction.atomic():
            Membership.objects.create(user=lead, organisation=OrganisationFactory())

    def test_representatives_are_those_of_the_municipality(self, lead: Any, city: Any) -> None:
        colleague = representative(city)
        representative()
        assert list(representatives_of(city)) == [lead, colleague]


class TestInvite:
    def test_keeps_no_secret_but_in_the_mail(self, lead: Any, mailoutbox: Any) -> None:
        invitation = invited("Guest@Example.org", lead)
        [mail] = mailoutbox
        assert mail.to == ["guest@example.org"]
        secret = mail.body.partition("/account/invitation/")[2].partition("/")[0]
        assert len(secret) > 40
        stored = [str(value) for row in Invitation.objects.values() for value in row.values()]
        stored += [str(row) for row in ModelLogEntry.objects.values()]
        stored += [str(row) for row in SecurityEvent.objects.values()]
        assert secret not in "".join(stored)
        assert invitation.key != secret

    def test_speaks_the_language_of_the_invitation(self, lead: Any, mailoutbox: Any) -> None:
        invited("guest@example.org", lead)
        assert "/tr/account/invitation/" in mailoutbox[0].body

    def test_is_noted(self, lead: Any, city: Any) -> None:
        invited("guest@example.org", lead)
        assert ModelLogEntry.objects.get(action="members.invite").object_id == str(city.pk)
        event = SecurityEvent.objects.get(what=Event.INVITED)
        assert (event.user, event.about) == (lead, "guest@example.org")

    def test_makes_the_earlier_one_void(self, lead: Any) -> None:
        first = invited("guest@example.org", lead)
        second = invited("GUEST@example.org", lead)
        first.refresh_from_db()
        assert (first.state, second.state) == ("withdrawn", "open")

    def test_is_for_leads_of_the_municipality(self, lead: Any, city: Any) -> None:
        for stranger in (representative(city), representative(lead=True), person("somebody")):
            with pytest.raises(PermissionDenied):
                invite("a@example.org", city, lead=False, actor=stranger, language="en")
        assert not Invitation.objects.exists()

    def test_and_for_the_union(self, city: Any) -> None:
        editor = person("editor", "Moderators")
        assert invite("a@example.org", city, lead=True, actor=editor, language="en").lead

    def test_refuses_who_represents_the_municipality(self, lead: Any, city: Any) -> None:
        colleague = representative(city)
        with pytest.raises(RefusedError, match="represents the municipality already"):
            invited(colleague.email.upper(), lead)

    def test_says_nothing_of_those_of_others(self, lead: Any) -> None:
        assert invited(representative().email, lead).state == "open"

    def test_refuses_a_closed_account(self, lead: Any) -> None:
        person("gone", is_active=False)
        with pytest.raises(RefusedError, match="closed"):
            invited("gone@example.org", lead)


class TestAccept:
    def test_makes_a_representative(self, lead: Any, city: Any, mailoutbox: Any) -> None:
        guest = person("guest")
        membership = accept(invited("guest@example.org", lead), guest)
        assert (membership.organisation, membership.lead) == (city, False)
        assert membership_of(guest) == membership
        [told] = to(lead.email, mailoutbox)
        assert "guest now represents Gaziantep" in told.subject

    def test_is_once(self, lead: Any) -> None:
        guest = person("guest")
        invitation = invited("guest@example.org", lead)
        stale = Invitation.objects.get(pk=invitation.pk)
        accept(invitation, guest)
        with pytest.raises(RefusedError, match="no longer be accepted"):
            accept(stale, guest)

    def test_is_for_the_address_alone(self, lead: Any) -> None:
        with pytest.raises(RefusedError, match="another address"):
            accept(invited("guest@example.org", lead), person("somebody"))

    def test_needs_the_address_proven(self, lead: Any) -> None:
        guest = person("guest")
        guest.emailaddress_set.update(verified=False)
        with pytest.raises(RefusedError, match="another address"):
            accept(invited("guest@example.org", lead), guest)

    def test_is_for_one_municipality_at_a_time(self, lead: Any) -> None:
        other = representative()
        with pytest.raises(RefusedError, match="represent a municipality already"):
            accept(invited(other.email, lead), other)

    def test_is_too_late_after_withdrawal(self, lead: Any) -> None:
        invitation = invited("guest@example.org", lead)
        withdraw(invitation, actor=lead)
        with pytest.raises(RefusedError, match="no longer be accepted"):
            accept(invitation, person("guest"))


class TestRemove:
    def test_ends_the_membership_and_the_sessions(
        self, lead: Any, city: Any, mailoutbox: Any
    ) -> None:
        colleague = representative(city)
        client = logged_in(colleague)
        assert client.get("/en/desk/").status_code == 200
        remove(of(colleague), actor=lead)
        assert client.get("/en/desk/").status_code == 302
        assert list(representatives_of(city)) == [lead]
        [mail] = to(colleague.email, mailoutbox)
        assert "You no longer represent Gaziantep" in mail.subject

    def test_is_noted(self, lead: Any, city: Any) -> None:
        colleague = representative(city)
        remove(of(colleague), actor=lead)
        event = SecurityEvent.objects.get(what=Event.MEMBERSHIP_CHANGED)
        assert (event.user, event.about) == (lead, colleague.username)
        assert ModelLogEntry.objects.get(action="members.remove").user == lead

    def test_leaves_a_way_back(self, lead: Any, city: Any) -> None:
        colleague = representative(city)
        remove(of(colleague), actor=lead)
        assert accept(invited(colleague.email, lead), colleague).organisation == city

    def test_is_not_for_colleagues_nor_other_cities(self, lead: Any, city: Any) -> None:
        colleague = representative(city)
        for stranger in (colleague, representative(lead=True)):
            with pytest.raises(PermissionDenied):
                remove(of(lead), actor=stranger)

    def test_a_lead_who_was_removed_meanwhile_removes_nobody(self, lead: Any, city: Any) -> None:
        second = representative(city, lead=True)
        stale, own = of(lead), of(second)
        membership_of(second)  # what her request has remembered
        remove(own, actor=lead)
        with pytest.raises(PermissionDenied):
            remove(stale, actor=second)

    def test_the_last_lead_stays(self, lead: Any, city: Any) -> None:
        representative(city)
        for act in (remove, lambda found, actor: set_lead(found, False, actor=actor)):
            with pytest.raises(RefusedError, match="only lead"):
                act(of(lead), actor=lead)

    def test_a_lead_whose_account_is_closed_counts_for_nothing(self, lead: Any, city: Any) -> None:
        second = representative(city, lead=True)
        User.objects.filter(pk=second.pk).update(is_active=False)
        with pytest.raises(RefusedError, match="only lead"):
            remove(of(lead), actor=lead)

    def test_unless_the_union_removes_her(self, lead: Any, city: Any) -> None:
        remove(of(lead), actor=person("editor", "Moderators"))
        assert list(representatives_of(city)) == []


class TestLead:
    def test_is_given_and_taken(self, lead: Any, city: Any) -> None:
        colleague = representative(city)
        set_lead(of(colleague), True, actor=lead)
        set_lead(of(lead), False, actor=colleague)
        assert (of(colleague).lead, of(lead).lead) == (True, False)

    def test_is_another_role_and_ends_sessions(self, lead: Any, city: Any) -> None:
        colleague = representative(city)
        client = logged_in(colleague)
        set_lead(of(colleague), True, actor=lead)
        assert client.get("/en/desk/").status_code == 302
