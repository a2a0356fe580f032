"""Every test begins with the same rows: those of the migrations and the vocabularies."""

import pytest
from wagtail.models import Locale, Page


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", ["first", "second"])
def test_what_a_test_commits_is_gone_in_the_next(time: str) -> None:
    assert Page.objects.filter(depth=1).exists()
    assert not Locale.objects.filter(language_code="fr-CA").exists()
    Page.objects.all().delete()
    Locale.objects.create(language_code="fr-CA")
