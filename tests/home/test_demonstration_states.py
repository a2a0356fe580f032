"""In the demonstration every state of a translation is to be seen, and each is what it says."""

from collections import Counter
from typing import Any

import pytest
from django.test import TestCase

from tests.translations.records import draft, fresh
from translations.changes import changes
from translations.enums import Release, State
from translations.models import RecordTranslation
from translations.publishing import take_over_missed

pytestmark = pytest.mark.usefixtures("demonstration_below")


class TestStates(TestCase):
    """After one load, with what follows from it."""

    def one(self, state: State, **conditions: Any) -> Any:
        """The only translation in a state."""
        return RecordTranslation.objects.get(state=state, **conditions)

    def test_every_state_occurs(self) -> None:
        states = Counter(RecordTranslation.objects.values_list("state", flat=True))
        assert states.keys() == set(State)
        assert states[State.OUT_OF_DATE] == 1
        assert states[State.PUBLISHED] > 60

    def test_nothing_is_left_for_the_worker(self) -> None:
        before = list(RecordTranslation.objects.order_by("pk").values())
        take_over_missed()
        assert list(RecordTranslation.objects.order_by("pk").values()) == before

    def test_the_one_out_of_date_is_read_and_says_what_changed(self) -> None:
        row = self.one(State.OUT_OF_DATE)
        assert (row.language, row.live) == ("tr", True)
        (change,) = changes(row.page.specific)
        assert change.path == "summary"
        assert "Bağcılar" in change.new
        assert "Bağcılar" not in change.old
        assert change.translation == row.page.specific.summary

    def test_the_one_in_translation_waits_for_what_its_file_leaves_out(self) -> None:
        row = self.one(State.IN_TRANSLATION)
        assert (row.language, row.translator.username, row.live) == ("ar", "arabic", False)
        assert row.due
        left = {change.path.split(".")[0] for change in changes(row.page.specific)}
        assert left == {"body", "outcomes", "figures", "partners", "source_name"}

    def test_the_draft_is_complete(self) -> None:
        row = self.one(State.DRAFT)
        assert (row.language, row.waiting, row.live) == ("fr", 0, False)

    def test_the_approved_one_waits_for_its_original(self) -> None:
        row = self.one(State.APPROVED)
        assert (row.language, row.release, row.live) == ("fr", Release.WITH_ORIGINAL, False)
        with self.captureOnCommitCallbacks(execute=True):
            draft(row.record.page.specific).save_revision().publish()
        assert fresh(row.page.specific).live

    def test_one_says_that_a_machine_made_it(self) -> None:
        row: Any = RecordTranslation.objects.get(machine=True)
        assert (row.language, row.live) == ("fr", True)
        assert row.page.specific.machine_tool == "LibreTranslate"
