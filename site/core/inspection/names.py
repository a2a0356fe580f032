"""Names of files that can be shown, stored and sent anywhere."""

import re
import unicodedata
from pathlib import PurePath

from django.utils.translation import gettext as _

LONGEST = 100
# Control and format characters (which turn the direction of what follows), and what is no letter.
INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
NOT_IN_NAMES = re.compile(r"""[<>:"/\\|?*'`;%]+""")


def extension_of(name: str) -> str:
    """What a name ends in, in small letters and without the dot; empty where there is no dot."""
    return PurePath(safe_name(name)).suffix.removeprefix(".")


def safe_name(name: str) -> str:
    """A name without anything that could mislead a reader, a file system or a header.

    The extension stays, in small letters.
    """
    path = PurePath(NOT_IN_NAMES.sub("-", _visible(name)).strip())
    stem = " ".join(path.stem.split()).strip(". -")[:LONGEST].rstrip()
    return f"{stem or _('file')}{path.suffix.lower()}"


def _visible(name: str) -> str:
    composed = unicodedata.normalize("NFC", name)
    return "".join(sign for sign in composed if unicodedata.category(sign) not in INVISIBLE)
