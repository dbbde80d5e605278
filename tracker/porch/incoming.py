"""Files that are sent: of one that finds no room, nothing stays behind."""

from __future__ import annotations

from contextlib import suppress

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler


class OnDisk(TemporaryFileUploadHandler):
    """Django's own keeps the half until its memory is tidied, while the disk is full because of it."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        try:
            super().receive_data_chunk(raw_data, start)
        except OSError:
            self._remove()
            raise

    def file_complete(self, file_size: int) -> UploadedFile | None:
        try:
            return super().file_complete(file_size)
        except OSError:
            self._remove()
            raise

    def _remove(self) -> None:
        with suppress(OSError):  # closing writes what is left, in vain; then the file is gone
            self.file.close()
