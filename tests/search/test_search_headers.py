"""What the search page says in its headers, and what its policy lets it hold."""

import re

import pytest
from django.test import Client

from tests.factories.documents import records
from tests.search.test_search_page import ADDRESS

pytestmark = pytest.mark.django_db


class TestHeaders:
    def test_a_browser_asks_every_time_whether_results_still_hold(self, client: Client) -> None:
        answer = client.get(ADDRESS)
        assert answer["Cache-Control"] == "no-cache"
        assert client.get(ADDRESS, headers={"If-None-Match": answer["ETag"]}).status_code == 304

    def test_what_a_person_got_is_for_nobody_else(self, admin_client: Client) -> None:
        answer = admin_client.get(ADDRESS)
        assert "private" in answer["Cache-Control"]
        assert "ETag" not in answer

    def test_only_all_records_are_for_crawlers_in_any_view(self, client: Client) -> None:
        assert "X-Robots-Tag" not in client.get(ADDRESS)
        assert "X-Robots-Tag" not in client.get(ADDRESS + "?view=map")
        assert client.get(ADDRESS + "?view=globe")["X-Robots-Tag"] == "noindex"
        assert client.get(ADDRESS + "?q=x")["X-Robots-Tag"] == "noindex"
        assert client.get(ADDRESS + "?theme=social-cohesion")["X-Robots-Tag"] == "noindex"

    def test_the_page_holds_nothing_its_policy_forbids(self, client: Client) -> None:
        records(1)
        html = client.get(ADDRESS).content.decode()

        assert not re.search(r"<script(?![^>]* src=\"/static/)|<style|\sstyle=|\son[a-z]+=", html)
