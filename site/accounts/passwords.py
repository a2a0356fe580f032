"""What a new password has to be, in words."""

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.utils.translation import get_language

from core.i18n import format_number


class LengthValidator(MinimumLengthValidator):
    """Django's own, with the digits of the language: docs/decisions/0005-digits.md."""

    def get_help_text(self) -> str:
        """The rule."""
        return self._in_own_digits(super().get_help_text())

    def get_error_message(self) -> str:
        """What is said of a password that breaks it."""
        return self._in_own_digits(super().get_error_message())

    def _in_own_digits(self, text: str) -> str:
        number = format_number(self.min_length, get_language() or "en")
        return text.replace(str(self.min_length), number)
