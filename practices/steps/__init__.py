"""The form of a submission, in eight steps."""

from practices.steps.activities import Activities
from practices.steps.base import Pressed, Problem, Step
from practices.steps.contacts import Contacts
from practices.steps.context import Context
from practices.steps.files import Files
from practices.steps.objectives import Objectives
from practices.steps.results import Results
from practices.steps.short import Short
from practices.steps.transfer import Transfer
from practices.steps.what import What

STEPS: tuple[type[Step], ...] = (
    What,
    Context,
    Activities,
    Results,
    Transfer,
    Objectives,
    Contacts,
    Files,
)

_ALL: tuple[type[Step], ...] = (*STEPS, Short)
_BY_SLUG = {kind.slug: kind for kind in _ALL}


def step(slug: str) -> type[Step]:
    """The step that an address names, the short form included.

    Raises:
        KeyError: there is no such step.
    """
    return _BY_SLUG[slug]


__all__ = ["STEPS", "Pressed", "Problem", "Short", "Step", "step"]
