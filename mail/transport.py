"""Django's SMTP transport, given a limit for a mail as a whole."""

import os
import smtplib
import socket
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from threading import Timer
from typing import Any

from django.core.mail.backends.smtp import EmailBackend

LONGEST = 120  # seconds from opening a connection to closing it


class Watched:
    """Shows the connection as soon as it is made, before the server says a word."""

    def __init__(self, *args: Any, watch: Callable[[socket.socket], None], **kwargs: Any) -> None:
        self._watch = watch
        super().__init__(*args, **kwargs)

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        made: socket.socket = super()._get_socket(host, port, timeout)  # type: ignore[misc]
        self._watch(made)
        return made


class WatchedSMTP(Watched, smtplib.SMTP):
    """Without encryption, or with that of STARTTLS."""


class WatchedSMTPS(Watched, smtplib.SMTP_SSL):
    """Encrypted from the start."""


class SMTPTransport(EmailBackend):
    """Gives up on a server that always says a little, and so never meets a time limit.

    `EMAIL_TIMEOUT` limits each single step. A worker that waits longer than it might is taken for
    dead, and its mail is sent by another (`delivery.ABANDONED`).
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """As Django calls it."""
        super().__init__(*args, **kwargs)
        self._timer: Timer | None = None
        # A handle of our own on the connection: STARTTLS takes the first one away.
        self._line: socket.socket | None = None

    @property
    def connection_class(self) -> Any:
        """What makes the connection."""
        return partial(WatchedSMTPS if self.use_ssl else WatchedSMTP, watch=self._keep)

    def open(self) -> bool | None:
        """As in Django, and the time begins to run."""
        if self._timer is None:
            self._timer = Timer(LONGEST, self._cut)
            self._timer.daemon = True
            self._timer.start()
        return super().open()

    def close(self) -> None:
        """As in Django, and the time ends."""
        try:
            super().close()
        finally:
            if self._timer is not None:
                self._timer.cancel()
                self._timer.join()
                self._timer = None
            if self._line is not None:
                self._line.close()
                self._line = None

    def _keep(self, made: socket.socket) -> None:
        self._line = socket.socket(fileno=os.dup(made.fileno()))

    def _cut(self) -> None:
        if self._line is not None:
            with suppress(OSError):  # it may just have ended by itself
                self._line.shutdown(socket.SHUT_RDWR)
