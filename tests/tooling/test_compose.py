"""What compose.yaml gives to the site is what the site asks for."""

import json
import os
import re
import subprocess
import sys

import yaml

from scripts.paths import ROOT
from tests.servers.elasticsearch.distribution import VERSION

TEXT = (ROOT / "compose.yaml").read_text()
SERVICES = yaml.safe_load(TEXT)["services"]
# Lines as a shell reads them, so that quotes are only around a value.
EXAMPLE = dict(re.findall(r'^(\w+)="?(.*?)"?$', (ROOT / ".env.example").read_text(), re.M))
FILLED_IN = {name: value or "0123456789abcdef" * 4 for name, value in EXAMPLE.items()}
REQUIRED = re.compile(r"\$\{(\w+):\?[^}]*\}")
START = """
import json
import config.wsgi
from django.conf import settings
from django.core.cache import cache
database = settings.DATABASES["default"]
print(json.dumps([database["HOST"], database["PASSWORD"], type(cache._cache).__name__]))
"""


def _site() -> dict[str, str]:
    """The variables of the web server, as compose puts them together."""
    own: dict[str, str] = SERVICES["web"]["environment"]
    filled = {
        name: REQUIRED.sub(lambda found: FILLED_IN[found[1]], value) for name, value in own.items()
    }
    return FILLED_IN | filled


def test_the_example_names_every_variable_that_has_to_be_set() -> None:
    assert set(REQUIRED.findall(TEXT)) - set(EXAMPLE) == set()


def test_the_example_holds_no_secret() -> None:
    assert {EXAMPLE["MEYDAN_SECRET_KEY"], EXAMPLE["POSTGRES_PASSWORD"]} == {""}


def test_settings_know_every_variable() -> None:
    settings = "".join(path.read_text() for path in (ROOT / "site/config/settings").glob("*.py"))
    of_images = {"POSTGRES_PASSWORD"}
    assert {name for name in _site() if f'"{name}"' not in settings} == of_images


def test_web_and_worker_and_what_prepares_them_are_given_the_same() -> None:
    for name in ("worker", "prepare"):
        for key in ("image", "build", "env_file", "environment", "volumes"):
            assert SERVICES[name][key] == SERVICES["web"][key]


def test_a_site_starts_with_it() -> None:
    started = subprocess.run(
        [sys.executable, "-c", START],
        cwd=ROOT,
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": f"{ROOT / 'site'}:{ROOT}",
            "DJANGO_SETTINGS_MODULE": "config.settings.production",
            **_site(),
        },
        capture_output=True,
        text=True,
    )
    assert started.returncode == 0, started.stderr
    password = FILLED_IN["POSTGRES_PASSWORD"]
    assert json.loads(started.stdout) == ["postgres", password, "RedisCacheClient"]


def test_search_asks_every_node_of_the_cluster_that_tests_run_on() -> None:
    nodes = {name: each for name, each in SERVICES.items() if name.startswith("search-")}
    addresses = [f"http://{name}:9200" for name in nodes]
    assert SERVICES["web"]["environment"]["ELASTICSEARCH_URL"].split(",") == addresses
    for name, node in nodes.items():
        assert node["image"].endswith(f":{VERSION}")
        variables = node["environment"]
        assert variables["node.name"] == name
        for others in ("cluster.initial_master_nodes", "discovery.seed_hosts"):
            assert variables[others].split(",") == list(nodes)
