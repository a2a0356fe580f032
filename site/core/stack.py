"""Room on Python's stack, so that no page is made at the edge of a piece of it.

CPython takes memory for frames from the system in pieces of 16 KiB, and gives a piece back when
the first frame in it ends. Where a template's innermost calls begin a new piece, it is taken and
given back a thousand times a page: half of the page's time. Whether they do depends on how deep
the server, its kind of worker and the middleware lie, so that any change may bring it about.
"""

from collections.abc import Callable
from types import FunctionType
from typing import Any, TypeVar, cast

# For what it says it needs, a frame gets a piece of twice as much; the rest is room for others.
WORDS = 8_192

Call = TypeVar("Call", bound=Callable[..., Any])


def with_room(call: Call) -> Call:
    """The same call, with all that it calls in one large piece of the stack."""

    def roomy(*args: Any, **kwargs: Any) -> Any:
        return call(*args, **kwargs)

    function = cast(FunctionType, roomy)
    function.__code__ = function.__code__.replace(co_stacksize=WORDS)
    return cast(Call, roomy)
