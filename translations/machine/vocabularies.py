"""Machine translation in wagtail-localize's own editor, which is that of the vocabularies."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.models import Locale
from wagtail_localize.machine_translators.base import BaseMachineTranslator
from wagtail_localize.strings import StringValue

from translations.machine.configuration import engine_names
from translations.machine.router import MachineError, available, translate
from translations.segments import complaint

View = Callable[..., HttpResponseBase]


class RoutedTranslator(BaseMachineTranslator):
    """Asks the engine that is set up for the pair of languages."""

    @property
    def display_name(self) -> str:
        """The engines that are set up: the editor does not say for which languages it asks."""
        return ", ".join(engine_names())

    def can_translate(self, source_locale: Locale, target_locale: Locale) -> bool:
        """Whether an engine is set up for this pair of languages."""
        return available(source_locale.language_code, target_locale.language_code)

    def translate(
        self, source_locale: Locale, target_locale: Locale, strings: Iterable[StringValue]
    ) -> dict[StringValue, StringValue]:
        """The translation of each string; what cannot stand there is left out, and stays as it is.

        Raises:
            MachineError: as `router.translate` has it.
        """
        segments = [string.data for string in strings]
        answer = translate(source_locale.language_code, target_locale.language_code, segments)
        return {
            StringValue(own): StringValue(text)
            for own, text in answer.texts.items()
            if complaint(own, text) is None
        }


def telling(view: View) -> View:
    """A view of wagtail-localize that tells its user why a machine gave no translation."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except MachineError as error:
            messages.error(request, str(error))
            return redirect(get_valid_next_url_from_request(request) or "wagtailadmin_home")

    return wrapped
