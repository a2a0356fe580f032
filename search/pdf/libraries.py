"""What PDFs need of the system: looked for once by each process."""

import ctypes
from collections.abc import Mapping
from functools import cache

# By the name people know it by, what its file is called on Linux and on macOS.
LIBRARIES: Mapping[str, tuple[str, ...]] = {
    "GObject": ("libgobject-2.0.so.0", "libgobject-2.0.0.dylib"),
    "Pango": ("libpango-1.0.so.0", "libpango-1.0.dylib"),
    "PangoFT2": ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib"),
    "HarfBuzz": ("libharfbuzz.so.0", "libharfbuzz.0.dylib"),
    "HarfBuzz subset": ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib"),
    "Fontconfig": ("libfontconfig.so.1", "libfontconfig.1.dylib"),
}


@cache
def missing() -> tuple[str, ...]:
    """The names of those libraries that cannot be loaded."""
    return tuple(name for name, files in LIBRARIES.items() if not any(map(_loads, files)))


def _loads(file: str) -> bool:
    try:
        ctypes.CDLL(file)
    except OSError:
        return False
    return True
