"""How the union writes calls."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from practices.enums import SubmissionState as State
from practices.models import Call, Submission
from tests.factories.calls import call, days
from tests.factories.submissions import submission
from tests.factories.taxonomy import ThemeFactory
from tests.translations.people import logged_in, member_of

pytestmark = pytest.mark.django_db

LIST, ADD = reverse("practice_calls:index"), reverse("practice_calls:add")


@pytest.fixture
def editor(db: None) -> Client:
    """The client of somebody who publishes."""
    return logged_in(member_of("Moderators"))


def text(language: str, title: str, **more: Any) -> dict[str, Any]:
    return {
        "language": language,
        "title": title,
        "text": rich_text("<p>Tell us.</p>", features=[]),
        "criteria": rich_text("<ul><li>Figures</li></ul>", features=[]),
        **more,
    }


def typed(*texts: dict[str, Any], initial: int = 0, **fields: Any) -> dict[str, Any]:
    data = {"language": "en", "opens": str(days(0)), "closes": str(days(30)), **fields}
    form: dict[str, Any] = nested_form_data(
        {**data, "texts": inline_formset(list(texts), initial=initial)}
    )
    return form


def test_an_editor_writes_a_call_in_several_languages(editor: Client) -> None:
    theme = ThemeFactory()
    form = typed(text("en", "Homes for newcomers"), text("ar", "السكن"))
    assert editor.post(ADD, {**form, "themes": [theme.pk]}).status_code == 302
    made = Call.objects.get()
    assert made.slug == "homes-for-newcomers" and made.is_open
    assert {row.language: row.title for row in made.texts.all()} == {
        "en": "Homes for newcomers",
        "ar": "السكن",
    }
    assert list(made.themes.all()) == [theme]
    assert ModelLogEntry.objects.get(action="wagtail.create").object_id == str(made.pk)
    page = editor.get(LIST).content.decode()
    assert "Homes for newcomers" in page and "Open" in page


def test_its_address_stays_when_its_title_changes(editor: Client) -> None:
    found = call("Old")
    row = found.texts.get()
    data = typed(text("en", "New", id=row.pk), initial=1)
    assert editor.post(reverse("practice_calls:edit", args=[found.pk]), data).status_code == 302
    again = Call.objects.get()
    assert again.slug == found.slug and str(again) == "New"


@pytest.mark.parametrize(
    ("titles", "slug"),
    [
        ([("en", "Taken")], "taken-3"),
        ([("en", "Taken twice")], "taken-twice"),
        ([("ar", "السكن"), ("tr", "Barınma")], "barnma"),
        ([("ar", "السكن")], "call"),
        ([("tr", "x" * 200)], "x" * 80),
    ],
)
def test_the_address_is_free_and_in_plain_letters(
    editor: Client, titles: list[tuple[str, str]], slug: str
) -> None:
    for taken in ("taken", "taken-2"):
        Call.objects.filter(pk=call().pk).update(slug=taken)
    form = typed(*(text(*title) for title in titles), language=titles[0][0])
    assert editor.post(ADD, form).status_code == 302
    assert Call.objects.latest("pk").slug == slug


@pytest.mark.parametrize(
    ("form", "message"),
    [
        (lambda: typed(text("tr", "Konut")), "Write the call in its main language, too."),
        (lambda: typed(text("en", "Homes", DELETE="1")), "Please submit at least 1 form."),
        (lambda: typed(text("en", "Homes"), text("en", "Houses")), "duplicate"),
        (lambda: typed(text("en", "Homes"), closes=""), "This field is required."),
        (
            lambda: typed(text("en", "Homes"), closes=str(days(-1))),
            "The call would close before it opens.",
        ),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_typed_is_lost(
    editor: Client, form: Any, message: str
) -> None:
    answer = editor.post(ADD, form())
    assert answer.status_code == 200 and not Call.objects.exists()
    page = answer.content.decode()
    assert message in page and "Tell us." in page


def test_a_call_without_an_opening_date_is_a_draft(editor: Client) -> None:
    assert editor.post(ADD, typed(text("en", "Homes"), opens="")).status_code == 302
    assert Call.objects.get().state == "draft"


def test_what_nobody_answers_can_be_deleted(editor: Client) -> None:
    found = call("Housing")
    address = reverse("practice_calls:delete", args=[found.pk])
    assert "Are you sure" in editor.get(address).content.decode()
    editor.post(address)
    assert not Call.objects.exists()


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_call_that_is_being_answered_stays(editor: Client, method: str) -> None:
    found = call("Housing")
    draft = submission(call=found, title="A secret draft")
    address = reverse("practice_calls:delete", args=[found.pk])
    page = getattr(editor, method)(address, follow=True).content.decode()
    assert "This call is being answered, so it stays." in page
    assert "A secret draft" not in page
    assert Submission.objects.get(pk=draft.pk).call == found


def test_the_list_counts_what_was_sent_and_not_what_is_being_written(editor: Client) -> None:
    found = call("Housing")
    submission(call=found)
    submission(call=found, state=State.IN_REVIEW, title="Keys")
    submission(call=found, state=State.DECLINED, title="Doors")
    listed = editor.get(LIST).context["object_list"]
    assert [one.answers for one in listed] == [2]


@pytest.mark.parametrize("groups", [("Reviewers",), ("Editors",), ()])
def test_nobody_else_writes_calls(groups: tuple[str, ...]) -> None:
    found = call("Housing")
    client = logged_in(member_of(*groups))
    delete = reverse("practice_calls:delete", args=[found.pk])
    assert "Housing" not in client.get(LIST).content.decode()
    client.post(ADD, typed(text("en", "Homes")))
    client.post(delete)
    assert [str(one) for one in Call.objects.all()] == ["Housing"]
