"""What readers see of an introduction."""

from dataclasses import dataclass
from typing import Any

from core.i18n import direction
from home.models.introduction import Introduction
from search import listings


@dataclass(frozen=True)
class Shown:
    """An introduction in one language; `lang` and `dir` are empty in the reader's own."""

    text: str
    lang: str
    dir: str
    picture: Any
    alternative_text: str
    lines: tuple[listings.Line, ...]


def published(term: str) -> Introduction | None:
    """The published introduction of a term, if there is one."""
    rows = Introduction.objects.filter(term=term, live=True)
    found: Introduction | None = rows.select_related("picture").first()
    return found


def shown(introduction: Introduction, language: str) -> Shown | None:
    """It in the reader's language, else in that of its first text; none where it has no text."""
    texts = {block.value["language"]: block.value for block in introduction.texts}
    if not texts:
        return None
    written = language if language in texts else next(iter(texts))
    value, picture = texts[written], introduction.picture
    keys = [block.value.translation_key for block in introduction.featured if block.value]
    own = value.get("alternative_text") or ""
    return Shown(
        text=value["text"].source,
        lang="" if written == language else written,
        dir="" if written == language else direction(written),
        picture=picture,
        alternative_text=own or (picture.default_alt_text if picture else ""),
        lines=tuple(listings.lines(keys, language)),
    )
