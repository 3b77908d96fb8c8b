"""A file that was written, as a response: memory stays flat under WSGI and ASGI alike."""

from collections.abc import AsyncIterator
from typing import IO

from asgiref.sync import sync_to_async
from django.core.handlers.asgi import ASGIRequest
from django.http import FileResponse, HttpRequest, StreamingHttpResponse

_PIECE = 256 * 1024


def download(request: HttpRequest, file: IO[bytes], name: str, content_type: str) -> FileResponse | StreamingHttpResponse:
    """Return the response that sends the file, from its beginning, under the name."""
    size = file.tell()
    file.seek(0)
    headers = {"Content-Length": str(size), "X-Content-Type-Options": "nosniff"}
    if not isinstance(request, ASGIRequest):
        return FileResponse(file, as_attachment=True, filename=name, content_type=content_type)
    headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return StreamingHttpResponse(_pieces(file), content_type=content_type, headers=headers)


async def _pieces(file: IO[bytes]) -> AsyncIterator[bytes]:
    """Read the file in pieces, away from the loop; a plain file would be read into memory whole before the first byte is sent."""
    read = sync_to_async(file.read, thread_sensitive=False)
    try:
        while piece := await read(_PIECE):
            yield piece
    finally:
        file.close()
