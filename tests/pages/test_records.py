"""Every record type's page: what was entered is shown, what was not leaves no trace."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils.translation import override

from core.models import CheckedDocument, CreditedImage, KnowledgePage, record_types
from taxonomy.models import Organisation
from tests.factories.full import SECRET_MAIL, SHORTENED, full_record
from tests.factories.pages import section
from tests.factories.taxonomy import OrganisationFactory
from tests.factories.translations import translate
from tests.pages.reading import read

Committed = Callable[[], AbstractContextManager[object]]
OTHER_LANGUAGES = [code for code, _name in settings.LANGUAGES if code != "en"]
# What the two profiles list instead of naming it once more.
LISTED = {"organisation"}

every_record_type = pytest.mark.parametrize(
    "model", record_types(), ids=lambda model: str(model.__name__)
)
pytestmark = pytest.mark.django_db


def bare_record(model: type[KnowledgePage], title: str = "Nothing but a title") -> KnowledgePage:
    page: KnowledgePage = section(model.record_type).add_child(instance=model(title=title))
    return page


@every_record_type
def test_a_record_with_every_section_shows_all_that_was_entered_in_every_language(
    model: type[KnowledgePage], client: Client, committed: Committed
) -> None:
    with committed():
        original, entered = full_record(model)
        pages = [original, *(translate(original, code) for code in OTHER_LANGUAGES)]
    for page in pages:
        text = read(client, page).text
        with override(page.locale.language_code):
            missing = set(entered.missing(text))
        assert missing <= LISTED, (page.locale.language_code, missing)


@every_record_type
def test_a_record_with_only_a_title_has_no_empty_section_in_any_language(
    model: type[KnowledgePage], client: Client, committed: Committed
) -> None:
    with committed():
        original = bare_record(model)
        pages = [original, *(translate(original, code) for code in OTHER_LANGUAGES)]
    for page in pages:
        shown = read(client, page)
        assert "Nothing but a title" in shown.text
        assert not re.search(r'class="(section|toc|claims|entries|bullets|dated)\b', shown.source)
        assert not re.search(r"<(h[1-6]|dt|dd|li|p|ul|ol)\b[^>]*>\s*</\1>", shown.source)


@every_record_type
def test_the_contents_list_each_section_of_the_text_once(
    model: type[KnowledgePage], client: Client
) -> None:
    page, _entered = full_record(model)
    shown = read(client, page)
    listed = re.findall(r'href="#([\w-]+)"', shown.part("toc", "nav"))
    sections = re.findall(r'<section class="section" aria-labelledby="([\w-]+)"', shown.source)
    assert listed == sections
    assert len(set(listed)) == len(listed) > 3
    assert set(listed) <= set(shown.ids)


@every_record_type
def test_every_id_of_a_page_stands_on_it_once(model: type[KnowledgePage], client: Client) -> None:
    page, _entered = full_record(model)
    ids = read(client, page).ids
    assert len(set(ids)) == len(ids)


@every_record_type
def test_no_mail_address_and_no_phone_number_is_printed(
    model: type[KnowledgePage], client: Client
) -> None:
    page, _entered = full_record(model)
    assert page.contact_email == SECRET_MAIL
    shown = read(client, page)
    assert SECRET_MAIL not in shown.text
    assert not re.search(r"[\w.]+@[\w-]+\.\w+", shown.text)
    assert not [address for address in shown.addresses if re.match(r"mailto:[^?]|tel:", address)]


@every_record_type
def test_an_unverified_link_is_text_and_never_a_link(
    model: type[KnowledgePage], client: Client
) -> None:
    page, _entered = full_record(model)
    shown = read(client, page)
    assert SHORTENED in shown.text
    assert not [address for address in shown.addresses if "…" in address or "%E2%80%A6" in address]


@every_record_type
def test_what_editors_type_is_never_markup(model: type[KnowledgePage], client: Client) -> None:
    attack = '"><script>alert(1)</script>'
    claim = {"label": attack, "number": 3, "unit": attack[:50], "source_name": attack}
    page = section(model.record_type).add_child(
        instance=model(
            title=attack,
            summary=attack,
            submitted_by_name=attack,
            source_name=attack,
            other_names=[("name", attack)],
            figures=[("claim", claim)],
            links=[("unverified_link", {"title": attack, "text": attack})],
            slug="attack",
        )
    )
    shown = read(client, page)
    assert "<script>alert" not in shown.source
    assert "&amp;lt;" not in shown.source, "escaped twice"
    assert shown.text.count("<script>alert(1)</script>") >= 7


@every_record_type
def test_links_that_run_code_are_refused(model: type[KnowledgePage], client: Client) -> None:
    page = bare_record(model)
    page.links = [("link", {"title": "Run", "url": "javascript:alert(1)"})]
    with pytest.raises(ValidationError) as refusal:
        page.links.stream_block.clean(page.links)
    error: Any = refusal.value
    assert error.as_json_data()["blockErrors"][0]["blockErrors"].keys() == {"url"}


@every_record_type
def test_a_draft_is_not_found(model: type[KnowledgePage], client: Client) -> None:
    page = section(model.record_type).add_child(instance=model(title="Draft", live=False))
    assert client.get(page.get_url()).status_code == 404


@every_record_type
def test_a_private_record_asks_for_the_log_in(model: type[KnowledgePage], client: Client) -> None:
    page = bare_record(model)
    page.view_restrictions.create(restriction_type="login")
    answer = client.get(page.get_url())
    assert answer.status_code == 302
    assert "login" in answer.headers["Location"]
    assert "Nothing but a title" not in answer.content.decode()


@every_record_type
def test_the_records_before_and_after_it_are_linked_but_for_hidden_ones(
    model: type[KnowledgePage], client: Client
) -> None:
    first, draft, middle, private, last = (
        bare_record(model, title) for title in ("First", "Draft", "Middle", "Private", "Last")
    )
    draft.unpublish()
    private.view_restrictions.create(restriction_type="login")
    shown = read(client, middle)
    assert shown.neighbour("prev") == first.get_url()
    assert shown.neighbour("next") == last.get_url()
    assert read(client, first).neighbour("prev") is None
    assert read(client, last).neighbour("next") is None


@every_record_type
def test_breadcrumbs_lead_home_by_way_of_the_section(
    model: type[KnowledgePage], client: Client
) -> None:
    page = bare_record(model)
    crumbs = read(client, page).part("breadcrumbs", "nav")
    parent = page.get_parent()
    assert f'href="{parent.get_url()}"' in crumbs
    assert f'href="{parent.get_parent().get_url()}"' in crumbs
    assert f'href="{page.get_url()}"' not in crumbs


@every_record_type
def test_the_language_switch_leads_to_the_translations(
    model: type[KnowledgePage], client: Client
) -> None:
    page = bare_record(model)
    turkish = translate(page, "tr")
    shown = read(client, page)
    assert shown.leads_to(turkish)
    assert '<link rel="alternate" hreflang="tr"' in shown.source
    assert '<link rel="alternate" hreflang="fr"' not in shown.source


@every_record_type
def test_the_language_switch_leads_to_no_hidden_translation(
    model: type[KnowledgePage], client: Client
) -> None:
    page = bare_record(model)
    hidden = translate(page, "fr")
    hidden.refresh_from_db()
    hidden.unpublish()
    shown = read(client, page)
    assert f"/fr/search/record/{page.record_key}/" in shown.addresses
    assert not shown.leads_to(hidden)
    assert '<link rel="alternate" hreflang="fr"' not in shown.source


@every_record_type
def test_a_translation_says_which_language_it_was_written_in(
    model: type[KnowledgePage], client: Client
) -> None:
    turkish = translate(bare_record(model), "tr")
    assert "İngilizce" in read(client, turkish).text


@every_record_type
def test_a_record_keeps_a_term_that_was_retired(model: type[KnowledgePage], client: Client) -> None:
    page, entered = full_record(model)
    theme = page.themes.get()
    theme.retired = True
    theme.save()
    assert not set(entered.missing(read(client, page).text)) - LISTED


@every_record_type
def test_what_a_record_points_at_may_be_gone(model: type[KnowledgePage], client: Client) -> None:
    page, _entered = full_record(model)
    protecting = {field.name for field in model._meta.fields if field.related_model is Organisation}
    for name in protecting:
        setattr(page, name, None)
    page.save()
    for gone in (Organisation, CheckedDocument, CreditedImage):
        gone._base_manager.all().delete()
    page.refresh_from_db()
    assert page.title in read(client, page).text


@every_record_type
def test_a_choice_that_is_no_longer_offered_is_passed_over(
    model: type[KnowledgePage], client: Client
) -> None:
    page = bare_record(model)
    claim = {"label": "Visitors", "number": 7, "qualifier": "gone", "source_name": "Report"}
    page.partners = [("partner", {"organisation": OrganisationFactory(), "role": "gone"})]
    page.figures = [("claim", claim)]
    page.countries = [("country", "ZZ")]
    page.save()
    assert "Visitors" in read(client, page).text


@every_record_type
def test_title_and_description_for_search_engines_can_be_given(
    model: type[KnowledgePage], client: Client
) -> None:
    page = bare_record(model)
    page.seo_title, page.search_description = "A title for elsewhere", "Described for elsewhere."
    page.save()
    source = read(client, page).source
    assert "<title>A title for elsewhere" in source
    assert '<meta name="description" content="Described for elsewhere.">' in source


@every_record_type
def test_update_notes_are_shown_latest_first(model: type[KnowledgePage], client: Client) -> None:
    page = bare_record(model)
    page.update_notes = [
        ("note", {"date": date, "text": f"Changed on {date}"})
        for date in ("2024-01-01", "2026-01-01", "2025-01-01")
    ]
    page.save()
    years = re.findall(r"Changed on (\d{4})", read(client, page).text)
    assert years == ["2026", "2025", "2024"]
