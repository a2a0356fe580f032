"""Somebody who works while a backup is taken: `python -m …backup_writer NAME`."""

import json
import select
import sys
import time

import django

django.setup()

from django.core.files.base import ContentFile  # noqa: E402
from django.db import transaction  # noqa: E402
from wagtail.documents import get_document_model  # noqa: E402

from mail.models import Unsubscription  # noqa: E402

HALVES = ("first", "second")


def content(title: str) -> bytes:
    """What the file of a document says."""
    return f"{title} بلدية\n".encode() * 1_000


@transaction.atomic
def write(title: str) -> None:
    """Two rows that belong together, and one with a file."""
    for half in HALVES:
        Unsubscription.objects.create(address=f"{title}@example.org", kind=half)
    file = ContentFile(content(title), name=f"{title}.txt")
    get_document_model().objects.create(title=title, file=file)


def main(name: str) -> None:
    """Be ready, begin when told to, end with the input."""
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    number = 0
    while not select.select([sys.stdin], [], [], 0)[0]:
        write(f"{name}-{number}")
        number += 1
        time.sleep(0.02)  # or on SQLite one of several could wait for ever
    sys.stdout.write(json.dumps({"written": number}))


if __name__ == "__main__":
    main(sys.argv[1])
