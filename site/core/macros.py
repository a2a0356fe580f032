"""Macros of Jinja2, for what a page repeats a hundred times: they take a fifth of the time.

Each file of `templates/macros/` holds those that belong together. All else is Django's templates,
which reach them by the tag `macro` of `core_tags`.
"""

from collections.abc import Callable
from functools import cache
from typing import Any, cast

from django.template import engines
from django.template.backends.jinja2 import Jinja2
from django.utils.translation import get_language, gettext
from jinja2 import Environment
from markupsafe import Markup

from core.addresses import address_of

ENGINE = "macros"  # in settings.TEMPLATES


def environment(**options: Any) -> Environment:
    """What macros know: `_` for words to translate, and `address_of`."""
    made = Environment(**options)  # noqa: S701 - Django's backend has it escape
    made.globals |= {"_": _said, "address_of": address_of}
    return made


def _said(message: str) -> str:
    """A message in the active language."""
    return _messages(get_language())(message)


@cache
def _messages(_active: str | None) -> Callable[[str], str]:
    """Each looked up once: twenty lines say the same, and it takes as long as five values."""
    return cache(gettext)


def macro(name: str, *values: Any, **named: Any) -> Markup:
    """What a macro writes: "results.meta" is `meta` of `results.html`, called with `values`."""
    file, _, wanted = name.partition(".")
    module = cast(Jinja2, engines[ENGINE]).env.get_template(f"{file}.html").module
    written: Markup = getattr(module, wanted)(*values, **named)
    return written
