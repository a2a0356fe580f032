"""Images made anew from their pixels: upright, and without anything that is not to be seen.

Decoding happens in a process of its own with little memory, little time and none of our secrets.
It ends when this one does, however that ends.
"""

import os
import signal
import subprocess
import sys
from typing import BinaryIO

from core import reencode_child
from core.inspection import Reason, RefusedFileError

SECONDS = 60
# Where a Python that was built with shared libraries finds them.
NEEDED = ("LD_LIBRARY_PATH", "SYSTEMROOT")


class DecoderKilledError(Exception):
    """Somebody else ended the decoder: of the image nothing is known, and it can be tried again."""


def reencode(source: BinaryIO, target: BinaryIO) -> str:
    """Write an image anew; the extension of what was written.

    Where it has several frames, the first.

    Args:
        source: an open file of the system's; read from its beginning.
        target: an empty one, open for writing.

    Raises:
        RefusedFileError: it cannot be decoded to its end, or not within the limits.
        DecoderKilledError: the operator, or a machine without memory, ended the decoder.
    """
    source.flush()
    try:
        done = _decode(source.fileno(), target.fileno())
    except subprocess.TimeoutExpired as error:
        raise RefusedFileError(Reason.DAMAGED) from error
    if done.returncode == reencode_child.TOO_LARGE:
        raise RefusedFileError(Reason.PIXELS)
    if done.returncode == -signal.SIGKILL:
        raise DecoderKilledError
    if done.returncode != 0:
        raise RefusedFileError(Reason.DAMAGED)
    return done.stdout.decode().strip()


def _decode(*files: int) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-I", str(reencode_child.__file__), *map(str, files)]
    environment = {name: os.environ[name] for name in NEEDED if name in os.environ}
    # Nothing is ever written there: its other end closes with this process.
    lifeline, held = os.pipe()
    try:
        # The program is ours; the files are arguments, not words of a shell.
        return subprocess.run(  # noqa: S603
            command,
            env=environment,
            stdin=lifeline,
            capture_output=True,
            pass_fds=files,
            timeout=SECONDS,
            check=False,
        )
    finally:
        os.close(lifeline)
        os.close(held)
