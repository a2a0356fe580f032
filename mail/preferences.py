"""How somebody wants the mails that are not essential: at once, in a daily digest, or not."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import CharField, QuerySet, Value
from django.template import engines

from mail import unsubscribing
from mail.enums import Pace
from mail.models import DigestReader, Unsubscription

# The digest's own kind. Whoever unsubscribes from that, with one click in her mail program, wants
# nothing that is not essential: its mails one by one would be the contrary.
DIGEST = "digest"


def pace_for(kind: str, address: str) -> Pace:
    """How mails of a kind are to come to an address."""
    address = address.lower()
    left = Unsubscription.objects.filter(address=address, kind__in=(kind, DIGEST))
    daily = DigestReader.objects.filter(address=address)
    # In one query: it is asked for every mail.
    found = set(_as(Pace.NONE, left).union(_as(Pace.DAILY, daily)).values_list("pace", flat=True))
    return next((pace for pace in (Pace.NONE, Pace.DAILY) if pace in found), Pace.AT_ONCE)


def pace_of(address: str) -> Pace:
    """How mails are to come to an address, but for the kinds that it has left."""
    return pace_for(DIGEST, address)


def kinds_of(address: str) -> dict[str, bool]:
    """Every kind that can be left, and whether an address still wants it."""
    folders = map(Path, engines["django"].template_dirs)
    found = {file.name for folder in folders for file in folder.glob("emails/*.kind.txt")}
    kinds = {name.removesuffix(".kind.txt") for name in found} - {DIGEST}
    left = set(
        Unsubscription.objects.filter(address=address.lower()).values_list("kind", flat=True)
    )
    return {kind: kind not in left for kind in sorted(kinds)}


@transaction.atomic
def choose(address: str, pace: str, kinds: Mapping[str, bool]) -> None:
    """Keep how an address wants these mails, and which kinds of them.

    What is held for it goes out with the worker's next round unless it wants a digest.
    """
    address = address.lower()
    if pace == Pace.DAILY:
        DigestReader.objects.get_or_create(address=address)
    else:
        DigestReader.objects.filter(address=address).delete()
    for kind, wanted in {**kinds, DIGEST: pace != Pace.NONE}.items():
        act = unsubscribing.resubscribe if wanted else unsubscribing.unsubscribe
        act(kind, address)


def _as(pace: Pace, rows: QuerySet[Any]) -> QuerySet[Any]:
    named: QuerySet[Any] = rows.annotate(pace=Value(pace.value, CharField())).values("pace")
    return named
