"""A server that is not well: it refuses, hangs, breaks off, drips, or answers nonsense."""

import socket
import socketserver
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import Enum, auto


class Illness(Enum):
    """What it does with a connection."""

    HANG = auto()  # nothing, with the connection open
    DRIP = auto()  # a little at a time, for ever
    RESET = auto()
    CLOSE = auto()
    NONSENSE = auto()  # an answer of another kind of server
    FAIL = auto()  # says that it cannot


ANSWERS = {
    Illness.NONSENSE: b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
    Illness.FAIL: (
        b"HTTP/1.1 503 Service Unavailable\r\nX-Elastic-Product: Elasticsearch\r\n"
        b"Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"
    ),
}


@contextmanager
def unwell(illness: Illness) -> Iterator[str]:
    """The address of such a server, for as long as the block runs."""
    stopped = threading.Event()

    class Session(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            with suppress(ConnectionError):
                self.connection.recv(65536)
                self._answer()

        def _answer(self) -> None:
            if illness is Illness.HANG:
                stopped.wait()
            elif illness is Illness.DRIP:
                self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
                while not stopped.wait(0.05):
                    self.wfile.write(b"x")
            elif illness is Illness.RESET:
                linger = struct.pack("ii", 1, 0)
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            else:
                self.wfile.write(ANSWERS.get(illness, b""))

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True

    with Server(("127.0.0.1", 0), Session) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            stopped.set()
            server.shutdown()
            thread.join()


def refusing() -> str:
    """An address at which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{probe.getsockname()[1]}"
