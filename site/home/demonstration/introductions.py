"""What stands before the records of a term."""

from typing import Any

from django.core.exceptions import ValidationError

from home.demonstration.errors import DemonstrationError
from home.demonstration.files import FOLDER, key_of, read
from home.demonstration.values import Values
from home.models import Introduction


def load_introductions() -> None:
    """Create those that are missing.

    Raises:
        DemonstrationError: an unknown term, record or language.
    """
    known = set(Introduction.objects.values_list("term", flat=True))
    values = Values({})
    for entry in read(FOLDER / "introductions.toml")["introduction"]:
        term = entry["term"]
        if term in known:
            continue
        texts = [
            {"type": "text", "language": language, "text": text}
            for language, text in entry["texts"].items()
        ]
        featured = [{"type": "record", "value": name} for name in entry.get("featured", ())]
        introduction = Introduction(term=term, live=False)
        for name, raw in (("texts", texts), ("featured", featured)):
            field: Any = Introduction._meta.get_field(name)
            setattr(introduction, name, values.of(field, raw, key_of(f"introductions/{term}")))
        try:
            introduction.full_clean()
        except ValidationError as error:
            raise DemonstrationError(f"{term}: {'; '.join(error.messages)}") from error
        introduction.save()
        introduction.save_revision().publish()
