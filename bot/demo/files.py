"""Uploaded files: the two addresses beside the Web API's files methods."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from bot.demo.workspace import Workspace

MOST_BYTES = 20_000_000
PICTURES = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg", b"GIF8": "image/gif"}


class Files:
    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    async def upload(self, request: Request) -> Response:
        file = self._workspace.files.get(request.path_params["file"])
        content = await request.body()
        if file is None or len(content) > MOST_BYTES:
            return PlainTextResponse("refused", 404 if file is None else 413)
        file["content"] = content
        return PlainTextResponse(f"OK - {len(content)}")

    async def download(self, request: Request) -> Response:
        """A picture is shown, anything else is saved: what an app uploads never runs as a page."""
        file = self._workspace.files.get(request.path_params["file"])
        if file is None:
            return PlainTextResponse("no such file", 404)
        content = file["content"]
        kind = next((kind for magic, kind in PICTURES.items() if content.startswith(magic)), "")
        headers = {"X-Content-Type-Options": "nosniff"} | ({} if kind else {"Content-Disposition": "attachment"})
        return Response(content, media_type=kind or "application/octet-stream", headers=headers)
