"""The desk in Arabic on a telephone."""

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from practices.enums import SubmissionState as State
from practices.submissions import conversation
from tests.factories.members import representative
from tests.factories.people import PASSWORD, person
from tests.factories.submissions import complete_answers, submission
from tests.journeys_both.people import Representative
from tests.journeys_both.stage import Stage

DESK_PAGE = re.compile("/ar/desk/.*/$")  # no file
LINKS = "[...document.querySelectorAll('main a[href]')].map(link => link.pathname)"
FEW = 20


@pytest.fixture
def lead() -> Any:
    """With a colleague, and submissions that have something to show."""
    user = representative(lead=True, language="ar")
    organisation = user.memberships.get().organisation
    representative(organisation, language="ar")
    typed = complete_answers(title="بيت اللغات")
    for state in (State.DRAFT, State.PUBLISHED):
        submission(organisation, state, author=user, language="ar", answers=typed)
    asked = submission(
        organisation, State.CHANGES_REQUESTED, author=user, language="ar", answers=typed
    )
    reviewer = person("reviewer", "Reviewers")
    conversation.remark(asked.pk, "summary", "أين يلتقون؟", actor=reviewer)
    return user


def kind(path: str) -> str:
    """The same for pages that differ in nothing but whose they are; each submission's first page
    counts by itself, for what it shows is by its state."""
    return re.sub(r"/([0-9a-f-]{36}|[0-9]+)/(?=.)", "/*/", path)


@pytest.mark.parametrize("has_script", [True], ids=["script"])
def test_no_page_is_wider_than_the_telephone(
    stage: Stage, lead: Any, complaints: list[str]
) -> None:
    somebody = Representative(stage, lead.username)
    page = somebody.page
    page.goto("/ar/account/login/")
    page.locator("[name=login]").fill(lead.username)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main form.form [type=submit]").click()
    expect(page).to_have_url(f"{stage.site}/ar/desk/")
    waiting, seen = ["/ar/desk/"], set[str]()
    while waiting:
        path = waiting.pop(0)
        if kind(path) in seen:
            continue
        seen.add(kind(path))
        answer = page.goto(path)
        assert answer is not None and answer.status == 200, path
        expect(page.locator("html")).to_have_attribute("dir", "rtl")
        somebody.sees(path.removeprefix("/ar/desk/").replace("/", " "))
        waiting += [link for link in page.evaluate(LINKS) if DESK_PAGE.match(link)]
    assert len(seen) > FEW
    assert complaints == []
