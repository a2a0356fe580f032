"""A mail server of our own on a free port, which misbehaves as a test tells it to."""

import socket
import socketserver
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from enum import Enum, auto
from typing import cast


class Wrong(Enum):
    """What a server does in place of an answer."""

    HANG = auto()  # nothing, with the connection open
    DRIP = auto()  # a little at a time, for ever
    RESET = auto()
    CLOSE = auto()
    TAKE_AND_CLOSE = auto()  # keeps the message, and never says so


# Asked at each moment (connect, MAIL, RCPT, DATA, message) with what the client said; None is
# what a server says that works.
Rule = Callable[[str, str], str | Wrong | None]


@dataclass(frozen=True)
class Received:
    """A message that the server has taken, and for whom."""

    sender: str
    recipient: str
    data: bytes

    @property
    def message(self) -> EmailMessage:
        """The message, parsed."""
        return message_from_bytes(self.data, policy=policy.default)

    @property
    def message_id(self) -> str:
        """What mail programs know it by."""
        return str(self.message["Message-ID"])


class MailServer(socketserver.ThreadingTCPServer):
    """Takes mails, unless its rule says otherwise."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), _Session)
        self.rule: Rule = lambda moment, said: None
        self.received: list[Received] = []
        self.connections = 0
        self.stopped = threading.Event()

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.server_address[1])


@contextmanager
def running(port: int = 0) -> Iterator[MailServer]:
    """A mail server for as long as the block runs."""
    with MailServer(port) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield server
        finally:
            server.stopped.set()
            server.shutdown()
            thread.join()


class _End(Exception):
    """Of a session."""


class _Session(socketserver.StreamRequestHandler):
    """One connection."""

    def handle(self) -> None:
        """As socketserver calls it."""
        self.mails = cast(MailServer, self.server)
        self.mails.connections += 1
        # A client that ends as it likes is no failure of the server's.
        with suppress(_End, ConnectionError):
            self._answer("connect", "", "220 mail.example.org")
            while line := self.rfile.readline():
                self._command(line.decode().strip())

    def _command(self, line: str) -> None:
        verb = line.partition(" ")[0].upper()
        if verb == "MAIL":
            self.sender = _address(line)
        elif verb == "RCPT":
            self.recipient = _address(line)
        if verb in ("MAIL", "RCPT"):
            self._answer(verb, _address(line), "250 all right")
        elif verb == "DATA":
            if self._answer("DATA", "", "354 go on"):
                self._message()
        elif verb == "QUIT":
            self._say("221 good-bye")
            raise _End
        else:
            self._say("250 mail.example.org")

    def _message(self) -> None:
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            if not line:
                raise _End
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        taken = Received(self.sender, self.recipient, b"".join(lines))
        answer = self.mails.rule("message", self.recipient)
        if answer in (None, Wrong.TAKE_AND_CLOSE):
            self.mails.received.append(taken)
        self._give(answer, "250 taken")

    def _answer(self, moment: str, said: str, usual: str) -> bool:
        return self._give(self.mails.rule(moment, said), usual)

    def _give(self, answer: str | Wrong | None, usual: str) -> bool:
        """Whether it was the usual answer."""
        if answer is Wrong.HANG:
            self.mails.stopped.wait()
            raise _End
        if answer is Wrong.DRIP:
            while not self.mails.stopped.wait(0.05):
                self.wfile.write(b"2")
            raise _End
        if answer is Wrong.RESET:
            # Closed at once, without a word to the other side that it was meant.
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()
            raise _End
        if isinstance(answer, Wrong):
            raise _End
        self._say(answer or usual)
        return answer is None

    def _say(self, answer: str) -> None:
        self.wfile.write(f"{answer}\r\n".encode())


def _address(line: str) -> str:
    return line.partition("<")[2].partition(">")[0]
