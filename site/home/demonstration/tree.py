"""The pages above the records: the home pages and their sections, in every shipped language."""

from typing import Any

from wagtail.models import Locale, Page, Site

from home.demonstration.files import FOLDER, Fields, key_of, overlaid, read
from home.demonstration.values import Values
from home.models import HomePage, SectionPage

Homes = dict[str, HomePage]
Sections = dict[tuple[str, str], Page]


def publish(page: Page) -> None:
    """Save a page and make it what visitors see."""
    page.save()
    page.save_revision().publish()


def load_homes(values: Values) -> Homes:
    """The home page of every language, filled unless somebody has worked on it."""
    said = read(FOLDER / "home.toml")
    root = Site.objects.get(is_default_site=True).root_page.specific
    homes: Homes = {}
    for code, texts in said.items():
        home = root.get_translation(Locale.objects.get(language_code=code))
        homes[code] = home
        if home.latest_revision_id is None:
            _fill(home, overlaid(said[root.locale.language_code], texts), values)
            publish(home)
    return homes


def _fill(page: Page, fields: Fields, values: Values) -> None:
    for name, raw in fields.items():
        setattr(page, name, values.of(page._meta.get_field(name), raw, page.translation_key))


def load_sections(homes: Homes) -> Sections:
    """The sections by slug and language, created where they are missing."""
    sections: Sections = {}
    for entry in read(FOLDER / "sections.toml")["section"]:
        for code, home in homes.items():
            sections[entry["slug"], code] = _section(entry, code, home)
    return sections


def _section(entry: dict[str, Any], code: str, home: HomePage) -> Page:
    key = key_of(f"sections/{entry['slug']}")
    found = SectionPage.objects.filter(translation_key=key, locale=home.locale).first()
    if found:
        return found
    section = SectionPage(
        slug=entry["slug"],
        record_type=entry["record_type"],
        translation_key=key,
        locale=home.locale,
        show_in_menus=True,
        **entry[code],
    )
    home.add_child(instance=section)
    publish(section)
    return section
