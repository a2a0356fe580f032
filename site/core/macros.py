"""Macros of Jinja2, for what a page repeats a hundred times: they take a fifth of the time.

Each file of `templates/macros/` holds those that belong together. All else is Django's templates,
which reach them by the tag `macro` of `core_tags`.
"""

from functools import cache, lru_cache
from typing import Any, cast

from django.template import engines
from django.template.backends.jinja2 import Jinja2
from django.utils.translation import get_language, gettext
from jinja2 import Environment, Template
from jinja2.environment import TemplateModule
from markupsafe import Markup

from core.addresses import address_of

ENGINE = "macros"  # in settings.TEMPLATES


def environment(**options: Any) -> Environment:
    """What macros know besides `_` for words to translate: `address_of`."""
    made = Environment(**options)  # noqa: S701 - Django's backend has it escape
    made.globals["address_of"] = address_of
    return made


def macro(name: str, *values: Any, **named: Any) -> Markup:
    """What a macro writes: "results.meta" is `meta` of `results.html`, called with `values`."""
    file, _, wanted = name.partition(".")
    template = cast(Jinja2, engines[ENGINE]).env.get_template(f"{file}.html")
    written: Markup = getattr(_module(template, get_language()), wanted)(*values, **named)
    return written


@lru_cache(maxsize=100)
def _module(template: Template, _active: str | None) -> TemplateModule:
    """The macros of a file in one language.

    Each message is looked up once: twenty lines say the same, and it takes as long as five values.
    """
    return template.make_module({"_": cache(gettext)})
