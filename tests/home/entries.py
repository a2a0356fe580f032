"""What the tests of entry pages read and make."""

from typing import Any

from core.models import KnowledgePage
from home.models import Introduction
from tests.pages.reading import Reader


def section_of(page: Reader, anchor: str) -> str:
    """What the section headed by this id holds; empty where there is none."""
    _before, _, rest = page.text.partition(f'aria-labelledby="{anchor}"')
    return rest.partition("</section>")[0]


def introduction(term: str, *featured: KnowledgePage, live: bool = True, **texts: str) -> Any:
    """An introduction with a text by language, published unless told otherwise."""
    made = Introduction(term=term, live=False)
    made.texts = [
        ("text", {"language": language, "text": f"<p>{text}</p>"})
        for language, text in texts.items()
    ]
    made.featured = [("record", page.page_ptr) for page in featured]
    made.full_clean()
    made.save()
    revision = made.save_revision()
    if live:
        revision.publish()
    return made
