"""A client of ClamAV's daemon: one file over one connection."""

import socket
import struct
from typing import BinaryIO
from urllib.parse import urlsplit

PIECE = 64 * 1024
SECONDS = 30  # for each step of the talk
LONGEST_ANSWER = 4096
LENGTH = struct.Struct("!L")


class ScannerError(Exception):
    """No answer, or none that says whether a file is clean."""


def finds_malware(file: BinaryIO, address: str) -> bool:
    """Whether the scanner knows the file as harmful.

    Args:
        file: read from its beginning.
        address: `tcp://host:port` or `unix:///path`.

    Raises:
        ScannerError: it could not be asked, or did not look at the whole file.
    """
    file.seek(0)
    try:
        with _connect(address) as line:
            line.sendall(b"zINSTREAM\0")
            while piece := file.read(PIECE):
                line.sendall(LENGTH.pack(len(piece)) + piece)
            line.sendall(LENGTH.pack(0))
            answer = _answer(line)
    except OSError as error:
        raise ScannerError(f"The virus scanner cannot be reached: {error}") from error
    if answer.endswith(b" FOUND"):
        return True
    if answer == b"stream: OK":
        return False
    raise ScannerError(f"The virus scanner answered {answer[:200]!r}")


def _connect(address: str) -> socket.socket:
    parts = urlsplit(address)
    if parts.scheme == "unix":
        line = socket.socket(socket.AF_UNIX)
        line.settimeout(SECONDS)
        try:
            line.connect(parts.path)
        except OSError:
            line.close()
            raise
        return line
    if parts.scheme == "tcp" and parts.hostname:
        return socket.create_connection((parts.hostname, parts.port or 3310), SECONDS)
    raise ScannerError("MEYDAN_CLAMD is neither tcp://host:port nor unix:///path.")


def _answer(line: socket.socket) -> bytes:
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < LONGEST_ANSWER:
        piece = line.recv(LONGEST_ANSWER)
        if not piece:
            break
        answer += piece
    return answer.rstrip(b"\0\n")
