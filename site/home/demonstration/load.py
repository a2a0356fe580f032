"""Loads the demonstration content: adds what is missing, and never touches what is there."""

from dataclasses import dataclass

from django.db import transaction

from core.signals import demonstration_loaded
from home.demonstration.accounts import load_accounts
from home.demonstration.files import FOLDER, read, records
from home.demonstration.introductions import load_introductions
from home.demonstration.pages import Pages
from home.demonstration.pictures import Pictures
from home.demonstration.tree import load_homes, load_sections
from home.demonstration.values import Values
from taxonomy.loading import load as load_vocabularies
from taxonomy.models import City, Organisation


@dataclass(frozen=True)
class Loaded:
    """How many of each a load has created."""

    records: int
    translations: int
    accounts: int


@transaction.atomic
def load() -> Loaded:
    """Load everything or, where a file is wrong, nothing.

    Raises:
        DemonstrationError: a file says what the models do not know.
    """
    load_vocabularies()
    _load_organisations()
    homes = load_homes(Values({}))
    accounts = load_accounts()
    pages = Pages(homes, load_sections(homes), Pictures())
    created, translated = pages.load(records())
    load_introductions()
    demonstration_loaded.send(sender=None)
    return Loaded(created, translated, accounts)


def _load_organisations() -> None:
    known = set(Organisation.objects.values_list("code", flat=True))
    cities = {city.code: city for city in City.objects.canonical()}
    for entry in read(FOLDER / "organisations.toml")["organisation"]:
        if entry["code"] in known:
            continue
        city = cities[entry["city"]] if "city" in entry else None
        organisation = Organisation(**{**entry, "city": city})
        organisation.full_clean()
        organisation.save()
