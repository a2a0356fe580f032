"""Where files lie that only our own views send."""

from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage


class PrivateStorage(FileSystemStorage):
    """A folder beside that of the public files, without an address."""

    def __init__(self) -> None:
        super().__init__(file_permissions_mode=0o600, directory_permissions_mode=0o700)

    # Django remembers these two, and would not see that a setting changed.
    @property
    def base_location(self) -> str:
        """The folder."""
        return str(settings.MEYDAN_PRIVATE_ROOT)

    @property
    def location(self) -> str:
        """The folder as an absolute path."""
        return str(Path(self.base_location).absolute())

    def url(self, name: str | None) -> str:
        """None.

        Raises:
            ValueError: always; these files are reached through a view that asks who reads.
        """
        raise ValueError("Private files have no address.")
