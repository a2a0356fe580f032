"""Pages over HTTP beside a bare view: a short round of the trial, on a site of one practice."""

import http.server
import os
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings

from scripts.paths import ROOT
from tests.bench.beside import BARE, ours, side_by_side, table
from tests.bench.loading import load
from tests.bench.processes import address
from tests.factories.pages import PracticePageFactory, section


@pytest.mark.django_db(transaction=True)
def test_a_short_round_measures_pages_kept_and_made_anew_beside_a_bare_view() -> None:
    practice: Any = PracticePageFactory(parent=section())
    pages = {"a practice": practice.get_url(), "search": "/en/search/"}
    variables = {
        **os.environ,
        "DATABASE_URL": address(),
        "MEYDAN_VAR": str(settings.MEYDAN_PRIVATE_ROOT),
        "PYTHONPATH": f"{ROOT / 'site'}:{ROOT}",
        "TRIAL_PLAIN_FILES": "1",
    }
    sites = [
        BARE,
        ours("kept", pages, variables, TRIAL_KEEPS_PAGES="1"),
        ours("anew", pages, variables),
    ]
    found = side_by_side(sites, rounds=1, seconds=0.2)
    assert list(found) == [
        "bare view", "kept: a practice", "kept: search", "anew: a practice", "anew: search",
    ]  # fmt: skip
    assert found["bare view"]["of the ceiling"] == 1
    for page in pages:
        assert found[f"kept: {page}"]["queries"] == 1 < found[f"anew: {page}"]["queries"]
    assert table(found).count("\n| ") == len(found) + 1


class Unwell(http.server.BaseHTTPRequestHandler):
    """Answers 500."""

    def do_GET(self) -> None:
        self.send_error(500)

    def log_message(self, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture
def unwell() -> Iterator[int]:
    """The port of a server that is."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Unwell) as server:
        threading.Thread(target=server.serve_forever).start()
        yield server.server_port
        server.shutdown()


def test_what_is_no_page_is_no_figure(unwell: int) -> None:
    with pytest.raises(RuntimeError, match="/en/ answered 500"):
        load(unwell, "/en/", 10)
