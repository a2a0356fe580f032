"""Limits that hold for all workers together."""

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client, RequestFactory
from pytest_django import DjangoAssertNumQueries, Settings

from core.clients import client_address
from search.limits import SHARES, WINDOW, Limiter, TooManyRequestsError

NOON = 1_700_000_040.0  # 20 seconds before a minute ends
ADDRESSES = {
    "search": ("/api/v1/search", "/api/v1/records"),
    "suggest": ("/api/v1/suggest?q=a",),
    "download": ("/api/v1/search.csv", "/api/v1/search.xlsx", "/api/v1/search.json"),
    "feed": ("/en/search/feed/",),
}


class Clock:
    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> float:
        return self.now


def granted(limiters: list[Limiter], asked: int, limit: int, client: str) -> int:
    """How many of the requests that turn from worker to worker are let through."""
    passed = 0
    for number in range(asked):
        try:
            limiters[number % len(limiters)].take("search", client, limit)
        except TooManyRequestsError:
            continue
        passed += 1
    return passed


class TestLimiter:
    @pytest.mark.parametrize("limit", [1, 3, 19, 20, 47, 1_200])
    def test_one_worker_grants_all_there_is_and_no_more(self, limit: int) -> None:
        assert granted([Limiter(Clock())], limit + 50, limit, f"one {limit}") == limit

    @pytest.mark.parametrize("limit", [1, 5, 40, 400])
    def test_workers_together_never_grant_more(self, limit: int) -> None:
        workers = [Limiter(Clock()) for _ in range(4)]

        passed = granted(workers, 3 * limit + 50, limit, f"four {limit}")

        assert passed == limit

    def test_clients_have_their_own_allowance(self) -> None:
        limiter = Limiter(Clock())

        assert [granted([limiter], 3, 2, client) for client in ("a", "b")] == [2, 2]

    def test_the_next_minute_begins_anew(self) -> None:
        clock = Clock()
        limiter = Limiter(clock)
        assert granted([limiter], 5, 2, "patient") == 2

        clock.now += WINDOW

        assert granted([limiter], 5, 2, "patient") == 2

    def test_it_says_when_the_minute_ends(self) -> None:
        limiter = Limiter(Clock())
        limiter.take("search", "hasty", 1)

        with pytest.raises(TooManyRequestsError) as caught:
            limiter.take("search", "hasty", 1)

        assert caught.value.retry_after == WINDOW - int(NOON) % WINDOW

    def test_the_cache_is_asked_a_bounded_number_of_times(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asked = []
        add = cache.add

        def counting(key: str, *args: int) -> bool:
            asked.append(key)
            return add(key, *args)

        monkeypatch.setattr(cache, "add", counting)

        granted([Limiter(Clock())], 10_000, 1_000, "eager")

        assert len(asked) <= SHARES * (SHARES + 3)
        assert "eager" not in str(asked)


@pytest.mark.django_db
class TestCacheInTheDatabase:
    @pytest.fixture(autouse=True)
    def table(self, settings: Settings) -> None:
        backend = "django.core.cache.backends.db.DatabaseCache"
        settings.CACHES = {"default": {"BACKEND": backend, "LOCATION": "limits"}}
        call_command("createcachetable")

    def test_workers_together_never_grant_more(self) -> None:
        workers = [Limiter(Clock()) for _ in range(3)]

        assert granted(workers, 150, 40, "table") == 40


class TestClientAddress:
    @pytest.mark.parametrize(
        ("proxies", "forwarded", "expected"),
        [
            (0, "9.9.9.9", "1.2.3.4"),
            (1, "", "1.2.3.4"),
            (1, "6.6.6.6, 9.9.9.9", "9.9.9.9"),
            (2, "6.6.6.6, 9.9.9.9, 10.0.0.1", "9.9.9.9"),
            (2, "9.9.9.9", "1.2.3.4"),
            (1, "'; DROP TABLE", "1.2.3.4"),
            (1, "::ffff:9.9.9.9", "9.9.9.9"),
        ],
    )
    def test_only_what_own_proxies_saw_is_believed(
        self, settings: Settings, proxies: int, forwarded: str, expected: str
    ) -> None:
        settings.MEYDAN_PROXIES = proxies
        request = RequestFactory().get("/", REMOTE_ADDR="1.2.3.4", HTTP_X_FORWARDED_FOR=forwarded)

        assert client_address(request) == expected

    def test_addresses_of_one_ipv6_network_are_one_client(self) -> None:
        first, second, other = (
            client_address(RequestFactory().get("/", REMOTE_ADDR=address))
            for address in ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", "2001:db8:1:3::1")
        )

        assert first == second != other


@pytest.mark.django_db
class TestRefusal:
    @pytest.mark.parametrize("name", ADDRESSES)
    def test_too_many_requests_get_a_problem_document(
        self, client: Client, settings: Settings, name: str
    ) -> None:
        settings.MEYDAN_REQUESTS_A_MINUTE = {name: 1}
        # Two in a row fall into one minute, or into two: then a third is refused.
        for address in ADDRESSES[name]:
            answers = [client.get(address, REMOTE_ADDR="10.1.1.1") for _ in range(3)]
            refused = [answer for answer in answers if answer.status_code == 429]

            assert refused, address
            assert refused[0]["Content-Type"] == "application/problem+json"
            assert 1 <= int(refused[0]["Retry-After"]) <= WINDOW
            assert "no-store" in refused[0]["Cache-Control"]
            assert refused[0].json()["title"] == "Too Many Requests"
            assert refused[0].json()["status"] == 429

    def test_without_a_setting_there_is_no_limit(self, client: Client) -> None:
        assert {client.get("/api/v1/suggest").status_code for _ in range(30)} == {200}

    def test_a_refusal_asks_the_database_nothing(
        self,
        client: Client,
        settings: Settings,
        django_assert_max_num_queries: DjangoAssertNumQueries,
    ) -> None:
        settings.MEYDAN_REQUESTS_A_MINUTE = {"search": 1}
        for _ in range(2):
            client.get("/api/v1/search", REMOTE_ADDR="10.1.1.2")

        with django_assert_max_num_queries(0):
            client.get("/api/v1/search", REMOTE_ADDR="10.1.1.2")
