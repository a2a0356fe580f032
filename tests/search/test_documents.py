"""What a record gives to search: the rule of languages, facets, labels, and the line it shows."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from wagtail.models import Locale, PageViewRestriction

from search.document import Document
from search.documents import all_documents, record_documents
from search.names import every_label
from tests.factories.pages import PracticePageFactory, section
from tests.factories.taxonomy import CityFactory, ThemeFactory, translate

pytestmark = pytest.mark.django_db


@pytest.fixture
def practice() -> Any:
    return PracticePageFactory(parent=section(), title="A tandem", summary="Two by two")


def translation(page: Any, language: str, title: str, *, live: bool = True) -> Any:
    copy = page.copy_for_translation(Locale.objects.get(language_code=language), copy_parents=True)
    copy.title = title
    copy.live = live
    copy.save()
    return copy


def documents(key: UUID) -> dict[str, Document]:
    return {document.language: document for document in record_documents([key])[key]}


def shown(key: UUID) -> dict[str, tuple[str, ...]]:
    """Language of each document → languages whose readers see it."""
    return {language: document.facets["shown_in"] for language, document in documents(key).items()}


def test_readers_of_every_language_see_the_original_of_an_untranslated_record(
    practice: Any,
) -> None:
    assert shown(practice.record_key) == {"en": ("en", "tr", "ar", "fr")}


def test_readers_see_the_translation_into_their_language(practice: Any) -> None:
    translation(practice, "tr", "İkili")
    assert shown(practice.record_key) == {"en": ("en", "ar", "fr"), "tr": ("tr",)}
    assert documents(practice.record_key)["tr"].title == "İkili"
    assert documents(practice.record_key)["en"].facets["language"] == ("en", "tr")


def test_an_unpublished_or_private_translation_is_not_shown(practice: Any) -> None:
    translation(practice, "tr", "Taslak", live=False)
    private = translation(practice, "fr", "Privé")
    PageViewRestriction.objects.create(page=private.page_ptr, restriction_type="login")
    assert shown(practice.record_key) == {"en": ("en", "tr", "ar", "fr")}


def test_the_original_may_be_in_any_language() -> None:
    original = PracticePageFactory(parent=section(language="tr"), title="İkili")
    translation(original, "en", "A tandem")
    assert shown(original.record_key) == {"en": ("en",), "tr": ("tr", "ar", "fr")}


def test_the_first_public_translation_stands_in_for_an_original_that_is_not_public(
    practice: Any,
) -> None:
    translation(practice, "ar", "ترادف")
    translation(practice, "tr", "İkili")
    practice.live = False
    practice.save()
    assert shown(practice.record_key) == {"tr": ("en", "tr", "fr"), "ar": ("ar",)}


def test_an_alias_is_no_record_of_its_own(practice: Any) -> None:
    alias = practice.create_alias(update_slug="alias")
    assert record_documents([alias.translation_key]) == {alias.translation_key: []}


def test_a_private_section_hides_all_below_it(practice: Any) -> None:
    PageViewRestriction.objects.create(page=section().page_ptr, restriction_type="login")
    assert shown(practice.record_key) == {}
    assert list(all_documents()) == []


def test_the_facets_of_all_translations_are_those_of_the_original(practice: Any) -> None:
    parent = ThemeFactory(code="parent")
    practice.themes.set([ThemeFactory(code="child", parent=parent)])
    practice.save()
    turkish = translation(practice, "tr", "İkili")
    turkish.themes.clear()
    turkish.save()
    assert documents(practice.record_key)["tr"].facets["theme"] == ("child", "parent")
    assert documents(practice.record_key)["tr"].line["themes"] == ["child", "parent"]


def test_the_dates_of_all_translations_are_those_of_the_original(practice: Any) -> None:
    practice.period = "2019-11-26/2019-11-27"
    practice.save()
    turkish = translation(practice, "tr", "İkili")
    turkish.period = "2001"
    turkish.save()
    turkish_document = documents(practice.record_key)["tr"]
    assert turkish_document.line["period"] == "2019-11-26/2019-11-27"
    assert turkish_document.line["starts"] == "2019-11-26"
    assert turkish_document.ends == date(2019, 11, 27)


def test_its_country_is_among_its_texts_in_every_language_and_as_it_was_called() -> None:
    city = CityFactory(name="Hatay", country="TR")
    page = PracticePageFactory(parent=section(), cities=[city])
    labels = documents(page.record_key)["en"].texts["labels"].splitlines()
    assert labels[-4:] == ["Türkiye", "تركيا", "Turquie", "Turkey"]


def test_what_it_is_is_among_its_texts_in_every_language(practice: Any) -> None:
    labels = documents(practice.record_key)["en"].texts["labels"].splitlines()
    assert labels == ["Practice", "Uygulama", "ممارسة", "Pratique"]


def test_objectives_are_found_by_their_number() -> None:
    assert {"gcm 1", "gcm 16"} <= {
        names[-1] for code, names in every_label("objective").items() if code.startswith("gcm")
    }


def test_labels_of_its_terms_in_every_language_are_among_its_texts(practice: Any) -> None:
    theme = ThemeFactory(code="moving", name="Moving on")
    translate(theme, "tr", name="Göçebelik")
    practice.themes.set([theme])
    practice.save()
    labels = documents(practice.record_key)["en"].texts["labels"]
    assert {"Moving on", "Göçebelik"} <= set(labels.splitlines())


@pytest.mark.parametrize(("period", "said"), [("2019-11-26", True), ("2010/2016", False)])
def test_the_year_of_what_happened_once_goes_with_its_name(period: str, said: bool) -> None:
    page = PracticePageFactory(parent=section(), title="A forum", period=period)
    names = documents(page.record_key)["en"].texts["names"]
    assert (period[:4] in names) is said


def test_a_line_holds_all_that_a_result_shows(practice: Any) -> None:
    practice.period = "2016-01-15/"
    practice.save()
    line = documents(practice.record_key)["en"].line
    assert line == {
        "id": str(practice.record_key),
        "type": "practice",
        "title": "A tandem",
        "url": practice.get_url(),
        "language": "en",
        "original": "en",
        "languages": ["en"],
        "summary": "Two by two",
        "cities": [],
        "countries": [],
        "themes": [],
        "objectives": [],
        "stages": [],
        "years": [2016],
        "population": None,
        "budget": None,
        "lessons": False,
        "support": [],
        "period": "2016-01-15/",
        "updated": "1970-01-01T00:00:00Z",
        "starts": "2016-01-15",
        "ends": None,
        "lead": "",
        "people": [],
        "cover": None,
    }
