"""A municipality's profile, what its lead types, and what the union decides."""

from typing import Any

from django.test import Client

from core.enums import RecordType
from members.models import MunicipalityPage, ProfileProposal
from tests.factories.pages import MunicipalityPageFactory, section
from tests.factories.taxonomy import CityFactory
from tests.practices.desk.forms import form_on, opened

PROFILE = "/en/desk/profile/"
EDIT = "/en/desk/profile/edit/"
UNIT = "3b9b6a62-0d7b-4b0a-8f6e-0f4f1f1f0a01"


def browser(user: Any) -> Client:
    """A browser in which somebody is logged in."""
    client = Client()
    client.force_login(user)
    return client


def profile_page(organisation: Any, **fields: Any) -> Any:
    """A profile; public, unless it is said otherwise."""
    known = {
        "title": "Gaziantep",
        "city": CityFactory(name="Gaziantep"),
        "mayor_name": "Fatma Örnek",
        "summary": "A city on the border.",
        "units": [("unit", {"name": "Migration Unit", "period": "2013/2018"})],
    }
    page = MunicipalityPageFactory(
        parent=section(RecordType.MUNICIPALITY), organisation=organisation, **known | fields
    )
    revision = page.save_revision()
    if page.live:
        revision.publish()
    return stored(page)


def stored(page: Any) -> Any:
    """A page as it is in the database now."""
    return MunicipalityPage.objects.get(pk=page.pk)


def fresh(proposal: ProfileProposal) -> ProfileProposal:
    """A proposal as it is in the database now."""
    found: ProfileProposal = ProfileProposal.objects.get(pk=proposal.pk)
    return found


def saved(client: Client, act: str = "save", **typed: Any) -> Any:
    """What comes back when the form is sent with something typed into it."""
    return client.post(EDIT, {**opened(client, EDIT), **typed, "act": act})


def sent(lead: Any, **typed: Any) -> ProfileProposal:
    """Changes that a lead has just sent to the union."""
    answer = saved(browser(lead), "send", **typed)
    assert answer.status_code == 302, answer.content.decode()
    found: ProfileProposal = ProfileProposal.objects.get(state="proposed")
    return found


def review(proposal: ProfileProposal) -> str:
    """Where the union decides it."""
    return f"/admin/members/proposal/{proposal.pk}/"


def decided(client: Client, proposal: ProfileProposal, **chosen: Any) -> Any:
    """What comes back when the page of a proposal is sent with this chosen."""
    form = form_on(client.get(review(proposal)))
    return client.post(review(proposal), {**form, **chosen})
