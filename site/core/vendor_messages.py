"""Translations of the installed apps' messages that their own catalogues lack.

Wagtail, wagtail-localize and others bring catalogues of their own, complete to different degrees:
of wagtail-localize's 78 messages 14 are in Turkish. What is lacking stands in `locale/vendor/`.

It is a locale path of its own because `makemessages` writes `locale/` from our sources, and would
throw out messages that stand in none of them. Naming them in a module for it to find would keep
five hundred texts of others in two places, and lose their plurals.

`locale/vendor/en/` is written by hand: what allauth words otherwise than this site, as "email" and
"sign in".
"""

from collections.abc import Iterator
from gettext import GNUTranslations, find
from pathlib import Path

import django.conf
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po
from django.apps import apps
from django.conf import settings
from django.utils.translation import to_locale

DOMAINS = ("django", "djangojs")
# What vendors get wrong: by wagtail.documents' Turkish, the title of anything is "start".
_WRONG = {"tr": {(None, "title")}}
# django-filter has no English catalogue; its French one is complete.
_SOURCES = ("en", "fr")

Identity = tuple[str | None, str]


def identity(message: Message) -> Identity:
    """What a message is looked up by: its context, and its text or first plural form."""
    return message.context, message.id if isinstance(message.id, str) else message.id[0]


def is_translated(message: Message) -> bool:
    """Whether every form of the message has a text."""
    forms = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
    return bool(forms) and all(forms)


def vendor_catalogue(language: str, domain: str) -> Path:
    """Where the missing translations of a language are kept."""
    return _catalogue(settings.BASE_DIR / "locale/vendor", language, domain)


def untranslated(language: str, domain: str) -> dict[Identity, Message]:
    """Every message of the installed apps that none of them translates into the language, or
    that one of them gets wrong.
    """
    done = set(_translated_by_vendors(language, domain))
    wrong = _WRONG.get(language, set())
    return {
        key: message
        for key, message in _vendor_messages(domain).items()
        if _entry(key) not in done or key in wrong
    }


def update(language: str, domain: str) -> int:
    """Give each missing message a place to be translated, drop what is no longer missing.

    Returns how many messages wait for a translation.
    """
    path = vendor_catalogue(language, domain)
    # A new catalogue takes its header, with the plural forms, from the one of our own messages.
    source = path if path.exists() else _catalogue(settings.BASE_DIR / "locale", language, "django")
    catalogue = _read(source, language)
    kept = {identity(message): message for message in catalogue if message.id}
    wanted = untranslated(language, domain)
    for message in kept.values():
        catalogue.delete(message.id, message.context)
    for key, message in wanted.items():
        if key in kept and path.exists():
            message.string = kept[key].string
        catalogue[message.id] = message
    if wanted:
        _write(catalogue, path)
    else:
        path.unlink(missing_ok=True)
    return sum(not is_translated(message) for message in wanted.values())


def _locale_folders() -> Iterator[tuple[str, Path]]:
    yield "django", Path(django.conf.__file__).parent / "locale"
    for config in apps.get_app_configs():
        yield config.name, Path(config.path) / "locale"


def _vendor_messages(domain: str) -> dict[Identity, Message]:
    messages: dict[Identity, Message] = {}
    for app, folder in _locale_folders():
        paths = [_catalogue(folder, language, domain) for language in _SOURCES]
        for path in [path for path in paths if path.exists()][:1]:
            for message in _read(path, "en"):
                if message.id and identity(message) not in messages:
                    messages[identity(message)] = _empty(message, app)
    return messages


def _translated_by_vendors(language: str, domain: str) -> Iterator[str]:
    for _app, folder in _locale_folders():
        # As Django looks them up: for `tr`, gettext also finds what stands under `tr_TR`.
        for path in find(domain, str(folder), [to_locale(language)], all=True):
            with Path(path).open("rb") as compiled:
                catalogue = GNUTranslations(compiled)._catalog  # type: ignore[attr-defined]
            yield from (key if isinstance(key, str) else key[0] for key in catalogue)


def _entry(key: Identity) -> str:
    context, text = key
    return f"{context}\x04{text}" if context else text


def _empty(message: Message, app: str) -> Message:
    flags = message.flags & {"python-format", "python-brace-format"}
    return Message(message.id, locations=[(app, 0)], flags=flags, context=message.context)


def _catalogue(folder: Path, language: str, domain: str) -> Path:
    return folder / to_locale(language) / "LC_MESSAGES" / f"{domain}.po"


def _read(path: Path, language: str) -> Catalog:
    with path.open("rb") as text:
        return read_po(text, locale=language)


def _write(catalogue: Catalog, path: Path) -> None:
    catalogue.header_comment = "# What the installed apps leave untranslated."
    catalogue.project, catalogue.version = "Meydan", "1"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as text:
        write_po(text, catalogue, width=0, include_lineno=False)
