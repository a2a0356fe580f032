"""Every address of the site, from the URL resolver."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.regex_helper import normalize


@dataclass(frozen=True)
class Address:
    """A pattern; `form` is what it looks like, with `%(name)s` for its parameters."""

    name: str
    form: str
    parameters: tuple[str, ...]

    def path(self, values: Mapping[str, Any]) -> str:
        """The address with these values in the place of its parameters."""
        return "/" + self.form % {name: values[name] for name in self.parameters}


def addresses() -> list[Address]:
    """One for each pattern and form, in the order in which the resolver tries them."""
    return list(dict.fromkeys(_walk(get_resolver(), "", ())))


def _walk(resolver: URLResolver, prefix: str, names: tuple[str, ...]) -> Iterator[Address]:
    for part in resolver.url_patterns:
        pattern = prefix + str(part.pattern.regex.pattern).removeprefix("^").removesuffix(r"\Z")
        if isinstance(part, URLPattern):
            form, parameters = normalize(pattern)[0]
            # Django names those of patterns without names `_0`, `_1`.
            yield Address(":".join([*names, part.name or "-"]), form, tuple(parameters))
        else:
            below = (*names, part.namespace) if part.namespace else names
            yield from _walk(part, pattern, below)
