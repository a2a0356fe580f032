"""A site on which machines translate."""

from typing import Any

from core.models import KnowledgePage
from tests.servers.libretranslate import LibreTranslate
from tests.translations.people import superuser
from tests.translations.records import draft, fresh
from translations.creating import create

TRANSLATOR = {"CLASS": "translations.machine.vocabularies.RoutedTranslator"}


def set_up(settings: Any, **routes: dict[str, Any]) -> None:
    """Configure engines as the environment does; `en_tr` stands for the pair `en-tr`."""
    pairs = {pair.replace("_", "-"): entry for pair, entry in routes.items()}
    settings.MEYDAN_MACHINE_TRANSLATION = pairs
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = TRANSLATOR


def at(server: LibreTranslate, **more: Any) -> dict[str, Any]:
    """The configuration of a server's engine."""
    return {"engine": "libretranslate", "url": server.address, **more}


def waiting_translation(original: KnowledgePage, language: str = "tr") -> Any:
    """A translation just begun: every text waits, and is still the original's."""
    return fresh(create(fresh(original), language, actor=superuser()))


def change(page: KnowledgePage, **values: Any) -> Any:
    """Write into the draft of a page, as its editor does."""
    changed = draft(page)
    for name, value in values.items():
        setattr(changed, name, value)
    changed.save_revision(clean=False)
    return changed
