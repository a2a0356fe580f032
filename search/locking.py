"""The one lock that everybody who writes the index takes before anything else."""

from search.models import IndexState


def lock() -> IndexState:
    """The index's state, held by this transaction alone until it ends.

    To be called first thing within `transaction.atomic()`: on SQLite the transaction itself has
    locked (`transaction_mode=IMMEDIATE`), on PostgreSQL the row is.
    """
    states = IndexState.objects.select_for_update()
    state = states.first()
    if state is None:
        IndexState.objects.bulk_create([IndexState()], ignore_conflicts=True)
        state = states.get()
    return state
