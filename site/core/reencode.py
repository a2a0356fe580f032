"""Images made anew from their pixels: upright, and without anything that is not to be seen.

Decoding happens in a process of its own with little memory, little time and none of our secrets.
"""

import os
import subprocess
import sys
from pathlib import Path

from core import reencode_child
from core.inspection import Reason, RefusedFileError

SECONDS = 60
# Where a Python that was built with shared libraries finds them.
NEEDED = ("LD_LIBRARY_PATH", "SYSTEMROOT")


def reencode(source: Path, target: Path) -> str:
    """Write an image anew; the extension of what was written.

    Where it has several frames, the first.

    Raises:
        RefusedFileError: it cannot be decoded to its end, or not within the limits.
    """
    command = [sys.executable, "-I", str(reencode_child.__file__), str(source), str(target)]
    environment = {name: os.environ[name] for name in NEEDED if name in os.environ}
    try:
        # The program is ours; the paths are arguments, not words of a shell.
        done = subprocess.run(  # noqa: S603
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise RefusedFileError(Reason.DAMAGED) from error
    if done.returncode == reencode_child.TOO_LARGE:
        raise RefusedFileError(Reason.PIXELS)
    if done.returncode != 0:
        raise RefusedFileError(Reason.DAMAGED)
    return done.stdout.decode().strip()
