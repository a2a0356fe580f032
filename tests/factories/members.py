"""People who represent a municipality."""

from itertools import count
from typing import Any

from members.models import Membership
from taxonomy.models import Organisation
from tests.factories.people import person
from tests.factories.taxonomy import OrganisationFactory

numbers = count(1)


def representative(
    organisation: Organisation | None = None, lead: bool = False, language: str = "en"
) -> Any:
    """Somebody who represents a municipality: the one given, or a new one."""
    user = person(f"representative-{next(numbers)}", language=language)
    Membership.objects.create(
        user=user,
        organisation=organisation or OrganisationFactory(kind="municipality"),
        lead=lead,
    )
    return user
