"""How much of an upload is taken from the line."""

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile


class LargestUploadHandler(FileUploadHandler):
    """Drops a file that is larger than any we take, while it arrives.

    To the form it is as if no file had been chosen; `request.dropped_files` holds the names of
    its fields, so that the form can say what was wrong.
    """

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin to count."""
        super().new_file(*args, **kwargs)
        self.taken = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Pass the bytes on.

        Raises:
            SkipFile: there were too many.
        """
        self.taken += len(raw_data)
        if self.taken > settings.MEYDAN_LARGEST_UPLOAD:
            dropped: set[str | None] = getattr(self.request, "dropped_files", set())
            # The request is not typed for what handlers leave in it.
            self.request.dropped_files = {*dropped, self.field_name}  # type: ignore[union-attr]
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Nothing: the next handler has the file."""
