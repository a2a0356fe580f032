"""Readers who ask a server for pages without a pause."""

import socket
import threading
import time

READERS = 4
AT_ONCE = 1 << 18  # bytes: most pages in one piece


def ask(port: int, address: str) -> int:
    """The status of an answer, once all of it has come.

    By hand: Python's own client takes longer for a small page than Django does, and would be what
    is measured. Sync workers close every connection, as behind a proxy without keep-alive.
    """
    asked = f"GET {address} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n"
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        connection.sendall(asked.encode())
        first = connection.recv(AT_ONCE)
        while connection.recv(AT_ONCE):
            pass
    if not first.startswith(b"HTTP/"):
        raise ConnectionError(f"{address} got no answer.")
    return int(first.split(maxsplit=2)[1])


def load(port: int, address: str, seconds: float) -> list[float]:
    """Milliseconds of the answers that four readers got, each asking again at once.

    Raises `RuntimeError` where an answer is no page.
    """
    took: list[float] = []
    wrong: list[int | OSError] = []
    end = time.monotonic() + seconds

    def read() -> None:
        try:
            while not wrong and time.monotonic() < end:
                start = time.perf_counter()
                status = ask(port, address)
                took.append((time.perf_counter() - start) * 1000)
                if status != 200:
                    wrong.append(status)
        except OSError as error:
            wrong.append(error)

    readers = [threading.Thread(target=read) for _ in range(READERS)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    if wrong:
        raise RuntimeError(f"{address} answered {wrong[0]}.")
    return took
