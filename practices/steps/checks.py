"""Every field of a practice is asked for in a step, or is left to editors on purpose."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, register

from practices.answers.declared import CONSENT, LEFT_TO_EDITORS, asked_names, shape_of
from practices.models import PracticePage
from practices.steps import STEPS


@register()
def check_every_field_is_placed(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """A new field of a practice must not be forgotten in the form."""
    placed = [name for step in STEPS for name in step.names if name != CONSENT]
    asked = asked_names()
    return [
        *(
            _error(name, "stands in no step of the form", "Name it in a step or LEFT_TO_EDITORS.")
            for name in asked
            if name not in placed
        ),
        *(
            _error(name, "stands in several steps", "Each field is asked for once.")
            for name in asked
            if placed.count(name) > 1
        ),
        *(
            _error(name, "is asked for but is no field to be asked", "Take it out of the step.")
            for name in placed
            if name not in asked
        ),
        *(
            _error(name, "is left to editors, but there is none", "Take it out of LEFT_TO_EDITORS.")
            for name in LEFT_TO_EDITORS
            if not hasattr(PracticePage, name)
        ),
        *(
            _error(name, "is of a kind the form cannot ask for", "See practices/answers/leaves.py.")
            for name in asked
            if not _is_known(name)
        ),
    ]


def _is_known(name: str) -> bool:
    try:
        shape_of(PracticePage._meta.get_field(name))
    except NotImplementedError:
        return False
    return True


def _error(name: str, what: str, hint: str) -> Error:
    message = f"The field `{name}` of PracticePage {what}."
    return Error(message, hint=hint, obj=PracticePage, id="practices.E001")
