"""Every component has a sample in the styleguide, which the public never sees."""

from pathlib import Path
from runpy import run_path
from typing import Any

import pytest
from django.conf import settings as configured
from django.test import Client

from config.settings import base
from home.styleguide import urls

pytestmark = pytest.mark.django_db
COMPONENTS = configured.BASE_DIR / "templates/components"
LANGUAGES = [code for code, _name in configured.LANGUAGES]
# Components without a sample, each with its reason.
EXEMPT: dict[str, str] = {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_component_has_a_sample(language: str, client: Client) -> None:
    response = client.get(f"/{language}/styleguide/")
    assert response.status_code == 200
    shown = {template.name for template in response.templates}
    there_are = {f"components/{path.name}" for path in Path(COMPONENTS).glob("*.html")}
    assert sorted(there_are - shown - EXEMPT.keys()) == []
    assert EXEMPT.keys() <= there_are - shown, "what has a sample is not exempt"


def test_the_public_has_no_styleguide(settings: Any) -> None:
    assert base.MEYDAN_SHOW_STYLEGUIDE is False
    settings.MEYDAN_SHOW_STYLEGUIDE = False
    assert run_path(urls.__file__)["urlpatterns"] == []
