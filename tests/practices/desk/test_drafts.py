"""Saving what was typed: never over somebody's text without asking, and nothing is lost."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from members.people import membership_of
from practices.enums import SubmissionState
from practices.models import Submission, Superseded
from practices.submissions import drafts
from practices.submissions.drafts import digest, digests, merge
from tests.factories.members import representative

TEXTS = st.sampled_from(["", "one", "two", "two\nlines", "three"])
ROWS = st.lists(st.fixed_dictionaries({"id": st.just("a"), "text": TEXTS}), max_size=2)
VALUES = st.one_of(st.none(), TEXTS, ROWS, st.lists(st.sampled_from(["health", "work"])))


class TestMerging:
    @given(before=VALUES, stored=VALUES, typed=VALUES)
    def test_whatever_three_versions_of_a_field_there_are(
        self, before: Any, stored: Any, typed: Any
    ) -> None:
        taken, conflicts = merge({"aims": stored}, {"aims": typed}, {"aims": digest(before)})
        result = taken.get("aims", stored)
        if digest(stored) == digest(before):
            assert result == typed
        elif digest(typed) in (digest(before), digest(stored)):
            assert digest(result) == digest(stored)
        else:
            assert [(found.stored, found.typed) for found in conflicts] == [(stored, typed)]
            assert result == stored
            return
        assert not conflicts

    @given(st.dictionaries(st.sampled_from("abcd"), VALUES), st.dictionaries(st.just("e"), VALUES))
    def test_fields_that_only_one_has_changed_never_quarrel(self, one: Any, other: Any) -> None:
        shown = digests({}, "abcde")
        stored, _ = merge({}, one, shown)
        taken, conflicts = merge(stored, other, shown)
        assert not conflicts
        assert {**stored, **taken} == {**one, **other}

    def test_who_does_not_say_what_she_saw_overwrites_nothing(self) -> None:
        taken, conflicts = merge({"aims": "theirs"}, {"aims": "mine", "lessons": "mine"}, {})
        assert taken == {"lessons": "mine"}
        assert [found.name for found in conflicts] == ["aims"]

    @given(before=VALUES, unheard=VALUES, typed=VALUES)
    def test_what_was_sent_without_an_answer_is_nobody_elses(
        self, before: Any, unheard: Any, typed: Any
    ) -> None:
        shown, sent = {"aims": digest(before)}, [{"aims": unheard}]
        for stored in (before, unheard):
            taken, conflicts = merge({"aims": stored}, {"aims": typed}, shown, sent)
            assert (taken, conflicts) == ({"aims": typed}, [])

    def test_it_does_not_make_a_text_of_hers_an_old_one(self) -> None:
        sent = [{"aims": "mine"}]
        merged = merge({"aims": "theirs"}, {"aims": "mine"}, {"aims": digest("before")}, sent)
        assert [conflict.typed for conflict in merged[1]] == ["mine"]


class TestDigest:
    def test_empty_rows_make_no_difference(self) -> None:
        row = {"id": "a", "type": "activity", "title": "Courses", "text": ""}
        empty = {"id": "b", "type": "activity", "title": "", "text": ""}
        assert digest([row]) == digest([row, empty]) == digest([{**row, "partner": ""}])
        assert digest([empty]) == digest([]) == digest("") == digest(None)
        assert digest([row]) != digest([{**row, "id": "c"}])


@pytest.fixture
def author(db: None) -> Any:
    return representative()


@pytest.fixture
def submission(author: Any) -> Submission:
    return drafts.begin(uuid4(), membership_of(author), language="en")


def fresh(submission: Submission) -> Submission:
    return Submission.objects.get(pk=submission.pk)


def kept(submission: Submission) -> list[tuple[str, str]]:
    return list(Superseded.objects.filter(submission=submission).values_list("path", "text"))


class TestBeginning:
    def test_the_same_form_sent_twice_begins_one(self, author: Any) -> None:
        key = uuid4()
        first, second = (
            drafts.begin(key, membership_of(author), language=language) for language in ("tr", "fr")
        )
        assert (first.pk, second.language) == (second.pk, "tr")
        assert first.organisation == membership_of(author).organisation  # type: ignore[union-attr]

    def test_the_key_of_another_city_begins_and_shows_nothing(self, submission: Any) -> None:
        with pytest.raises(Submission.DoesNotExist):
            drafts.begin(submission.pk, membership_of(representative()), language="en")


class TestSaving:
    def test_two_tabs_that_write_different_fields(self, submission: Any, author: Any) -> None:
        shown = digests({}, ["title", "summary"])
        drafts.save(submission.pk, {"title": "Cafés", "summary": ""}, shown, actor=author)
        saved = drafts.save(submission.pk, {"title": "", "summary": "For all"}, shown, actor=author)
        assert not saved.conflicts
        assert fresh(submission).answers == {"title": "Cafés", "summary": "For all"}

    def test_a_tab_that_has_not_seen_a_change_is_asked_when_it_changes_it(
        self, submission: Any, author: Any
    ) -> None:
        shown = digests({}, ["title", "summary"])
        drafts.save(submission.pk, {"title": "Cafés"}, shown, actor=author)
        typed = {"title": "", "summary": "For all"}
        other = drafts.save(submission.pk, typed, shown, actor=author)
        asked = drafts.save(
            submission.pk, {"title": "Courses", "summary": "For us"}, other.shown, actor=author
        )
        assert [(c.name, c.stored, c.typed) for c in asked.conflicts] == [
            ("title", "Cafés", "Courses")
        ]
        assert fresh(submission).answers == {"title": "Cafés", "summary": "For us"}
        assert kept(submission) == [("title", "Courses")]

    def test_who_decides_for_her_own_text_keeps_the_other(
        self, submission: Any, author: Any
    ) -> None:
        colleague = representative(submission.organisation)
        drafts.save(submission.pk, {"aims": "theirs"}, {}, actor=colleague)
        drafts.save(
            submission.pk,
            {"aims": "mine"},
            {"aims": digest("theirs")},
            actor=author,
            overruling=["aims"],
        )
        assert fresh(submission).answers == {"aims": "mine"}
        assert Superseded.objects.get().by == colleague
        assert kept(submission) == [("aims", "theirs")]

    def test_a_change_after_the_decision_is_asked_about_again(
        self, submission: Any, author: Any
    ) -> None:
        drafts.save(submission.pk, {"aims": "theirs, later"}, {}, actor=author)
        saved = drafts.save(
            submission.pk,
            {"aims": "mine"},
            {"aims": digest("theirs")},
            actor=author,
            overruling=["aims"],
        )
        assert [conflict.stored for conflict in saved.conflicts] == ["theirs, later"]

    def test_the_same_text_is_kept_once(self, submission: Any, author: Any) -> None:
        drafts.save(submission.pk, {"aims": "theirs"}, {}, actor=author)
        rows = [{"id": "a", "type": "activity", "title": "Kurs"}]
        for _ in range(2):
            drafts.save(submission.pk, {"aims": "mine", "activities": rows}, {}, actor=author)
        assert kept(submission) == [("aims", "mine")]

    def test_saving_what_is_there_writes_nothing(self, submission: Any, author: Any) -> None:
        drafts.save(submission.pk, {"aims": "a\nb"}, {}, actor=author)
        before = fresh(submission)
        assert before.answers == {"aims": "a\nb"}
        drafts.save(submission.pk, {"aims": "a\nb"}, {}, actor=author)
        assert fresh(submission).saved_at == before.saved_at

    @pytest.mark.parametrize("state", [SubmissionState.SUBMITTED, SubmissionState.IN_REVIEW])
    def test_what_arrives_too_late_is_kept_beside_it(
        self, submission: Any, author: Any, state: str
    ) -> None:
        drafts.save(submission.pk, {"title": "Cafés", "aims": "old"}, {}, actor=author)
        Submission.objects.filter(pk=submission.pk).update(state=state)
        shown = digests(fresh(submission).answers, ["title", "aims"])
        saved = drafts.save(submission.pk, {"title": "Cafés", "aims": "new"}, shown, actor=author)
        assert saved.closed
        assert fresh(submission).answers["aims"] == "old"
        assert kept(submission) == [("aims", "new")]

    def test_another_city_saves_and_leaves_nothing(self, submission: Any) -> None:
        with pytest.raises(Submission.DoesNotExist):
            drafts.save(submission.pk, {"aims": "secret"}, {}, actor=representative())
        assert fresh(submission).answers == {}
        assert kept(submission) == []


@pytest.mark.django_db(transaction=True)
def test_many_tabs_at_once_lose_nothing() -> None:
    author = representative()
    submission = drafts.begin(uuid4(), membership_of(author), language="en")
    numbers = range(8)

    def write(number: int) -> None:
        try:
            typed = {f"field-{number}": "own", "aims": f"text {number}"}
            drafts.save(submission.pk, typed, {}, actor=author)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(write, numbers))
    answers = fresh(submission).answers
    assert all(answers[f"field-{number}"] == "own" for number in numbers)
    texts = {answers["aims"], *(text for _path, text in kept(submission))}
    assert texts == {f"text {number}" for number in numbers}
