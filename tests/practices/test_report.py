"""The report of submissions: what came from where, how long it waits, how long decisions took."""

import csv
import io
from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.users.models import UserProfile

from practices.enums import SubmissionState as State
from practices.models import Submission
from tests.factories.calls import call
from tests.factories.members import representative
from tests.factories.submissions import submission
from tests.factories.taxonomy import CityFactory, OrganisationFactory, ThemeFactory
from tests.translations.people import logged_in, member_of, superuser

pytestmark = pytest.mark.django_db
REPORT = reverse("submission_report")


@pytest.fixture
def reviewer(db: None) -> Client:
    """The client of somebody who reviews."""
    return logged_in(member_of("Reviewers"))


def sent(title: str, state: str = State.IN_REVIEW, days: int = 0, **fields: Any) -> Any:
    """A submission sent so many days ago; `took` so many days to decide, `themes` of its record."""
    took, themes = fields.pop("took", None), fields.pop("themes", [])
    row = submission(state=state, title=title, **fields)
    at = timezone.now() - timedelta(days=days, hours=1)
    decided = None if took is None else at + timedelta(days=took, hours=1)
    Submission.objects.filter(pk=row.pk).update(submitted_at=at, since=at, decided_at=decided)
    row.page.themes.set(themes)
    row.page.save()
    return row


def city(name: str) -> Any:
    """A municipality of a city of this name."""
    found = CityFactory(name=name)
    return OrganisationFactory(kind="municipality", city=found, name=f"City of {name}")


def report(client: Client, **query: Any) -> Any:
    answer = client.get(REPORT, query)
    assert answer.status_code == 200
    return answer


def titles(answer: Any) -> list[str]:
    return [row.shown_title for row in answer.context["object_list"]]


def sums(answer: Any, heading: str) -> dict[str, tuple[int, Any, Any]]:
    found = {summary.heading: summary.lines for summary in answer.context["summaries"]}
    return {line.label: (line.number, line.waiting, line.deciding) for line in found[heading]}


def test_reviewers_see_what_was_sent_with_what_it_is_about(reviewer: Client) -> None:
    theme = ThemeFactory(name="Housing")
    colleague = member_of("Moderators")
    row = sent("Keys", organisation=city("Izmir"), themes=[theme], reviewer=colleague, days=9)
    answer = report(reviewer)
    page = answer.content.decode()
    for text in ("Keys", "City of Izmir", "Izmir", "Housing", "In review", "Moderators"):
        assert text in page
    assert reverse("practice_review:submission", args=[row.pk]) in page
    assert [row.waiting for row in answer.context["object_list"]] == [9]


def test_drafts_are_seen_by_nobody_else(reviewer: Client) -> None:
    draft = submission(organisation=city("Atlantis"), title="A secret draft")
    page = report(reviewer).content.decode()
    assert "A secret draft" not in page and "Atlantis" not in page
    Submission.objects.filter(pk=draft.pk).update(announced_at=timezone.now())
    page = report(reviewer).content.decode()
    assert "A secret draft" in page and "Atlantis" in page


@pytest.mark.parametrize("group", ["Moderators", "Reviewers"])
def test_who_reviews_finds_it_among_the_reports(group: str) -> None:
    assert REPORT in logged_in(member_of(group)).get("/admin/").content.decode()


def test_administrators_see_it_too() -> None:
    sent("Keys")
    assert titles(report(logged_in(superuser()))) == ["Keys"]


@pytest.mark.parametrize("who", ["editor", "translator", "representative", "nobody"])
def test_nobody_else_does(who: str) -> None:
    row = sent("Keys")
    user = {
        "editor": lambda: member_of("Editors"),
        "translator": lambda: member_of("Translators (tr)"),
        "representative": lambda: representative(row.organisation),
        "nobody": lambda: member_of(),
    }[who]()
    client = logged_in(user)
    addresses = (REPORT, reverse("submission_report_results"))
    for address, query in product(addresses, ("", "?export=csv", "?export=xlsx")):
        answer = client.get(address + query)
        assert answer.status_code in (302, 403)
        assert b"Keys" not in answer.getvalue()
    assert REPORT not in client.get("/admin/", follow=True).content.decode()


def test_waiting_counts_from_the_last_sending_or_from_the_request_for_changes(
    reviewer: Client,
) -> None:
    sent("At the union", State.SUBMITTED, days=4)
    sent("At its author", State.CHANGES_REQUESTED, days=6)
    sent("Decided", State.DECLINED, days=20, took=3)
    sent("Updated", State.UPDATE_PROPOSED, days=2)
    # Decided on before it was sent once more.
    before = timezone.now() - timedelta(days=90)
    Submission.objects.filter(state=State.UPDATE_PROPOSED).update(decided_at=before)
    rows = {row.shown_title: row for row in report(reviewer).context["object_list"]}
    days = {title: (row.waiting, row.deciding) for title, row in rows.items()}
    assert days == {
        "At the union": (4, None),
        "At its author": (6, None),
        "Decided": (None, 3),
        "Updated, improved": (2, None),
    }


def test_sums_give_numbers_and_medians_by_state_city_theme_and_reviewer(reviewer: Client) -> None:
    housing, work = ThemeFactory(name="Housing"), ThemeFactory(name="Work")
    izmir, lyon, ada = city("Izmir"), city("Lyon"), member_of("Moderators")
    sent("One", State.DECLINED, days=50, took=2, organisation=izmir, themes=[housing])
    sent("Two", State.DECLINED, days=50, took=5, organisation=izmir, themes=[housing, work])
    sent("Three", State.PUBLISHED, days=50, took=10, organisation=lyon, reviewer=ada)
    sent("Four", State.SUBMITTED, days=7, organisation=lyon, reviewer=ada)
    answer = report(reviewer)
    assert sums(answer, "State") == {
        "Submitted": (1, 7, None),
        "Published": (1, None, 10),
        "Declined": (2, None, 3.5),
    }
    assert list(sums(answer, "State")) == ["Submitted", "Published", "Declined"]
    assert sums(answer, "City") == {"Izmir": (2, None, 3.5), "Lyon": (2, 7, 10)}
    assert sums(answer, "Theme") == {
        "Housing": (2, None, 3.5),
        "Work": (1, None, 5),
        "–": (2, 7, 10),
    }
    assert sums(answer, "Reviewer") == {"Moderators": (2, 7, 10), "–": (2, None, 3.5)}
    assert "3.5" in answer.content.decode()


def test_it_is_narrowed_down_and_the_sums_with_it(reviewer: Client) -> None:
    main = ThemeFactory(name="Living")
    part = ThemeFactory(name="Housing", parent=main)
    izmir, lyon, ada = city("Izmir"), city("Lyon"), member_of("Moderators")
    answered = call("Homes")
    sent("One", State.DECLINED, organisation=izmir, themes=[part], days=40, call=answered)
    sent("Two", State.SUBMITTED, organisation=lyon, reviewer=ada)
    for query in (
        {"state": "declined"},
        {"city": izmir.city.code},
        {"theme": part.code},
        {"theme": main.code},
        {"reviewer": "null"},
        {"call": answered.pk},
        {"submitted_at_to": f"{timezone.localdate() - timedelta(days=30)}"},
    ):
        answer = report(reviewer, **query)
        assert titles(answer) == ["One"], query
        assert sums(answer, "City") == {"Izmir": (1, None, None)}
    assert titles(report(reviewer, reviewer=ada.pk)) == ["Two"]
    assert sorted(titles(report(reviewer, state=["declined", "submitted"]))) == ["One", "Two"]
    results = reviewer.get(reverse("submission_report_results"), {"state": "declined"})
    assert "One" in results.content.decode() and "Two" not in results.content.decode()


def test_a_filter_that_is_none_is_said_and_leaves_nothing_out(reviewer: Client) -> None:
    sent("One")
    for query in ({"city": "nowhere"}, {"reviewer": "x"}, {"call": "9" * 30}, {"theme": "'"}):
        assert titles(report(reviewer, **query)) == ["One"]


@pytest.mark.parametrize(
    ("ordering", "expected"),
    [
        ("waits_from", ["Old", "New", "Done"]),
        ("-waits_from", ["New", "Old", "Done"]),
        ("-decided_in", ["Done", "New", "Old"]),
        ("shown_title", ["Done", "New", "Old"]),
        ("nonsense", ["New", "Old", "Done"]),
    ],
)
def test_it_is_sorted_with_what_has_no_value_last(
    reviewer: Client, ordering: str, expected: list[str]
) -> None:
    sent("New", days=1)
    sent("Old", days=9)
    sent("Done", State.DECLINED, days=20, took=3)
    found = titles(report(reviewer, ordering=ordering))
    if ordering == "-decided_in":
        assert found[0] == "Done"
    else:
        assert found == expected


def rows_of(answer: Any) -> list[list[Any]]:
    content = answer.getvalue()
    if "csv" in answer["Content-Type"]:
        text = content.decode("utf-8-sig")
        assert content.startswith(b"\xef\xbb\xbf")
        return list(csv.reader(io.StringIO(text)))
    sheet = load_workbook(io.BytesIO(content)).active
    return [list(row) for row in sheet.iter_rows(values_only=True)]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_file_holds_every_row_that_was_found(reviewer: Client, form: str) -> None:
    izmir = city("Izmir")
    themes = [ThemeFactory(name="Work", position=2), ThemeFactory(name="Housing", position=1)]
    sent("Keys", State.DECLINED, days=20, took=3, organisation=izmir, themes=themes)
    sent("Doors", State.SUBMITTED, days=4)
    answer = report(reviewer, export=form, state="declined")
    assert f'filename="submissions-{timezone.localdate()}.{form}"' in answer["Content-Disposition"]
    header, *rows = rows_of(answer)
    assert len(rows) == 1
    row = dict(zip(header, rows[0], strict=True))
    assert row["Title"] == "Keys" and row["State"] == "Declined"
    assert row["Municipality"] == "City of Izmir" and row["City"] == "Izmir"
    assert row["Themes"] == "Housing; Work"
    assert row["Decided in (days)"] in (3, "3") and row["Waiting (days)"] in (None, "")


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_no_cell_is_a_formula_or_breaks_the_file(reviewer: Client, form: str) -> None:
    row = sent("=1+1")
    row.page.draft_title = '=HYPERLINK("https://example.org")\x07'
    row.page.save(clean=False)
    _header, (title, *_rest) = rows_of(report(reviewer, export=form))
    assert title == '\'=HYPERLINK("https://example.org")'


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_file_is_in_the_users_language(form: str) -> None:
    sent("Keys", State.PUBLISHED)
    user = member_of("Reviewers")
    profile = UserProfile.get_for_user(user)
    profile.preferred_language = "fr"
    profile.save()
    header, row = rows_of(report(logged_in(user), export=form))
    assert "Titre" in header and "Title" not in header
    assert "Publié" in row


def test_twenty_rows_take_no_more_queries_than_five(reviewer: Client) -> None:
    def queries(**query: str) -> int:
        report(reviewer, **query).getvalue()
        with CaptureQueriesContext(connection) as captured:
            report(reviewer, **query).getvalue()
        return len(captured)

    def more(numbers: range) -> None:
        for number in numbers:
            name = f"Place {number}"
            state = State.DECLINED if number % 2 else State.PUBLISHED
            row = sent(name, state, days=number, took=1, organisation=city(name))
            row.page.themes.set([ThemeFactory(), ThemeFactory()])
            row.page.save()
            colleague = representative(row.organisation)
            Submission.objects.filter(pk=row.pk).update(reviewer=colleague, call=call())

    more(range(5))
    few = queries(), queries(export="csv"), queries(export="xlsx")
    more(range(5, 20))
    assert (queries(), queries(export="csv"), queries(export="xlsx")) == few
