"""From HTML to PDF in a process of its own, one at a time, each made once.

Typesetting takes a second or two of a processor, and of a hostile or very long record without
end. So it happens beside the process that answers: with bounded time and memory, none of our
secrets, and no way to any network. A reader waits for it, which the worker would not spare her.
"""

import base64
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from hashlib import sha256
from threading import Lock

from django.core.files.base import ContentFile
from django.core.files.storage import storages

from search.pdf import child

SECONDS = 120  # whatever else the machine does; the processor ends it long before
PATIENCE = 15  # seconds to wait for another PDF of this process
# Where a Python finds libraries, and fontconfig its fonts.
NEEDED = ("LD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH", "FONTCONFIG_FILE", "FONTCONFIG_PATH")
END = b"%%EOF"

_one_at_a_time = Lock()


class BusyError(Exception):
    """Others are being made: try again in a moment."""


class FailedError(Exception):
    """It could not be made, or not within the limits."""


def make(html: str, css: str, base: str, files: Mapping[str, bytes]) -> bytes:
    """A PDF of a page; the same again comes from the private storage.

    What nobody asks for anew is swept there after a day, as no row names it. `base` is the
    address that links are relative to, `files` holds all that the page may show, by address.

    Raises:
        BusyError: others are being made.
        FailedError: it cannot be made.
    """
    given = {url: base64.b64encode(data).decode() for url, data in files.items()}
    work = json.dumps({"html": html, "css": css, "base": base, "files": given}, sort_keys=True)
    name = f"pdf/{sha256(work.encode()).hexdigest()}.pdf"
    if known := _stored(name):
        return known
    if not _one_at_a_time.acquire(timeout=PATIENCE):
        raise BusyError
    try:
        # Perhaps it was this one that was waited for.
        if known := _stored(name):
            return known
        made = _typeset(work)
    finally:
        _one_at_a_time.release()
    storages["private"].save(name, ContentFile(made))
    return made


def _stored(name: str) -> bytes | None:
    """What was made before; nothing of one that is still being written."""
    try:
        with storages["private"].open(name) as file:
            data: bytes = file.read()
    except FileNotFoundError:
        return None
    return data if data.rstrip().endswith(END) else None


def _typeset(work: str) -> bytes:
    command = [sys.executable, "-I", str(child.__file__)]
    environment = {name: os.environ[name] for name in NEEDED if name in os.environ}
    try:
        # The program is ours, and gets no argument.
        done = subprocess.run(  # noqa: S603
            command,
            env=environment,
            input=work.encode(),
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise FailedError(f"It took longer than {SECONDS} seconds.") from error
    if done.returncode != 0 or not done.stdout.rstrip().endswith(END):
        told = done.stderr.decode(errors="replace")[-2_000:]
        raise FailedError(f"The program ended with {done.returncode}: {told}")
    return done.stdout
