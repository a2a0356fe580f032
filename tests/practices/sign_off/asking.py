"""A request for a sign-off, and what its mail says."""

import re
from typing import Any
from urllib.parse import urlsplit

from bs4 import BeautifulSoup

from practices.models import SignOff
from practices.sign_off.services import ask
from tests.factories.pages import section
from tests.factories.submissions import complete_answers, submission

ADDRESS = "mayor@example.org"
ROLE = "Office of the Mayor"
APPROVAL = {"verdict": "approves", "name": "Fatma Şahin", "remark": ""}
OBJECTION = {"verdict": "objects", "name": "Fatma Şahin", "remark": "The number is wrong."}


def asked(found: Any = None, language: str = "en", **fields: Any) -> Any:
    """Somebody is asked to approve a submission, or a new complete draft."""
    section()
    found = found or submission(answers=complete_answers(), **fields)
    return ask(found.pk, ADDRESS, role=ROLE, language=language, actor=found.author)


def link(mails: Any) -> str:
    """The path that the latest mail to the mayor's office leads to."""
    mail = [mail for mail in mails if mail.to == [ADDRESS]][-1]
    found = re.search(r"https?://\S+/s/\S+", mail.body)
    assert found is not None
    return urlsplit(found[0]).path


def token_in(path: str) -> str:
    """What in the path opens the page."""
    return path.rstrip("/").rpartition("/")[2]


def fresh(sign_off: Any) -> SignOff:
    """As it is stored now."""
    return SignOff.objects.get(pk=sign_off.pk)


def read(answer: Any) -> Any:
    """The page that came back."""
    return BeautifulSoup(answer.content, "html.parser")


def words(part: Any) -> str:
    """Its text in one line."""
    return " ".join(part.text.split())
