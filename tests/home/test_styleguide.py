"""Every component has a sample in the styleguide, which the public never sees."""

from pathlib import Path
from runpy import run_path
from types import CodeType, FunctionType
from typing import Any, cast

import pytest
from django.conf import settings as configured
from django.template import engines
from django.template.backends.jinja2 import Jinja2
from django.test import Client
from jinja2.runtime import Macro

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


def test_every_macro_has_a_sample(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    called: set[CodeType] = set()
    write = Macro._invoke

    def note(macro: Macro, *given: Any) -> str:
        called.add(_code(macro))
        return write(macro, *given)

    monkeypatch.setattr(Macro, "_invoke", note)
    assert client.get("/en/styleguide/").status_code == 200
    environment = cast(Jinja2, engines["macros"]).env
    modules = [environment.get_template(name).module for name in environment.list_templates()]
    macros = [it for made in modules for it in vars(made).values() if isinstance(it, Macro)]
    assert {_code(macro) for macro in macros} == called


def _code(macro: Macro) -> CodeType:
    """What is the same in the modules that a file makes for each language."""
    return cast(FunctionType, macro._func).__code__


def test_the_public_has_no_styleguide(settings: Any) -> None:
    assert base.MEYDAN_SHOW_STYLEGUIDE is False
    settings.MEYDAN_SHOW_STYLEGUIDE = False
    assert run_path(urls.__file__)["urlpatterns"] == []
