"""A language model's server on loopback that replies what a test tells it: the truth, lies, rubbish, or nothing."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Script = Callable[[dict[str, Any], BaseHTTPRequestHandler], tuple[int, Any] | None]
"""The request's JSON -> status and what the model says; None where the script wrote to the socket itself."""


class ModelServer:
    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.script: Script = lambda _request, _handler: (200, '{"claims": [], "abstain": true}')
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()

    def says(self, *claims: tuple[str, str, str]) -> None:
        """Each (text, id of the sentence, quote)."""
        reply = {
            "claims": [{"text": text, "citations": [{"span_id": key, "quote": quote}]} for text, key, quote in claims]
        }
        self.script = lambda _request, _handler: (200, json.dumps(reply))

    def task(self, number: int = -1) -> dict[str, Any]:
        """What the model was asked, as it saw it."""
        task: dict[str, Any] = json.loads(self.asked[number]["messages"][-1]["content"])
        return task

    def close(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            timeout = 5

            def log_message(self, *args: object) -> None:
                pass

            def do_POST(self) -> None:
                request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                server.asked.append(request)
                server.headers.append({name.lower(): value for name, value in self.headers.items()})
                try:
                    told = server.script(request, self)
                    if told is not None:
                        self._reply(*told)
                except OSError:
                    self.close_connection = True

            def _reply(self, status: int, said: Any) -> None:
                reply = {"choices": [{"message": {"role": "assistant", "content": said}}]}
                if self.path.endswith("/messages"):
                    reply = {"content": [{"type": "text", "text": said}]}
                body = json.dumps(reply).encode()
                self.send_response_only(status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

        return Handler
