"""The message catalogues say what the code says, in every language, with the same placeholders."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from django.conf import settings

from scripts.paths import APPS, ROOT

LANGUAGES = [code for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
# What a visitor reads is translated from the start; what only an editor reads may lag behind.
VISITORS = re.compile(
    r"^templates/(?!wagtail)|^search/"
    r"|/(?:enums|facets|forms|views|dates|date_advice|i18n)\.py$|/templatetags/"
)
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")

Key = tuple[str | None, str | tuple[str, ...]]


def _key(message: Message) -> Key:
    identity = message.id if isinstance(message.id, str) else tuple(message.id)
    return message.context, identity


def _read(root: Path, language: str) -> Catalog:
    with (root / f"locale/{language}/LC_MESSAGES/django.po").open("rb") as text:
        return read_po(text, locale=language)


def _messages(catalogue: Catalog) -> dict[Key, Message]:
    return {_key(message): message for message in catalogue if message.id}


def _forms(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sources whose catalogues `makemessages` has just brought up to date."""
    copy = tmp_path_factory.mktemp("sources")
    for folder in (*APPS, "templates", "locale"):
        shutil.copytree(ROOT / folder, copy / folder)
    shutil.copy(ROOT / "manage.py", copy)
    variables = {**os.environ, "PYTHONPATH": "", "MEYDAN_VAR": str(copy / "var")}
    subprocess.run(
        [sys.executable, "manage.py", "makemessages"], cwd=copy, env=variables, check=True
    )
    return copy


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_is_not_stale(fresh: Path, language: str) -> None:
    ours, wanted = _messages(_read(ROOT, language)), _messages(_read(fresh, language))
    # `make messages` mends both.
    assert wanted.keys() - ours.keys() == set()
    assert ours.keys() - wanted.keys() == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_visitors_read_their_own_language(fresh: Path, language: str) -> None:
    untranslated = [
        (message.id, sorted({path for path, _ in message.locations}))
        for message in _messages(_read(fresh, language)).values()
        if any(VISITORS.search(path) for path, _ in message.locations) and not all(_forms(message))
    ]
    assert untranslated == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_is_a_guess(language: str) -> None:
    assert [message.id for message in _read(ROOT, language) if message.id and message.fuzzy] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_placeholders_of_its_source(language: str) -> None:
    wrong = []
    for message in _messages(_read(ROOT, language)).values():
        source = message.id if isinstance(message.id, str) else message.id[-1]
        wanted = set(PLACEHOLDER.findall(source))
        *singular, last = [set(PLACEHOLDER.findall(form)) for form in _forms(message)]
        # "One city" need not print its number; the general form must.
        fits = last == wanted and all(found <= wanted for found in singular)
        if all(_forms(message)) and not fits:
            wrong.append((message.id, message.string))
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_plural_has_every_form_or_none(language: str) -> None:
    catalogue = _read(ROOT, language)
    halves = [
        message.id
        for message in _messages(catalogue).values()
        if message.pluralizable
        and any(_forms(message))
        and (len(_forms(message)) != catalogue.num_plurals or not all(_forms(message)))
    ]
    assert halves == []
