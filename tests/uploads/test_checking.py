"""The check as the worker does it: with a scanner or without, once or twice, or too late."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from accounts.enums import Event
from accounts.models import SecurityEvent
from core import reencode_child
from core.inspection import Reason
from core.reencode import DecoderKilledError
from core.signals import periodic
from practices.models import Upload
from practices.models.upload import UploadState
from practices.uploads import checking, tasks
from practices.uploads.clamd import ScannerError
from tests.uploads import files
from tests.uploads.conftest import Committed, Desk
from tests.uploads.scanner import scanner

INFECTED = files.pdf(b"(%s)" % files.EICAR)


def refusals() -> list[SecurityEvent]:
    """What the security log says of refused files."""
    return list(SecurityEvent.objects.filter(what=Event.FILE_REFUSED))


def stored(quarantine: Path) -> list[Path]:
    """All private files."""
    return [path for path in quarantine.rglob("*") if path.is_file()]


class TestScanner:
    """With one configured, nothing is taken that it has not looked at."""

    def test_what_it_knows_is_not_kept(
        self, checked: Callable[..., Upload], settings: Any, quarantine: Path
    ) -> None:
        with scanner() as settings.MEYDAN_CLAMD:
            upload = checked("a.pdf", INFECTED)
        assert (upload.state, upload.reason) == (UploadState.REFUSED, Reason.MALWARE)
        assert not stored(quarantine)
        [event] = refusals()
        assert event.user == upload.added_by
        assert event.about == "….pdf"
        assert event.details["sha256"] == sha256(INFECTED).hexdigest()
        assert event.details["reason"] == "malware"
        assert event.details["submission"] == str(upload.submission_id)

    def test_the_rest_is(self, checked: Callable[..., Upload], settings: Any) -> None:
        with scanner() as settings.MEYDAN_CLAMD:
            upload = checked("a.pdf", files.pdf(b"0" * 200_000))
        assert upload.state == UploadState.CLEAN

    @pytest.mark.parametrize(
        "answer", [b"", b"INSTREAM size limit exceeded. ERROR\0", b"stream: ", b"OK\0"]
    )
    def test_without_a_clear_answer_a_file_goes_on_waiting(
        self, answer: bytes, desk: Desk, settings: Any
    ) -> None:
        desk.add("a.pdf", files.pdf())
        with scanner(answer) as settings.MEYDAN_CLAMD, pytest.raises(ScannerError):
            checking.check(Upload.objects.get())
        assert Upload.objects.get().state == UploadState.WAITING

    @pytest.mark.parametrize(
        "address", ["tcp://127.0.0.1:1", "unix:///nowhere/clamd.sock", "127.0.0.1:3310", "http://a"]
    )
    def test_nor_without_a_scanner(self, address: str, desk: Desk, settings: Any) -> None:
        settings.MEYDAN_CLAMD = address
        desk.add("a.pdf", files.pdf())
        with pytest.raises(ScannerError):
            checking.check(Upload.objects.get())
        assert Upload.objects.get().state == UploadState.WAITING

    def test_once_it_answers_the_file_is_checked(
        self, checked: Callable[..., Upload], settings: Any, committed: Committed
    ) -> None:
        settings.MEYDAN_CLAMD = "tcp://127.0.0.1:1"
        assert checked("a.pdf", files.pdf()).state == UploadState.WAITING
        settings.MEYDAN_CLAMD = ""
        with committed():
            periodic.send(sender=None)
        assert Upload.objects.get().state == UploadState.WAITING, "it was asked for just now"
        Upload.objects.update(asked_at=timezone.now() - 2 * tasks.SILENCE)
        with committed():
            periodic.send(sender=None)
        assert Upload.objects.get().state == UploadState.CLEAN


class TestDecoder:
    """It may be killed, by somebody or for what the image needs."""

    @pytest.fixture(autouse=True)
    def killed(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        program = tmp_path / "killed.py"
        program.write_text("import os; os.kill(os.getpid(), 9)")
        monkeypatch.setattr(reencode_child, "__file__", str(program))

    def test_an_image_is_tried_again_for_a_day_and_then_refused(self, desk: Desk) -> None:
        desk.add("a.png", files.image(), alt="a", credit="b")
        with pytest.raises(DecoderKilledError):
            checking.check(Upload.objects.get())
        assert Upload.objects.get().state == UploadState.WAITING
        Upload.objects.update(added_at=timezone.now() - checking.PATIENCE)
        checking.check(Upload.objects.get())
        upload = Upload.objects.get()
        assert (upload.state, upload.reason) == (UploadState.REFUSED, Reason.DAMAGED)
        assert refusals() == []


class TestSecurityLog:
    """It learns of what may have been an attack, and the name of no file."""

    def test_what_is_refused_at_once_is_there(self, desk: Desk) -> None:
        desk.add("Ayşe Yılmaz.pdf", files.PROGRAM)
        [event] = refusals()
        assert (event.user, event.about) == (desk.submission.author, "….pdf")
        assert event.details["reason"] == "content"
        assert event.path == desk.address
        assert "Ayşe" not in event.told
        assert not Upload.objects.exists()

    def test_a_mishap_is_not(self, desk: Desk, checked: Callable[..., Upload]) -> None:
        desk.add("a.pdf", b"")
        desk.add("a.exe", files.PROGRAM)
        upload = checked("a.docx", files.document("docx", {})[:-20])
        assert (upload.state, upload.reason) == (UploadState.REFUSED, Reason.DAMAGED)
        assert refusals() == []

    def test_checked_twice_it_is_there_once(self, desk: Desk) -> None:
        desk.add("a.docx", files.document("docx", {"word/vbaProject.bin": b"x"}))
        first, second = Upload.objects.get(), Upload.objects.get()
        checking.check(first)
        checking.check(second)
        assert len(refusals()) == 1


class TestTwice:
    """The worker may die and begin anew, or two may do the same."""

    def test_a_settled_file_stays_as_it_is(self, checked: Callable[..., Upload]) -> None:
        upload = checked("a.png", files.image(), alt="a", credit="b")
        before = upload.file.name
        tasks.check.call(str(upload.pk))
        checking.check(upload)
        assert Upload.objects.get().file.name == before

    def test_the_second_of_two_keeps_nothing(
        self, desk: Desk, quarantine: Path, committed: Committed
    ) -> None:
        desk.add("a.png", files.image(), alt="a", credit="b")
        first, second = Upload.objects.get(), Upload.objects.get()
        checking.check(first)
        checking.check(second)
        with committed():
            pass
        [kept] = stored(quarantine)
        assert Path(Upload.objects.get().file.path) == kept

    def test_a_file_removed_during_the_check_stays_removed(
        self, desk: Desk, quarantine: Path, committed: Committed
    ) -> None:
        desk.add("a.png", files.image(), alt="a", credit="b")
        upload = Upload.objects.get()
        Upload.objects.update(state=UploadState.REMOVED)
        checking.check(upload)
        assert Upload.objects.get().state == UploadState.REMOVED
        assert len(stored(quarantine)) == 1

    def test_a_task_for_a_file_that_is_gone_does_nothing(self, desk: Desk) -> None:
        desk.add("a.pdf", files.pdf())
        key = str(Upload.objects.get().pk)
        Upload.objects.all().delete()
        tasks.check.call(key)


def test_what_lies_in_the_folder_tells_nothing_and_is_nobody_elses(
    checked: Callable[..., Upload], quarantine: Path
) -> None:
    upload = checked("Secret plan.pdf", files.pdf())
    [kept] = stored(quarantine)
    assert "plan" not in str(kept)
    assert not kept.suffix
    assert kept.stat().st_mode & 0o077 == 0
    with pytest.raises(ValueError, match="no address"):
        _ = upload.file.url


def test_private_files_lie_outside_what_is_served(settings: Any) -> None:
    settings.MEYDAN_PRIVATE_ROOT = settings.VAR_DIR / "private"
    storage = Upload._meta.get_field("file").storage
    path = Path(storage.path("uploads/a"))
    for served in (settings.MEDIA_ROOT, settings.STATIC_ROOT):
        assert not path.is_relative_to(served)
