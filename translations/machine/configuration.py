"""Which engine translates from which language into which, as the operator has set it up."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.utils.module_loading import import_string

from translations.machine.engines import ENGINES, TIMEOUT, Route

ANY = "*"


def route(source_language: str, language: str) -> Route | None:
    """The engine to ask; None where there is none, or its configuration is faulty.

    The nearest entry decides: `en-tr`, then `*-tr`, `en-*` and `*-*`.
    """
    configuration = _configuration() or {}
    if source_language == language:
        return None
    for target, source in product((language, ANY), (source_language, ANY)):
        pair = f"{source}-{target}"
        if pair in configuration:
            return None if any(_faults(pair, configuration[pair])) else _route(configuration[pair])
    return None


def engine_names() -> list[str]:
    """The names of the engines that are set up, each once."""
    entries = _configuration() or {}
    sound = [entry for pair, entry in entries.items() if not any(_faults(pair, entry))]
    return sorted({_route(entry).engine.name for entry in sound})


@register()
def check_machine_translation(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """Every entry names two languages and an engine, with all that this engine needs."""
    configuration = _configuration()
    if configuration is None:
        faults = ["It is no JSON object."]
    else:
        faults = [
            f"`{pair}`: {fault}"
            for pair in configuration
            for fault in _faults(pair, configuration[pair])
        ]
    return [
        Error(
            f"MEYDAN_MACHINE_TRANSLATION cannot be used. {fault}",
            hint='As in {"en-tr": {"engine": "libretranslate", "url": "http://127.0.0.1:5000"}}; '
            "docs/operations.md tells what each engine needs.",
            id="translations.E003",
        )
        for fault in faults
    ]


def _configuration() -> Mapping[str, Any] | None:
    """The entries by pair of languages; None if what is configured is something else."""
    configured = settings.MEYDAN_MACHINE_TRANSLATION
    return configured if isinstance(configured, Mapping) else None


def _route(entry: Mapping[str, Any]) -> Route:
    engine = ENGINES[entry["engine"]]
    options = {option: entry.get(name, "") for name, option in engine.options.items()}
    if "LIBRETRANSLATE_URL" in options:
        options["LIBRETRANSLATE_URL"] = options["LIBRETRANSLATE_URL"].rstrip("/")
    return Route(engine, {**options, "TIMEOUT": entry.get("timeout", TIMEOUT)})


def _faults(pair: str, entry: Any) -> Iterator[str]:
    """What is wrong with an entry, one sentence each."""
    known = (*(code for code, _name in settings.LANGUAGES), ANY)
    if pair not in {f"{source}-{target}" for source, target in product(known, known)}:
        yield f"It has to be a pair of the languages {', '.join(known)}."
    engine = ENGINES.get(str(entry.get("engine"))) if isinstance(entry, Mapping) else None
    if engine is None:
        yield f"Its `engine` has to be one of {', '.join(ENGINES)}."
        return
    for name in engine.required:
        if not entry.get(name):
            yield f"{engine.name} needs `{name}`."
    for name in entry.keys() - {"engine", "timeout", *engine.options}:
        yield f"{engine.name} knows no `{name}`."
    timeout = entry.get("timeout", TIMEOUT)
    if not isinstance(timeout, int) or timeout <= 0:
        yield "Its `timeout` has to be a number of seconds."
    if not str(entry.get("url", "http://")).startswith(("http://", "https://")):
        yield "Its `url` has to begin with http:// or https://."
    try:
        import_string(engine.back_end)
    except ImportError as error:
        yield f"{engine.name} stands on a package that is not installed: {error}."
