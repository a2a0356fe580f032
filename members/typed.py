"""What is typed into the desk's forms, whichever they are."""

import hashlib
import json
from typing import Any
from uuid import UUID

from django.http import QueryDict

# So that a form stays well below the number of fields the server takes.
MOST_ROWS = 30


def clean_text(text: str) -> str:
    """The text with the line ends that browsers change put back, and without what no database
    keeps."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


def is_id(text: str) -> bool:
    """Whether a new row may go by this."""
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


def fingerprint(value: Any) -> str:
    """What stands for a field's content in a form, so that a later save sees what it was."""
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:32]


def shown_in(data: QueryDict) -> dict[str, str]:
    """The fingerprints of what a form has shown, by field; none where it does not say."""
    try:
        found = json.loads(data.get("shown", ""))
    except (ValueError, RecursionError):
        return {}
    return {str(name): str(text) for name, text in found.items()} if isinstance(found, dict) else {}
