"""The engines that wagtail-localize has back ends for, and how our setting names their options."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.utils.module_loading import import_string

BACK_ENDS = "wagtail_localize.machine_translators"
TIMEOUT = 30  # seconds that an engine may take for one request


@dataclass(frozen=True)
class Engine:
    """A back end of wagtail-localize; `options` are its own names of them, by ours."""

    name: str
    back_end: str
    options: Mapping[str, str]
    required: tuple[str, ...]


@dataclass(frozen=True)
class Route:
    """The engine for a pair of languages, with what it needs to be asked."""

    engine: Engine
    options: Mapping[str, Any]

    def translator(self) -> Any:
        """The back end, ready to be asked.

        Raises:
            ImportError: it stands on a package that is not installed.
        """
        translator = import_string(self.engine.back_end)(dict(self.options))
        if "PROJECT_ID" in self.options:
            # Google's own client would wait for ten minutes.
            client = translator.client
            client.translate_text = partial(client.translate_text, timeout=self.options["TIMEOUT"])
        return translator


ENGINES: Mapping[str, Engine] = {
    "libretranslate": Engine(
        "LibreTranslate",
        f"{BACK_ENDS}.libretranslate.LibreTranslator",
        {"url": "LIBRETRANSLATE_URL", "key": "API_KEY"},
        ("url",),
    ),
    "deepl": Engine("DeepL", f"{BACK_ENDS}.deepl.DeepLTranslator", {"key": "AUTH_KEY"}, ("key",)),
    "google": Engine(
        "Google Translate",
        f"{BACK_ENDS}.google.GoogleCloudTranslator",
        {"project": "PROJECT_ID", "credentials": "CREDENTIALS_PATH"},
        ("project",),
    ),
}
