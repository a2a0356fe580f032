"""How the engines are, for those who look after the site."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.conf import settings

from search import waiting
from search.models import Feed, Waiting


class State(StrEnum):
    """How Elasticsearch is. Whatever it is, readers are answered."""

    UNUSED = "unused"
    OK = "ok"
    BEHIND = "behind"  # it has yet to take in too much, or for too long
    BUILDING = "building"  # there is no complete index yet
    MISSING = "missing"  # and no worker builds one
    FAILING = "failing"


@dataclass(frozen=True)
class Health:
    """The state, how many documents wait to be taken in, and what the server failed with."""

    state: State
    waiting: int = 0
    problem: str = ""

    @property
    def answers(self) -> str:
        """The engine that answers, as far as the database knows."""
        in_step = self.state in (State.OK, State.FAILING) and waiting.left_out() is not None
        return "elasticsearch" if in_step else "database"

    def told(self) -> dict[str, Any]:
        """What a stranger may know: no addresses, and nothing a server said."""
        if self.state is State.UNUSED:
            return {"engine": self.answers}
        return {
            "engine": self.answers,
            "elasticsearch": self.state.value,
            "waiting": self.waiting,
        }


def health() -> Health:
    """As the worker and all who publish have noted it; asks nobody."""
    if not settings.ELASTICSEARCH_URL:
        return Health(State.UNUSED)
    # Loads the client: only where it is used.
    from search.engines.elasticsearch.index import is_current

    feed = Feed.objects.first() or Feed()
    return Health(_state(feed, is_current(feed.index)), Waiting.objects.count(), feed.problem)


def _state(feed: Feed, complete: bool) -> State:
    if feed.problem:
        return State.FAILING if complete else State.MISSING
    if not complete:
        return State.BUILDING if feed.next else State.MISSING
    return State.OK if waiting.left_out() is not None else State.BEHIND
