"""The shape of the house, where no linter holds it (pyproject.toml has those that do)."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from wagtail.models import Page, get_page_models

from scripts.paths import APPS, ROOT
from tests.sources import files, name, texts

LONGEST_FILE = 400
LONGEST_FUNCTION = 40
# Written by hand in these folders; locks and catalogues are not.
READ_BY_PEOPLE = (".py", ".html", ".css", ".js")

SIDES = "left|right|top|bottom"
PHYSICAL = re.compile(
    rf"(?:^|[;{{\s])((?:scroll-)?(?:margin|padding)-(?:{SIDES})|border-(?:{SIDES})(?:-\w+)*"
    rf"|{SIDES}|(?:min-|max-)?(?:width|height)|float|clear)\s*:",
    re.MULTILINE,
)
PHYSICAL_ALIGNMENT = re.compile(r"text-align\s*:\s*(?:left|right)")
# Four values are top, right, bottom, left; four corners begin at the top left.
FOUR = re.compile(
    r"((?:scroll-)?(?:margin|padding)|inset|border-(?:width|color|style|radius)):"
    r"\s*(\S+) (\S+) (\S+) (\S+);"
)
# An arrow head made of two sides of a square, turned to point down in both directions.
TURNED = {("border-width", "0", "2px", "2px", "0")}
INLINE = re.compile(r"""\sstyle=|\son[a-z]+=["']|<style\b|<script(?![^>]*\bsrc=)""")

# Written so that this file does not hold what it looks for.
DOT = r"\."
HOSTS = (
    "py" rf"pi{DOT}org",
    "python" rf"hosted{DOT}org",
    "registry" rf"{DOT}npm",
    "repo1?" rf"{DOT}maven",
    "deb" rf"{DOT}debian{DOT}org",
)
MACHINE = ("work", "root", "home", "Users")
NAMED_NOWHERE = re.compile("|".join(HOSTS) + rf"|(?<![\w.>}}/-])/(?:{'|'.join(MACHINE)})/\w")


def _own_pages() -> list[type[Page]]:
    labels = {config.label for config in apps.get_app_configs() if _is_ours(config.path)}
    return [model for model in get_page_models() if model._meta.app_label in labels]


def _is_ours(path: str) -> bool:
    return any(Path(path).is_relative_to(ROOT / folder) for folder in APPS)


def _functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_every_file_is_read_in_one_go() -> None:
    paths = [path for suffix in READ_BY_PEOPLE for path in files(suffix=suffix)]
    lengths = {name(path): len(path.read_text().splitlines()) for path in paths}
    migrations = {path for path in lengths if "/migrations/" in path}
    too_long = {p: n for p, n in lengths.items() if n > LONGEST_FILE and p not in migrations}
    assert not too_long


def test_every_function_fits_on_a_screen() -> None:
    too_long = {
        f"{name(path)}:{function.lineno}": (function.end_lineno or 0) - function.lineno + 1
        for path in files(suffix=".py")
        for function in _functions(path)
        if (function.end_lineno or 0) - function.lineno + 1 > LONGEST_FUNCTION
    }
    assert not too_long


def test_site_and_locale_are_never_packages() -> None:
    assert not (ROOT / "site/__init__.py").exists()
    assert not list((ROOT / "locale").rglob("__init__.py"))


@pytest.mark.parametrize("path", files("static", suffix=".css"), ids=name)
def test_a_style_sheet_knows_no_left_and_right(path: Path) -> None:
    text = re.sub(r"@(?:media|container)[^{]*|/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)
    assert PHYSICAL.findall(text) == []
    assert PHYSICAL_ALIGNMENT.findall(text) == []
    assert [found for found in FOUR.findall(text) if _one_sided(*found)] == []


def _one_sided(name: str, *values: str) -> bool:
    first, second, third, fourth = values
    mirrored = (
        (second, first, fourth, third)
        if name == "border-radius"
        else (first, fourth, third, second)
    )
    return values != mirrored and (name, *values) not in TURNED


# Mail programs know no style sheets.
PAGES = [path for path in files("templates", suffix=".html") if path.parent.name != "emails"]


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_a_template_holds_no_style_and_no_script(path: Path) -> None:
    assert INLINE.findall(path.read_text()) == []


def test_no_file_names_a_package_registry_or_a_folder_of_one_machine() -> None:
    found = {name(path): NAMED_NOWHERE.findall(path.read_text()) for path in texts()}
    assert {path: words for path, words in found.items() if words} == {}


@pytest.mark.parametrize("model", _own_pages(), ids=lambda model: model.__name__)
def test_a_page_type_says_where_it_stands_in_the_tree(model: type[Page]) -> None:
    own = {key for parent in model.__mro__ if parent is not Page for key in vars(parent)}
    assert own >= {"parent_page_types", "subpage_types"}
