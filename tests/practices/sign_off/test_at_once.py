"""One link, answered twice at the same moment."""

from typing import Any

import pytest

from practices.sign_off.enums import Verdict
from practices.sign_off.services import answer
from tests.practices.review.test_at_once import together
from tests.practices.sign_off.asking import asked, fresh, link, token_in

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_answers_at_once_one_counts(mailoutbox: Any) -> None:
    sign_off = asked()
    token = token_in(link(mailoutbox))
    became = together(
        lambda: answer(token, Verdict.APPROVES, name="One"),
        lambda: answer(token, Verdict.OBJECTS, name="Other", remark="No."),
    )
    assert became == ["NotOpen", "done"]
    assert fresh(sign_off).verdict
    assert len(mailoutbox) == 2
