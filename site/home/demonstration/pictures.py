"""Cover images of the records, drawn when they are needed."""

from django.core.files.base import ContentFile
from wagtail.images import get_image_model
from wagtail.models import Page

from home.demonstration.drawing import draw
from home.demonstration.files import FOLDER, Record, read

CREDIT = "Meydan"


class Pictures:
    """The covers that `covers.toml` gives to records."""

    def __init__(self) -> None:
        self._covers = {cover["record"]: cover for cover in read(FOLDER / "covers.toml")["cover"]}

    def hang(self, page: Page, record: Record, language: str) -> None:
        """Give a new page its cover, if the record has one, described in the page's language."""
        cover = self._covers.get(record.name)
        if cover is None:
            return
        page.cover_alt = cover["description"][language]
        if page.cover_image is None:
            page.cover_image = get_image_model().objects.create(
                title=cover["title"],
                description=cover["description"]["en"],
                credit=CREDIT,
                file=ContentFile(
                    draw(cover["motif"], cover["colours"], cover["seed"]),
                    name=f"cover-{record.slug}.webp",
                ),
            )
