"""What a validator found, in plain words: what to do."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from practices.answers.leaves import Kind, Leaf


def in_plain_words(error: ValidationError, leaf: Leaf, text: str) -> ValidationError:
    """The same mistake, said as advice; ours say what to do already."""
    first = error.error_list[0]
    say = _BY_CODE.get(first.code or "") or _BY_KIND.get((leaf.kind, first.code or ""))
    if say is None:
        return ValidationError(first.messages, code=first.code)
    return ValidationError(say(first.params or {}, text), code=first.code)


def _too_long(params: dict[str, Any], text: str) -> str:
    most = params["limit_value"]
    over = params["show_value"] - most
    return ngettext(
        "Shorten this by %(over)s character: %(most)s fit.",
        "Shorten this by %(over)s characters: %(most)s fit.",
        over,
    ) % {"over": over, "most": most}


def _no_number(params: dict[str, Any], text: str) -> str:
    return _("Write the number in digits only, for example 12500. Words go into the other fields.")


_BY_CODE: dict[str, Callable[[dict[str, Any], str], str]] = {
    "max_length": _too_long,
    "invalid_choice": lambda params, text: _("Choose one from the list."),
    "min_value": lambda params, text: (
        _("Write %(least)s or a larger number.") % {"least": params["limit_value"]}
    ),
    "max_value": lambda params, text: (
        _("This number is too large: check the digits. %(most)s is the most that fits.")
        % {"most": params["limit_value"]}
    ),
    "max_digits": lambda params, text: _("This number is too large: check the digits."),
    "max_whole_digits": lambda params, text: _("This number is too large: check the digits."),
    "max_decimal_places": lambda params, text: _("Round the number to two decimal places."),
}
_BY_KIND: dict[tuple[Kind, str], Callable[[dict[str, Any], str], str]] = {
    (Kind.NUMBER, "invalid"): _no_number,
    (Kind.ADDRESS, "invalid"): lambda params, text: _(
        "This is no complete web address. Open the page and copy its address from the top of the "
        "browser: it begins with https://."
    ),
}
