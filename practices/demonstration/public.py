"""A call and an adaptation for the demonstration: what everybody reads beside the records."""

import tomllib
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.utils import timezone

from core.signals import demonstration_loaded
from members.people import membership_of
from practices.models import Adaptation, Call, CallText, PracticePage
from taxonomy.models import Theme

FILE = Path(__file__).with_name("public.toml")


def load(**kwargs: Any) -> None:
    """Add what is missing; what somebody has changed or taken back stays so."""
    read = tomllib.loads(FILE.read_text())
    for entry in read["call"]:
        if not Call.objects.filter(slug=entry["slug"]).exists():
            _load_call(entry)
    for entry in read["adaptation"]:
        _load_adaptation(**entry)


def _load_call(entry: dict[str, Any]) -> None:
    today = timezone.localdate()
    call = Call(
        slug=entry["slug"],
        language=entry["language"],
        opens=today - timedelta(days=entry["opened"]),
        closes=today + timedelta(days=entry["closes_in"]),
        themes=Theme.objects.canonical().filter(code__in=entry["themes"]),
        texts=[CallText(**text) for text in entry["text"]],
    )
    call.full_clean()
    call.save()


def _load_adaptation(*, practice: str, author: str, **statement: str) -> None:
    page = PracticePage.objects.live().filter(slug=practice, locale__language_code="en").first()
    actor = get_user_model()._default_manager.get(username=author)
    membership = membership_of(actor)
    if page is None or membership is None:
        return
    # Not by the service, which asks the search for the practice: that learns of it on commit.
    city = membership.organisation
    if not Adaptation.objects.filter(practice=page.record_key, organisation=city).exists():
        Adaptation.objects.create(
            practice=page.record_key,
            organisation=city,
            city=city.city,
            created_by=actor,
            **statement,
        )


demonstration_loaded.connect(load, dispatch_uid="a call and an adaptation of the demonstration")
