"""How a page's upload is held until it is sealed: in memory, because a file on the disk would lie there in plain."""

import io
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler


class InMemory(FileUploadHandler):
    """Holds each file of a form in memory: a form is never larger than MAX_SUBMISSION_BYTES (desk/middleware.py)."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file."""
        super().new_file(*args, **kwargs)
        self.written = io.BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Take the next bytes of the file."""
        del start
        self.written.write(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        """Return the file."""
        self.written.seek(0)
        return InMemoryUploadedFile(
            self.written, self.field_name, self.file_name, self.content_type, file_size, self.charset
        )
