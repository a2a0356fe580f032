"""A section with many records is translated into two languages: what that costs, request and job.

`make trial-translations` does it with 500 records and prints the figures.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import mean
from time import perf_counter
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from practices.models import PracticePage
from taxonomy.models import Theme
from tests.bench.trials import long
from tests.factories import full
from tests.factories.pages import SectionPageFactory, home
from tests.translations.people import logged_in, superuser
from translations import running
from translations.enums import Action, Outcome
from translations.jobs import progress, start
from translations.models import Job

pytestmark = pytest.mark.django_db(transaction=True)
RECORDS = int(long("RECORDS", 10))
LANGUAGES = ["tr", "fr"]
BATCH = 4  #  statements for one batch of words


@dataclass
class Cost:
    """How long something took, and how many statements it sent to the database."""

    seconds: float = 0.0
    queries: int = 0


@contextmanager
def measured() -> Iterator[Cost]:
    cost = Cost()

    def count(execute: Callable[..., Any], *args: Any) -> Any:
        cost.queries += 1
        return execute(*args)

    begin = perf_counter()
    with connection.execute_wrapper(count):
        yield cost
    cost.seconds = perf_counter() - begin


@pytest.fixture(autouse=True)
def queued(settings: Any) -> None:
    """Tasks wait in the database for a worker, as on a site."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture
def items(monkeypatch: pytest.MonkeyPatch) -> list[Cost]:
    """What each translation of the jobs has cost."""
    found: list[Cost] = []
    work_off = running._work_off

    def noted(*args: Any) -> None:
        with measured() as cost:
            work_off(*args)
        found.append(cost)

    monkeypatch.setattr(running, "_work_off", noted)
    return found


def section_with(records: int) -> Page:
    """A section of its own with so many records, every field filled."""
    own = SectionPageFactory(parent=home(), locale=home().locale, record_type="practice")
    # Of one theme, so that each has others to name beside it.
    themes = Theme.objects.all().canonical()[:1]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(full, "section", lambda _record_type: Page.objects.get(pk=own.pk))
        for _number in range(records):
            full.full_record(PracticePage, themes=themes)
    return Page.objects.get(pk=own.pk)


def work_off(job: Job, items: list[Cost]) -> list[Cost]:
    """What each translation of a job costs, done as the worker does it."""
    items.clear()
    running.run(job.pk)
    counts = progress(job)
    assert counts[Outcome.DONE] == len(items) == sum(counts.values())
    return list(items)


def visited(client: Client, address: str) -> Cost:
    client.get(address)  # what a process reads once
    with measured() as cost:
        assert client.get(address).status_code == 200
    return cost


def asked_for(client: Client, place: Page) -> Cost:
    """The request that has a section translated; it makes no record's page itself."""
    address = reverse("translations:submit", args=[place.pk])
    client.get(address)
    records = Page.objects.exclude(depth__lt=4).count()
    with measured() as cost:
        answer = client.post(address, {"languages": LANGUAGES})
    assert answer.status_code == 302
    assert Page.objects.exclude(depth__lt=4).count() == records
    return cost


def round_of(records: int, items: list[Cost]) -> dict[str, list[Cost]]:
    """Translate so many records; by what was done, what it cost each time."""
    client, place = logged_in(superuser()), section_with(records)
    request = asked_for(client, place)
    begun = work_off(Job.objects.latest("created_at"), items)
    last = place.get_children().last()
    assert last
    targets = [(page.translation_key, LANGUAGES[0]) for page in place.get_children()[:2]]
    targets.append((last.translation_key, LANGUAGES[0]))
    work_off(start(Action.PUBLISH, targets, actor=superuser()), items)
    page = last.get_translations().get(locale__language_code=LANGUAGES[0])
    return {
        "the request": [request],
        # Of a record with another translation there is more to note. The first record is left out:
        # its translations find no other in their place.
        "one into the first language": begun[2::2],
        "one into the second language": begun[3::2],
        "the page of a translation": [visited(client, page.full_url)],
        "the board": [visited(client, reverse("translations:board"))],
    }


def cell(costs: list[Cost]) -> str:
    """The mean time, and the most queries."""
    took = mean(cost.seconds for cost in costs) * 1000
    return f"{took:.0f} ms, {max(cost.queries for cost in costs)} queries"


def test_many_pages_cost_as_many_queries_each_as_few(items: list[Cost]) -> None:
    sizes = (RECORDS // 10 + 2, RECORDS)
    rounds = [round_of(number, items) for number in sizes]
    lines = [
        f"| {connection.vendor} | {' | '.join(f'{number} records' for number in sizes)} |",
        "| --- | --- | --- |",
        *(
            f"| {name} | {' | '.join(cell(found[name]) for found in rounds)} |"
            for name in rounds[0]
        ),
    ]
    sys.stdout.write("\n" + "\n".join(lines) + "\n")
    for name in rounds[0].keys() - {"the request"}:  # it writes several hundred rows at once
        few, many = ({cost.queries for cost in found[name]} for found in rounds)
        assert min(few) == min(many), name
        # The index takes the words of a text in batches, and some have a batch more.
        assert max(few | many) <= min(few) + BATCH, name
