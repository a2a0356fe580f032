"""A record is cited: on its page, and for reference managers."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import pytest
from django.test import Client

from practices.models import PracticePage
from tests.factories.pages import PracticePageFactory, ReportPageFactory, section
from tests.factories.taxonomy import OrganisationFactory
from tests.factories.translations import translate
from tests.pages.reading import read

Committed = Callable[[], AbstractContextManager[object]]
pytestmark = pytest.mark.django_db
DAYS = ("first_published_at", "last_published_at")
TITLE = "50 % of {all} cafés & “more” \\ $5_#1"


@pytest.fixture
def practice(committed: Committed) -> Any:
    with committed():
        page = PracticePageFactory(
            parent=section(),
            title=TITLE,
            lead_organisation=OrganisationFactory(name="Kilis Belediyesi"),
            first_published_at=datetime(2024, 5, 6, tzinfo=UTC),
            last_published_at=datetime(2025, 7, 8, tzinfo=UTC),
        )
    return PracticePage.objects.get(pk=page.pk)


def address(page: Any, ending: str) -> str:
    return f"/en/search/record/{page.record_key}/citation.{ending}"


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "Kilis Belediyesi (2024)"), ("ar", "٢٠٢٤"), ("tr", "8 Temmuz 2025")],
)
def test_the_page_says_how_it_is_cited_with_an_address_that_stays(
    client: Client, practice: Any, language: str, said: str, committed: Committed
) -> None:
    with committed():
        page = practice if language == "en" else translate(practice, language)
        days = {name: getattr(practice, name) for name in DAYS}
        PracticePage.objects.filter(pk=page.pk).update(**days)
    shown = read(client, page)
    cited = re.search(r'<section class="panel cite".*?</section>', shown.source, re.DOTALL)
    assert cited is not None
    permanent = f"http://testserver/{language}/search/record/{page.record_key}/"
    assert said in cited[0] and permanent in cited[0]
    answer = client.get(urlsplit(permanent).path)
    assert answer.headers["Location"] == page.get_url()


def test_it_is_shared_by_mail_without_any_other_site(client: Client, practice: Any) -> None:
    shown = read(client, practice)
    [mail] = [link for link in shown.addresses if link.startswith("mailto:")]
    asked = parse_qs(urlsplit(mail).query)
    assert asked["subject"] == [TITLE]
    assert asked["body"] == [f"http://testserver/en/search/record/{practice.record_key}/"]
    assert urlsplit(mail).path == ""


def test_bibtex_is_escaped(client: Client, practice: Any) -> None:
    answer = client.get(address(practice, "bib"))
    text = answer.content.decode()
    assert answer.headers["Content-Type"].startswith("application/x-bibtex")
    assert r"50 \% of \{all\} cafés \& “more” \textbackslash{} \$5\_\#1" in text
    assert "author = {{Kilis Belediyesi}}" in text
    assert "year = {2024}" in text and "As of 2025-07-08" in text
    assert text.count("{") - text.count(r"\{") == text.count("}") - text.count(r"\}")


def test_ris_has_a_line_for_each_field(client: Client, practice: Any, committed: Committed) -> None:
    lines = client.get(address(practice, "ris")).content.decode().split("\r\n")
    assert lines[0] == "TY  - ELEC" and lines[-2:] == ["ER  - ", ""]
    assert f"TI  - {TITLE}" in lines and "PY  - 2024" in lines
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines[:-1])
    with committed():
        report = ReportPageFactory(parent=section("report"))
    assert client.get(address(report, "ris")).content.startswith(b"TY  - RPRT")


@pytest.mark.parametrize("ending", ["bib", "ris"])
def test_what_not_everybody_may_read_is_not_cited(
    client: Client, practice: Any, ending: str, committed: Committed
) -> None:
    assert client.get(address(practice, ending)).status_code == 200
    with committed():
        practice.view_restrictions.create(restriction_type="login")
        draft = PracticePageFactory(parent=section(), live=False)
    assert client.get(address(practice, ending)).status_code == 404
    assert client.get(address(draft, ending)).status_code == 404
    assert client.get(f"/en/search/record/{uuid4()}/citation.{ending}").status_code == 404


def test_there_is_no_other_format(client: Client, practice: Any) -> None:
    assert client.get(address(practice, "exe")).status_code == 404
