"""The WebSocket an app opens in Socket Mode: hello, envelopes out, acks in, disconnect."""

from __future__ import annotations

import json
from functools import partial
from uuid import uuid4

from starlette.websockets import WebSocket, WebSocketDisconnect

from bot.demo.courier import Courier
from bot.demo.workspace import APP_ID, Workspace

MOST_CONNECTIONS = 10


class SocketMode:
    def __init__(self, courier: Courier, workspace: Workspace) -> None:
        self._courier = courier
        self._workspace = workspace
        self._sockets: dict[str, WebSocket] = {}

    @property
    def connections(self) -> int:
        return len(self._sockets)

    async def endpoint(self, socket: WebSocket) -> None:
        if self.connections >= MOST_CONNECTIONS or not socket.query_params.get("ticket"):
            await socket.close(1008)
            return
        await socket.accept()
        name = uuid4().hex
        self._sockets[name] = socket
        try:
            await socket.send_text(self._hello())
            self._courier.lanes[name] = partial(_send, socket)
            self._workspace.touch()
            while True:
                self._courier.take_ack(await socket.receive_text())
        except WebSocketDisconnect:
            pass  # the app went away, as apps do
        finally:
            self._courier.lanes.pop(name, None)
            self._sockets.pop(name, None)
            self._workspace.touch()

    def _hello(self) -> str:
        debug = {"host": "loopback", "build_number": 1, "approximate_connection_time": 18060}
        return json.dumps(
            {
                "type": "hello",
                "num_connections": self.connections,
                "debug_info": debug,
                "connection_info": {"app_id": APP_ID},
            }
        )

    async def disconnect(self, reason: str = "refresh_requested") -> None:
        """Tells every connection to come back and closes it, as Slack does when it moves them."""
        frame = json.dumps({"type": "disconnect", "reason": reason, "debug_info": {"host": "loopback"}})
        for socket in list(self._sockets.values()):
            await socket.send_text(frame)
        await self.close()

    async def close(self) -> None:
        """Closes every connection without a word."""
        for name, socket in list(self._sockets.items()):
            self._courier.lanes.pop(name, None)
            await socket.close(1001)


async def _send(socket: WebSocket, text: str) -> None:
    try:
        await socket.send_text(text)
    except (WebSocketDisconnect, RuntimeError) as error:
        # Starlette raises RuntimeError for a frame after the close, whichever side closed.
        raise ConnectionError("the app went away") from error
