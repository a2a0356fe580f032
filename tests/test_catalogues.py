"""The message catalogues say what the code says, in every language, with the same placeholders."""

import ast
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from django.apps import apps
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext

from core import vendor_messages
from scripts.paths import APPS, ROOT
from tests.sources import files, name

LANGUAGES = [code for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
CATALOGUES = sorted((ROOT / "locale").rglob("*.po"))
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[a-z]|\{\w*\}")
GETTEXT = re.compile(r"(?:u?n?p?gettext(?:_lazy|_noop)?)$")
# Codes between marks that set them apart: “\u2066…\u2069”.
ISOLATED = re.compile("\u2066.*?\u2069")
# They name what is typed as it stands, or a licence: docs/decisions/0005-digits.md
TYPED = {
    "As in the text that was adopted. For example: 1, 2a or IV.",
    "Digits only: 446564. It is printed the way each reader writes numbers.",
    "For example: CC BY 4.0.",
    "Give a whole number from 1 to %(highest)s.",
    "The page, counted from 1.",
    "There is no month %(month)s: write a month from 01 to 12.",
}

Key = tuple[str | None, str | tuple[str, ...]]


def _key(message: Message) -> Key:
    identity = message.id if isinstance(message.id, str) else tuple(message.id)
    return message.context, identity


def _read(path: Path) -> Catalog:
    with path.open("rb") as text:
        return read_po(text, locale=path.parents[1].name)


def _own(root: Path, language: str) -> Catalog:
    return _read(root / f"locale/{language}/LC_MESSAGES/django.po")


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
    ours, wanted = _messages(_own(ROOT, language)), _messages(_own(fresh, language))
    # `make messages` mends both.
    assert wanted.keys() - ours.keys() == set()
    assert ours.keys() - wanted.keys() == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_visitors_and_editors_read_their_own_language(fresh: Path, language: str) -> None:
    untranslated = [
        (message.id, sorted({path for path, _ in message.locations}))
        for message in _messages(_own(fresh, language)).values()
        if not all(_forms(message))
    ]
    assert untranslated == []


def test_arabic_messages_are_written_in_arabic_digits() -> None:
    latin = {
        message.id
        for message in _messages(_own(ROOT, "ar")).values()
        for form in _forms(message)
        if re.search("[0-9]", ISOLATED.sub("", form))
    }
    assert latin == TYPED


@pytest.mark.parametrize("domain", vendor_messages.DOMAINS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_installed_apps_leave_untranslated_is_in_ours(language: str, domain: str) -> None:
    path = vendor_messages.vendor_catalogue(language, domain)
    ours = {
        vendor_messages.identity(message): vendor_messages.is_translated(message)
        for message in (_read(path) if path.exists() else Catalog())
        if message.id
    }
    # `manage.py vendormessages` makes room for what is new, and drops what is no longer needed.
    assert ours.keys() == vendor_messages.untranslated(language, domain).keys()
    assert [text for text, done in ours.items() if not done] == []


@pytest.mark.parametrize(
    ("language", "shown"),
    [("tr", "Çevrilmiş sayfaları eşitle"), ("ar", "تعيين كلمة المرور"), ("fr", None)],
)
def test_editors_read_the_translations_we_add(language: str, shown: str | None) -> None:
    source = "Set password" if language == "ar" else "Sync translated pages"
    with translation.override(language):
        assert gettext(source) == (shown or "Synchroniser les pages traduites")


@pytest.mark.parametrize("path", CATALOGUES, ids=name)
def test_no_translation_is_a_guess(path: Path) -> None:
    assert [message.id for message in _read(path) if message.id and message.fuzzy] == []


@pytest.mark.parametrize("path", CATALOGUES, ids=name)
def test_a_translation_has_the_placeholders_of_its_source(path: Path) -> None:
    wrong = []
    for message in _messages(_read(path)).values():
        source = message.id if isinstance(message.id, str) else message.id[-1]
        wanted = set(PLACEHOLDER.findall(source))
        *singular, last = [set(PLACEHOLDER.findall(form)) for form in _forms(message)]
        # "One city" need not print its number; the general form must.
        fits = last == wanted and all(found <= wanted for found in singular)
        if all(_forms(message)) and not fits:
            wrong.append((message.id, message.string))
    assert wrong == []


@pytest.mark.parametrize("path", CATALOGUES, ids=name)
def test_a_plural_has_every_form_or_none(path: Path) -> None:
    catalogue = _read(path)
    halves = [
        message.id
        for message in _messages(catalogue).values()
        if message.pluralizable
        and any(_forms(message))
        and (len(_forms(message)) != catalogue.num_plurals or not all(_forms(message)))
    ]
    assert halves == []


def _marked(tree: ast.Module) -> Iterator[ast.Call]:
    """Every call of one of gettext's functions, by whatever name a module knows it."""
    names = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
        if GETTEXT.match(alias.name)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func
            known = isinstance(called, ast.Name) and called.id in names
            if known or (isinstance(called, ast.Attribute) and GETTEXT.match(called.attr)):
                yield node


def _texts(call: ast.Call) -> list[ast.expr]:
    """The arguments that are texts: all but the number that chooses a plural form."""
    called = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
    return call.args[:-1] if "ngettext" in called or "npgettext" in called else call.args


def _formatted(source: str) -> list[int]:
    return [
        call.lineno
        for call in _marked(ast.parse(source))
        for text in _texts(call)
        if not (isinstance(text, ast.Constant) and isinstance(text.value, str))
    ]


@pytest.mark.parametrize(
    "call",
    [
        '_(f"{count} cities")',
        '_("%s cities" % count)',
        '_("{} cities".format(count))',
        '_("cities: " + count)',
        "_(count)",
    ],
)
def test_what_is_formatted_before_it_is_translated_is_noticed(call: str) -> None:
    imported = "from django.utils.translation import pgettext_lazy, gettext_lazy as _\n"
    assert _formatted(imported + call) == [2]
    assert _formatted(imported + call.replace("_(", 'pgettext_lazy("of a union", ')) == [2]
    assert _formatted(imported + '_("%(count)s cities") % {"count": count}') == []


@pytest.mark.parametrize("path", files(*APPS, suffix=".py"), ids=name)
def test_a_text_is_marked_for_translation_as_it_stands(path: Path) -> None:
    assert _formatted(path.read_text()) == []


def test_no_turkish_label_becomes_another_letter_as_a_capital() -> None:
    """Python's capital of `i` is `I`; a form's label begins with `İ` only if its name does."""
    ours = {message.string for message in _own(ROOT, "tr")}
    with translation.override("tr"):
        names = {
            str(field.verbose_name) for model in apps.get_models() for field in model._meta.fields
        }
    assert "başlık" in names & ours
    assert [each for each in names & ours if each.startswith("i")] == []
