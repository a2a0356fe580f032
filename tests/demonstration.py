"""The demonstration, loaded once in a run and copied from then on: a load takes half a minute."""

import shutil
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.test.utils import override_settings

from tests.databases import Copies, only_one

FOLDERS = ("MEDIA_ROOT", "MEYDAN_PRIVATE_ROOT")


class Demonstration:
    """What `load_demo` leaves behind in an empty site: its rows and its files."""

    def __init__(self, database: Copies, shared: Path) -> None:
        """Kept beside `database`, and in `shared` for all processes of a run."""
        self.database, self.shared = database, shared
        self.files = shared / "demonstration"

    def load(self) -> None:
        """Put it in the place of an empty database, and among the files of this process."""
        with only_one(self.shared):
            if self.files.exists():
                self.database.take()
            else:
                self._keep()
            for name in FOLDERS:
                shutil.copytree(self.files / name, getattr(settings, name), dirs_exist_ok=True)

    def _keep(self) -> None:
        unfinished = self.files.with_suffix(".unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        folders = {name: unfinished / name for name in FOLDERS}
        for folder in folders.values():
            folder.mkdir(parents=True)
        with override_settings(**{name: str(folder) for name, folder in folders.items()}):
            call_command("load_demo", verbosity=0)
        self.database.keep()
        unfinished.rename(self.files)

    def drop(self) -> None:
        """Forget it, and delete this process's database: a process still at work loads anew."""
        with only_one(self.shared):
            shutil.rmtree(self.files, ignore_errors=True)
            self.database.drop()
