"""Boxes to tick: what is part of something stands below it."""

import pytest
from bs4 import BeautifulSoup

from tests.factories.members import representative
from tests.factories.taxonomy import ThemeFactory
from tests.practices.desk.forms import browser, draft, step_address

pytestmark = pytest.mark.django_db


def test_a_main_theme_is_printed_once_and_names_its_group() -> None:
    main = ThemeFactory(name="Kitchens")
    ThemeFactory(name="Stoves", parent=main)
    ThemeFactory(name="Gardens")
    author = representative()
    found = draft(author, answers={"themes": [main.code, "a theme of old"]})
    shown = browser(author).get(step_address(found)).content
    fieldset = BeautifulSoup(shown, "html.parser").select_one("fieldset#themes")
    assert fieldset is not None and fieldset.text.count("Kitchens") == 1
    groups = {
        tuple(label.text for label in group.select("label")): fieldset.find(
            id=str(group["aria-labelledby"])
        )
        for group in fieldset.select("[role=group]")
    }
    name = groups["Kitchens", "Stoves"]
    assert name is not None and name.text == "Kitchens"
    assert ("Gardens",) not in groups and "Gardens" in fieldset.text
    ticked = [box["value"] for box in fieldset.select("input[checked]")]
    assert ticked == [main.code, "a theme of old"]
