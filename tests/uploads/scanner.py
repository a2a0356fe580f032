"""A stand-in for ClamAV's daemon, which knows one file."""

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from tests.uploads.files import EICAR

FOUND = b"stream: Eicar-Test-Signature FOUND\0"


@contextmanager
def scanner(answer: bytes | None = None) -> Iterator[str]:
    """A daemon's address; it says what it finds, or always the same."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=_serve, args=(server, answer), daemon=True)
        thread.start()
        yield f"tcp://127.0.0.1:{server.getsockname()[1]}"
        # Wakes who waits for the next caller.
        with socket.create_connection(server.getsockname()):
            pass
        thread.join(10)


def _serve(server: socket.socket, answer: bytes | None) -> None:
    while True:
        line, _address = server.accept()
        with line:
            if line.recv(10, socket.MSG_WAITALL) != b"zINSTREAM\0":
                return
            content = b""
            while length := struct.unpack("!L", line.recv(4, socket.MSG_WAITALL))[0]:
                content += line.recv(length, socket.MSG_WAITALL)
            found = FOUND if EICAR in content else b"stream: OK\0"
            line.sendall(found if answer is None else answer)
