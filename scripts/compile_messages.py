"""Compiles the message catalogues with Babel, so that no gettext program has to be installed.

Run inside the environment: `python -m scripts.compile_messages`.
"""

from uuid import uuid4

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from scripts.paths import catalogues


def compile_catalogues() -> None:
    """Write every compiled catalogue beside its source."""
    for source in catalogues():
        with source.open("rb") as text:
            catalogue = read_po(text, locale=source.parents[1].name)
        # Renamed when complete: a site that runs may read it at any moment, and another process
        # may be compiling too.
        unfinished = source.with_suffix(f".{uuid4().hex}.mo")
        with unfinished.open("wb") as compiled:
            write_mo(compiled, catalogue)
        unfinished.replace(source.with_suffix(".mo"))


if __name__ == "__main__":
    compile_catalogues()
