"""The union looks after the people of its members, in the admin."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from members.models import Invitation, Membership
from members.people import invite
from tests.factories.members import representative
from tests.factories.people import person
from tests.factories.taxonomy import OrganisationFactory
from tests.members.mails import to

pytestmark = pytest.mark.django_db
TYPED = {"address": "first@example.org", "language": "fr", "lead": "on"}


@pytest.fixture
def city() -> Any:
    return OrganisationFactory(name="Gaziantep")


def people_of(organisation: Any) -> str:
    return f"/admin/members/municipality/{organisation.pk}/"


class TestInvite:
    def test_the_first_representative(self, union: Client, city: Any, mailoutbox: Any) -> None:
        assert "Lead representative" in union.get("/admin/members/invite/").content.decode()
        answer = union.post("/admin/members/invite/", TYPED | {"organisation": city.pk})
        assert answer.headers["Location"] == people_of(city)
        [mail] = to("first@example.org", mailoutbox)
        assert "/fr/account/invitation/" in mail.body
        assert Invitation.objects.get().lead

    def test_a_refused_form_keeps_what_was_typed(self, union: Client, city: Any) -> None:
        for data in (
            TYPED,
            TYPED | {"organisation": city.pk, "address": representative(city).email},
        ):
            source = union.post("/admin/members/invite/", data).content.decode()
            assert f'value="{data["address"]}"' in source
        assert not Invitation.objects.exists()

    def test_to_a_municipality_that_has_people(self, union: Client, city: Any) -> None:
        union.post(people_of(city), TYPED | {"act": "invite"})
        assert "first@example.org" in union.get(people_of(city)).content.decode()
        union.post(people_of(city), {"act": "withdraw", "number": Invitation.objects.get().pk})
        assert Invitation.objects.get().state == "withdrawn"


class TestMunicipality:
    def test_changes_and_removes_even_the_last_lead(self, union: Client, city: Any) -> None:
        lead = representative(city, lead=True)
        found = Membership.objects.get(user=lead)
        for act in ("no-lead", "lead", "remove"):
            union.post(people_of(city), {"act": act, "number": found.pk})
            found.refresh_from_db()
            assert found.lead == (act != "no-lead")
        assert found.ended_at is not None
        source = union.get(people_of(city)).content.decode()
        assert "Nobody represents this municipality at present" in source
        assert "Until now" in source

    @pytest.mark.parametrize("number", ["", "x", "٣", "9" * 30])
    def test_knows_no_people_of_others(self, union: Client, city: Any, number: str) -> None:
        stranger = Membership.objects.get(user=representative())
        for act, value in (("remove", number), ("remove", str(stranger.pk)), ("withdraw", "1")):
            answer = union.post(people_of(city), {"act": act, "number": value}, follow=True)
            assert answer.status_code == 404
        stranger.refresh_from_db()
        assert stranger.ended_at is None

    def test_does_nothing_it_does_not_know(self, union: Client, city: Any) -> None:
        found = Membership.objects.get(user=representative(city))
        union.post(people_of(city), {"act": "delete", "number": found.pk})
        assert Membership.objects.filter(ended_at=None).count() == 1


class TestLists:
    def test_of_people(self, union: Client, city: Any) -> None:
        lead, other = representative(city, lead=True), representative()
        source = union.get("/admin/members/people/").content.decode()
        assert lead.email in source
        assert people_of(city) in source
        narrowed = union.get("/admin/members/people/?organisation=gazian").content.decode()
        assert lead.email in narrowed
        assert other.email not in narrowed

    def test_of_invitations(self, union: Client, city: Any) -> None:
        lead = representative(city, lead=True)
        invite("guest@example.org", city, lead=False, actor=lead, language="en")
        source = union.get("/admin/members/invitations/").content.decode()
        assert "guest@example.org" in source

    @pytest.mark.parametrize("path", ["people/", "invitations/"])
    def test_cost_the_same_however_many(self, union: Client, city: Any, path: str) -> None:
        address = f"/admin/members/{path}"
        counts = []
        for number in (1, 5):
            for _person in range(number):
                lead = representative(lead=True)
                organisation = Membership.objects.get(user=lead).organisation
                invite("a@example.org", organisation, lead=False, actor=lead, language="en")
            union.get(address)
            with CaptureQueriesContext(connection) as queries:
                union.get(address)
            counts.append(len(queries))
        assert counts[0] == counts[1]


class TestDoor:
    PATHS = ["people/", "invitations/", "join_requests/", "invite/", "municipality"]

    @pytest.mark.parametrize("path", PATHS)
    def test_is_open_to_the_union_alone(self, city: Any, path: str) -> None:
        address = people_of(city) if path == "municipality" else f"/admin/members/{path}"
        lead = representative(city, lead=True)
        for user in (lead, person("reviewer", "Reviewers")):
            client = Client()
            client.force_login(user)
            for answer in (client.get(address), client.post(address, TYPED | {"act": "invite"})):
                assert answer.status_code in (302, 403, 405)
                assert lead.email not in answer.content.decode()
        assert not Invitation.objects.exists()

    def test_stands_in_the_menu_of_those_who_may(self, union: Client) -> None:
        assert "/admin/members/people/" in union.get("/admin/").content.decode()
        client = Client()
        client.force_login(person("reviewer", "Reviewers"))
        assert "/admin/members/people/" not in client.get("/admin/").content.decode()
