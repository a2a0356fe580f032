"""Which engine is asked for a pair of languages, and how each of them is."""

import json
import logging
import sys
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any
from unittest.mock import patch
from urllib.parse import parse_qs

import pytest
import requests
from django.core.checks import run_checks

from tests.servers.libretranslate import backwards
from tests.translations.machines import set_up
from translations.machine import MachineError, available
from translations.machine.configuration import engine_names, route
from translations.machine.router import translate

KEY = "a-secret-key:fx"
DEEPL = {"engine": "deepl", "key": KEY}
LIBRE = {"engine": "libretranslate", "url": "https://translate.example.org/"}
GOOGLE = {"engine": "google", "project": "a-project"}

pytestmark = pytest.mark.django_db


def complaints() -> list[str]:
    """What the system check says of the configuration."""
    return [found.msg for found in run_checks() if found.id == "translations.E003"]


def test_the_nearest_entry_decides(settings: Any) -> None:
    set_up(
        settings,
        en_tr={**DEEPL, "key": "exact"},
        **{
            "*_tr": {**DEEPL, "key": "into Turkish"},
            "en_*": {**DEEPL, "key": "from English"},
            "*_*": {**DEEPL, "key": "any"},
        },
    )
    assert complaints() == []
    pairs = {("en", "tr"): "exact", ("fr", "tr"): "into Turkish", ("en", "ar"): "from English"}
    for (source, language), key in {**pairs, ("ar", "fr"): "any"}.items():
        found = route(source, language)
        assert found is not None
        assert found.options["AUTH_KEY"] == key
    assert not available("tr", "tr")
    assert engine_names() == ["DeepL"]


@pytest.mark.parametrize(
    ("pair", "entry", "complaint"),
    [
        ("en-xx", DEEPL, "It has to be a pair of the languages en, tr, ar, fr, *."),
        ("tr", DEEPL, "It has to be a pair of the languages en, tr, ar, fr, *."),
        ("en-tr", "deepl", "Its `engine` has to be one of libretranslate, deepl, google."),
        ("en-tr", {"engine": ["deepl"]}, "Its `engine` has to be one of"),
        ("en-tr", {"engine": "deepl"}, "DeepL needs `key`."),
        ("en-tr", {"engine": "libretranslate", "key": ""}, "LibreTranslate needs `url`."),
        ("en-tr", {**LIBRE, "url": "file:///etc"}, "has to begin with http:// or https://."),
        ("en-tr", {**LIBRE, "apikey": "x"}, "LibreTranslate knows no `apikey`."),
        ("en-tr", {**LIBRE, "timeout": 0}, "Its `timeout` has to be a number of seconds."),
        ("en-tr", {**LIBRE, "timeout": "10"}, "Its `timeout` has to be a number of seconds."),
        ("en-tr", GOOGLE, "Google Translate stands on a package that is not installed"),
    ],
)
def test_a_faulty_entry_is_told_and_never_offered(
    settings: Any, pair: str, entry: Any, complaint: str
) -> None:
    settings.MEYDAN_MACHINE_TRANSLATION = {pair: entry}
    (told,) = complaints()
    assert told.startswith(f"MEYDAN_MACHINE_TRANSLATION cannot be used. `{pair}`: ")
    assert complaint in told
    assert not available("en", "tr")
    assert engine_names() == []
    with pytest.raises(MachineError, match="is set up"):
        translate("en", "tr", ["Text"])


def test_what_is_no_object_is_told(settings: Any) -> None:
    settings.MEYDAN_MACHINE_TRANSLATION = ["en-tr"]
    assert complaints() == ["MEYDAN_MACHINE_TRANSLATION cannot be used. It is no JSON object."]
    assert not available("en", "tr")
    assert engine_names() == []


@pytest.fixture
def deepl(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Callable[[int, Any], list[Any]]:
    """DeepL's network: answers with a status and with what is made of the texts."""

    def answering(status: int, answer: Any) -> list[requests.PreparedRequest]:
        sent: list[requests.PreparedRequest] = []

        def send(self: Any, request: requests.PreparedRequest, **kwargs: Any) -> requests.Response:
            sent.append(request)
            assert kwargs["timeout"] == 30
            response = requests.Response()
            response.status_code = status
            texts = parse_qs(str(request.body))["text"]
            response._content = json.dumps(answer(texts)).encode()
            return response

        monkeypatch.setattr(requests.adapters.HTTPAdapter, "send", send)
        return sent

    set_up(settings, en_tr=DEEPL)
    return answering


def in_deepls_form(texts: list[str]) -> dict[str, Any]:
    return {"translations": [{"text": text} for text in backwards(texts)]}


def test_deepl_is_asked_and_understood(deepl: Callable[[int, Any], list[Any]]) -> None:
    sent = deepl(200, in_deepls_form)
    text = 'Line one<br/>and <a id="a1">Gaziantep</a> &amp; more'
    answer = translate("en", "tr", [text])
    assert answer.texts == {text: 'eniL eno<br/>dna <a id="a1">Gaziantep</a> &amp; erom'}
    assert answer.tool == "DeepL"
    (request,) = sent
    assert request.url == "https://api-free.deepl.com/v2/translate"
    assert request.headers["Authorization"] == f"DeepL-Auth-Key {KEY}"
    asked = parse_qs(request.body)
    assert (asked["source_lang"], asked["target_lang"]) == (["EN"], ["TR"])
    assert asked["text"] == ['Line one<br/>and <a id="a1"><a id="g0"></a></a> &amp; more']


@pytest.mark.parametrize("status", [403, 429, 456, 200])
def test_what_deepl_refuses_is_told_without_the_key(
    deepl: Callable[[int, Any], list[Any]], status: int, caplog: pytest.LogCaptureFixture
) -> None:
    deepl(status, lambda texts: {"message": "Quota exceeded"})
    with (
        caplog.at_level(logging.WARNING),
        pytest.raises(MachineError, match=r"DeepL gave no answer that could be read\."),
    ):
        translate("en", "tr", ["Text"])
    assert "DeepL gave no translation." in caplog.text
    assert KEY not in caplog.text


class FakeGoogle:
    """Google's client, whose network is made of a list."""

    def __init__(self, **credentials: Any) -> None:
        self.credentials = credentials
        self.asked: list[tuple[dict[str, Any], float]] = []
        self.error: Exception | None = None

    def translate_text(self, *, request: dict[str, Any], timeout: float) -> Any:
        """As Google's client has it."""
        self.asked.append((request, timeout))
        if self.error:
            raise self.error
        return _Named(
            translations=[_Named(translated_text=text) for text in backwards(request["contents"])]
        )


class _Named:
    def __init__(self, **values: Any) -> None:
        vars(self).update(values)


@pytest.fixture
def google(settings: Any) -> Iterator[FakeGoogle]:
    """Google's packages, which we do not ship."""
    client = FakeGoogle()
    cloud, oauth = ModuleType("google.cloud"), ModuleType("google.oauth2")
    service = ModuleType("google.cloud.translate")
    vars(service)["TranslationServiceClient"] = lambda: client
    vars(cloud)["translate"] = service
    vars(oauth)["service_account"] = ModuleType("google.oauth2.service_account")
    modules = {"google": ModuleType("google"), "google.cloud": cloud, "google.oauth2": oauth}
    with patch.dict(sys.modules, modules):
        set_up(settings, en_fr={**GOOGLE, "timeout": 7})
        yield client


def test_google_is_asked_and_understood(google: FakeGoogle) -> None:
    assert complaints() == []
    text = "<b>One</b> &amp; Gaziantep"
    answer = translate("en", "fr", [text])
    assert answer.texts == {text: "<b>enO</b> &amp; Gaziantep"}
    assert answer.tool == "Google Translate"
    ((request, timeout),) = google.asked
    assert timeout == 7
    assert request == {
        "parent": "projects/a-project/locations/global",
        "contents": ['<b>One</b> &amp; <a id="g0"></a>'],
        "mime_type": "text/html",
        "source_language_code": "en",
        "target_language_code": "fr",
    }


def test_what_google_raises_is_told(google: FakeGoogle) -> None:
    google.error = RuntimeError("403 The caller does not have permission")
    with pytest.raises(MachineError, match=r"Google Translate gave no answer that could be read\."):
        translate("en", "fr", ["Text"])
