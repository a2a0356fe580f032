"""Who deals with each other: a municipality and its lead, an editor of the union."""

from typing import Any

import pytest
from django.test import Client

from tests.factories.members import representative
from tests.factories.people import person
from tests.factories.taxonomy import CityFactory, OrganisationFactory
from tests.members.profiles import browser, profile_page


@pytest.fixture
def city(db: None) -> Any:
    return OrganisationFactory(name="Gaziantep Municipality", city=CityFactory(name="Gaziantep"))


@pytest.fixture
def lead(city: Any) -> Any:
    return representative(city, lead=True)


@pytest.fixture
def profile(city: Any) -> Any:
    return profile_page(city)


@pytest.fixture
def editor(db: None) -> Any:
    return person("editor", "Moderators")


@pytest.fixture
def union(editor: Any) -> Client:
    return browser(editor)
