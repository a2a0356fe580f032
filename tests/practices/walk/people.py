"""Who walks: people of two cities and of the union, each with a browser that is watched."""

import json
from random import Random
from typing import Any
from uuid import UUID

from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from members.people import membership_of
from practices.models import Submission
from tests.factories.members import representative
from tests.factories.pages import section
from tests.factories.people import PASSWORD, person
from tests.factories.taxonomy import CityFactory, OrganisationFactory
from tests.practices.desk.forms import browser
from tests.practices.walk.truth import Truth
from tests.practices.walk.words import Words, tokens


class People:
    """Their browsers. Every answer is looked at, for faults and for what its reader must not see;
    every choice comes from `random`, so that a walk can be repeated."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.words = Words(random)
        self.truth = Truth()
        self.taken: list[str] = []
        section()
        CityFactory(code="walk-city", name="Walkstadt")
        city = OrganisationFactory(kind="municipality")
        self.authors = [self._author("a", city), self._author("a", city), self._author("b", None)]
        self.reviewer = self._of_union("walk-reviewer", "Reviewers")
        self.editor = self._of_union("walk-editor", "Moderators")
        self.both = self._of_union("walk-both", "Reviewers", "Moderators")
        self.administrator = self._of_union("walk-administrator", is_superuser=True, is_staff=True)
        self.union = [self.reviewer, self.editor, self.both, self.administrator]
        self.browsers = {user.pk: browser(user) for user in [*self.authors, *self.union]}

    def _author(self, side: str, city: Any) -> Any:
        user = representative(city)
        user.last_name = side
        user.save()
        return user

    def _of_union(self, name: str, *groups: str, **fields: Any) -> Any:
        return person(name, *groups, last_name="u", **fields)

    @staticmethod
    def log_in(client: Client, user: Any, next_page: str) -> None:
        """As the page that asks for it does."""
        cache.clear()  # attempts are counted there, and a walk has many
        typed = {"login": user.username, "password": PASSWORD, "next": next_page}
        answer = client.post(reverse("account_login"), typed)
        assert (answer.status_code, answer["Location"]) == (302, next_page)

    def get(self, user: Any, address: str, **more: Any) -> Any:
        """What somebody is shown."""
        return self.look_at(user, self.browsers[user.pk].get(address, **more))

    def post(self, user: Any, address: str, data: Any = None, **more: Any) -> Any:
        """What somebody is answered."""
        return self.look_at(user, self.browsers[user.pk].post(address, data or {}, **more))

    def look_at(self, user: Any, answer: Any) -> Any:
        """No fault, and nothing that is not for this person; `user` is None for anybody."""
        assert answer.status_code < 500, answer.status_code
        side = user.last_name if user else "nobody"
        self.truth.see()
        headers = json.dumps(dict(answer.headers))
        # A page that is not found names its address, which its reader knew.
        known = tokens(answer.request["PATH_INFO"])
        found = tokens(answer.content.decode(errors="replace") + headers) - known
        foreign = self.truth.foreign(side, found)
        assert not foreign, (side, foreign)
        return answer

    def own(self, user: Any, **conditions: Any) -> list[Any]:
        """The submissions of a person's city."""
        membership = membership_of(user)
        assert membership is not None
        found = Submission.objects.filter(organisation=membership.organisation_id, **conditions)
        return list(found.order_by("created_at", "pk"))

    def uuid(self) -> str:
        """A new one."""
        return str(UUID(int=self.random.getrandbits(128), version=4))

    def some(self, found: list[Any]) -> Any:
        """One of them; None where there is none."""
        return self.random.choice(found) if found else None

    def often(self, share: float) -> bool:
        """True in this share of the cases."""
        return self.random.random() < share
