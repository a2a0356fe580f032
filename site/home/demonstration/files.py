"""What the demonstration files say, before anything of it is looked up."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from home.demonstration.errors import DemonstrationError

FOLDER = Path(__file__).parents[1] / "demo"
NAMESPACE = UUID("6f1c1c5e-7a5f-5d0e-9f0a-2d2f5b1e8c11")
# The folder of pages that lie directly below the home page.
PLAIN_PAGES = "pages"

Fields = Mapping[str, Any]


def key_of(name: str) -> UUID:
    """The translation key of what a name such as `practices/ladder` stands for.

    Pages are found again by it, whatever an editor has done to their titles and addresses.
    """
    return uuid5(NAMESPACE, name)


@dataclass(frozen=True)
class Translation:
    """What a translation says differently, and how far it has come.

    `state` is one of `translations.enums.State`. `machine` names the engine that has made it.
    `translator` is an account, `due_in` the number of days she has for it.
    """

    fields: Fields
    state: str = "published"
    machine: str = ""
    translator: str = ""
    due_in: int | None = None


@dataclass(frozen=True)
class Record:
    """A page in its source language, and its translations.

    `revised` is what the source says by now, and did not yet when it was translated.
    """

    section: str
    slug: str
    model: str
    language: str
    fields: Fields
    translations: Mapping[str, Translation] = field(default_factory=dict)
    revised: Fields = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Section and slug, as errors and pictures name it."""
        return f"{self.section}/{self.slug}"

    @property
    def key(self) -> UUID:
        """The translation key of its pages."""
        return key_of(self.name)


def read(path: Path) -> dict[str, Any]:
    """The content of one file.

    Raises:
        DemonstrationError: the file is no TOML.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise DemonstrationError(f"{path.name}: {error}") from error


def records(folder: Path = FOLDER) -> list[Record]:
    """Every record, ordered by section and slug."""
    paths = sorted(folder.glob("*/*.toml"))
    return [_record(path, paths) for path in paths if "." not in path.stem]


def _record(path: Path, paths: Sequence[Path]) -> Record:
    content = read(path)
    beside = [other for other in paths if other.parent == path.parent]
    translations = {
        other.stem.removeprefix(f"{path.stem}."): _translation(content["fields"], other)
        for other in beside
        if other.stem.startswith(f"{path.stem}.")
    }
    return Record(
        section=path.parent.name,
        slug=path.stem,
        model=content["model"],
        language=content["language"],
        fields=content["fields"],
        translations=translations,
        revised=content.get("revised", {}),
    )


def _translation(original: Fields, path: Path) -> Translation:
    content = read(path)
    fields = overlaid(original, content.pop("fields"))
    try:
        return Translation(fields, **content)
    except TypeError as error:
        raise DemonstrationError(f"{path.name}: {error}") from error


def overlaid(original: Fields, translated: Fields) -> dict[str, Any]:
    """The translated fields; an item without `type` takes what it leaves out from the original's.

    So a translation of figures holds the words only, and no number stands in two files. The same
    goes for lists within an item.
    """
    return {name: _overlaid(original.get(name), value) for name, value in translated.items()}


def _overlaid(original: Any, translated: Any) -> Any:
    if not isinstance(translated, list):
        return translated
    originals = original if isinstance(original, list) else []
    return [
        {**originals[position], **overlaid(originals[position], item)}
        if isinstance(item, dict) and "type" not in item and position < len(originals)
        else item
        for position, item in enumerate(translated)
    ]
