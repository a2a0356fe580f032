"""A LibreTranslate server for tests: it spells every word backwards, or does what servers do."""

import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

MARKUP_OR_WORD = re.compile(r"(<[^>]*>|&\w+;)|(\w+)")
MARKER = re.compile(r'<a id="g\d+"></a>')

Behaviour = Callable[[list[str]], Any]


def backwards(texts: list[str]) -> list[str]:
    """Each word spelled backwards: nothing that was sent as a word comes back as it was."""
    return [MARKUP_OR_WORD.sub(lambda found: found[1] or found[2][::-1], text) for text in texts]


def shuffled(texts: list[str]) -> list[str]:
    """The markers in another order, as the grammar of a language asks for."""
    return [_shuffled(text) for text in backwards(texts)]


def eating_markers(texts: list[str]) -> list[str]:
    """Empty markup is lost."""
    return [MARKER.sub("", text) for text in backwards(texts)]


def doubling_markers(texts: list[str]) -> list[str]:
    """Markup comes twice."""
    return [MARKER.sub(lambda found: found[0] * 2, text) for text in backwards(texts)]


def filling_markers(texts: list[str]) -> list[str]:
    """Words are moved into empty markup."""
    return [text.replace("></a>", ">word</a>") for text in backwards(texts)]


def eating_tags(texts: list[str]) -> list[str]:
    """All markup is lost."""
    return [re.sub(r"<[^>]*>", "", text) for text in backwards(texts)]


def forgetting_one(texts: list[str]) -> list[str]:
    """One answer fewer than questions."""
    return backwards(texts)[1:]


def answering_nothing(texts: list[str]) -> list[None]:
    """No text at all."""
    return [None for _text in texts]


@dataclass
class LibreTranslate:
    """The server as a test sees it: its address, how it is to behave, what it was asked."""

    address: str = ""
    behaviour: Behaviour = backwards
    status: int = 200
    is_slow: bool = False
    asked: list[dict[str, Any]] = field(default_factory=list)
    closing: threading.Event = field(default_factory=threading.Event)

    @property
    def texts(self) -> list[str]:
        """Every text it was asked for, in the order of the requests."""
        return [text for request in self.asked for text in request["q"]]


@contextmanager
def libretranslate() -> Iterator[LibreTranslate]:
    """A server on a free port of this machine, until the end of the block."""
    server = LibreTranslate()
    listening = ThreadingHTTPServer(("127.0.0.1", 0), _handler(server))
    listening.daemon_threads = True
    server.address = f"http://127.0.0.1:{listening.server_port}"
    thread = threading.Thread(target=listening.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield server
    finally:
        server.closing.set()
        listening.shutdown()
        listening.server_close()
        thread.join()


def _handler(server: LibreTranslate) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            server.asked.append(question)
            if server.is_slow:
                server.closing.wait()
                return
            answer = json.dumps({"translatedText": server.behaviour(question["q"])}).encode()
            self.send_response(server.status)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *args: Any) -> None:
            """Print nothing."""

    return Handler


def _shuffled(text: str) -> str:
    markers = MARKER.findall(text)
    return "".join(reversed(markers)) + MARKER.sub("", text)
