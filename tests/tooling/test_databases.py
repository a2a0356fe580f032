"""Every test begins with the same rows: those of the migrations and the vocabularies."""

import pytest
from django.test import TestCase
from wagtail.models import Locale, Page

from tests.second_database import may_touch


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", ["first", "second"])
def test_what_a_test_commits_is_gone_in_the_next(time: str) -> None:
    assert Page.objects.filter(depth=1).exists()
    assert not Locale.objects.filter(language_code="fr-CA").exists()
    Page.objects.all().delete()
    Locale.objects.create(language_code="fr-CA")


@pytest.mark.django_db
def test_who_asks_by_a_mark_may_touch_the_database(request: pytest.FixtureRequest) -> None:
    assert may_touch(request.node)


def test_who_asks_by_a_fixture_may(request: pytest.FixtureRequest, admin_user: object) -> None:
    assert may_touch(request.node)


class TestOfDjango(TestCase):
    @pytest.fixture(autouse=True)
    def node(self, request: pytest.FixtureRequest) -> None:
        self.item = request.node

    def test_who_asks_by_the_class_may(self) -> None:
        assert may_touch(self.item)


def test_nobody_else_may(request: pytest.FixtureRequest) -> None:
    assert not may_touch(request.node)
