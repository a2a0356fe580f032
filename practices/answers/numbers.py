"""Numbers as people write them."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# Spaces of every width, apostrophes and the invisible marks of right-to-left text.
_BETWEEN = re.compile(r"[\s'’\u200e\u200f\u2066-\u2069]+")
_SIGNS = str.maketrans({"٫": ".", "٬": ",", "−": "-"})
_ONE_GROUP = re.compile(r"(-?[1-9][0-9]{0,2})[.,]([0-9]{3})")
_GROUPS = re.compile(r"-?[1-9][0-9]{0,2}(?:([.,])[0-9]{3})(?:\1[0-9]{3})+")
_GROUPS_AND_DECIMALS = re.compile(
    r"(-?[1-9][0-9]{0,2}(?:([.,])[0-9]{3})(?:\2[0-9]{3})*)[.,]([0-9]{1,2})"
)
_DECIMALS = re.compile(r"(-?[0-9]+)[.,]([0-9]{1,2})")
# Longer than any number a field takes; more is not looked at.
LONGEST = 60


def plain_number(text: str, *, whole: bool) -> str:
    """The number with digits 0 to 9 and a decimal point; text that is no number as it is.

    `446.564` is a whole number to most of our readers and a decimal one to the others: where both
    can be meant it is not guessed.

    Raises:
        ValidationError: one separator that can be read either way.
    """
    if len(text) > LONGEST:
        return text
    digits = "".join(str(unicodedata.decimal(letter, letter)) for letter in text)
    plain = _BETWEEN.sub("", digits).translate(_SIGNS)
    if match := _ONE_GROUP.fullmatch(plain):
        number = match[1] + match[2]
        if whole:
            return number
        raise ValidationError(
            _("Leave out the separator of thousands: write %(number)s."),
            code="separator",
            params={"number": number},
        )
    if _GROUPS.fullmatch(plain):
        return plain.replace(",", "").replace(".", "")
    if (match := _GROUPS_AND_DECIMALS.fullmatch(plain)) and plain[-len(match[3]) - 1] != match[2]:
        return f"{match[1].replace(match[2], '')}.{match[3]}"
    if match := _DECIMALS.fullmatch(plain):
        return f"{match[1]}.{match[2]}"
    return plain
