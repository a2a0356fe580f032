"""A representative with a draft, and the worker."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from practices.models import Submission, Upload
from tests.factories.members import representative
from tests.factories.submissions import submission as submission_of


@pytest.fixture(autouse=True)
def quarantine(settings: Any, tmp_path: Path) -> Path:
    """The folder of private files: this test's own."""
    settings.MEYDAN_PRIVATE_ROOT = tmp_path / "private"
    return tmp_path / "private"


@pytest.fixture
def draft(db: None) -> Submission:
    """A draft of a representative's."""
    found: Submission = submission_of(author=representative())
    return found


@pytest.fixture
def desk(draft: Submission) -> Iterator["Desk"]:
    """The desk of the draft's author."""
    yield Desk(draft, draft.author)


class Desk:
    """A representative before the files of a submission."""

    def __init__(self, submission: Submission, user: Any) -> None:
        self.submission = submission
        self.client = Client()
        self.client.force_login(user)

    @property
    def address(self) -> str:
        """Of the list."""
        return reverse("submissions:files", args=[self.submission.pk])

    def add(self, name: str, content: bytes, **described: str) -> Any:
        """Send a file."""
        file = BytesIO(content)
        # As it is: Django's own class for uploads would clean it before it is sent.
        file.name = name
        return self.client.post(self.address, {"file": file, **described})

    def open(self, upload: Upload) -> Any:
        """Ask for a file."""
        return self.client.get(reverse("submissions:file", args=[self.submission.pk, upload.pk]))


Committed = Callable[[], AbstractContextManager[None]]


@pytest.fixture
def checked(desk: Desk, committed: Committed) -> Callable[..., Upload]:
    """`checked(name, content)` sends a file and lets the worker look at it."""

    def add(name: str, content: bytes, **described: str) -> Upload:
        with committed():
            answer = desk.add(name, content, **described)
        assert answer.status_code == 302, answer.content.decode()
        return Upload.objects.latest("added_at")

    return add
