"""A web site on loopback that answers as a test tells it, well or badly, and remembers what was asked."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True)
class Asked:
    path: str
    headers: dict[str, str]


@dataclass(frozen=True)
class Reply:
    body: bytes | str = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


Answer = Reply | Callable[[Asked, BaseHTTPRequestHandler], Reply | None]
"""A callable may write to the socket itself; then it returns None and the connection is closed."""


class Site:
    def __init__(self, host: str = "127.0.0.1") -> None:
        self.log: list[Asked] = []
        self.answers: dict[str, Answer] = {}
        self.in_flight = 0
        self.most_in_flight = 0
        self._lock = threading.Lock()
        self._server = ThreadingHTTPServer((host, 0), self._handler())
        self._server.daemon_threads = True
        self.host, self.port = host, self._server.server_address[1]
        self.url = f"http://{host}:{self.port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()

    def on(self, path: str, answer: Answer) -> str:
        """Sets the answer for a path; returns its URL."""
        self.answers[path] = answer
        return self.url + path

    def asked(self, path: str) -> list[Asked]:
        return [asked for asked in self.log if asked.path == path]

    def close(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            timeout = 5

            def log_message(self, *args: object) -> None:
                pass

            def do_GET(self) -> None:
                asked = Asked(self.path, {name.lower(): value for name, value in self.headers.items()})
                with site._lock:
                    site.log.append(asked)
                    site.in_flight += 1
                    site.most_in_flight = max(site.most_in_flight, site.in_flight)
                try:
                    self._answer(asked)
                except OSError:
                    self.close_connection = True
                finally:
                    with site._lock:
                        site.in_flight -= 1

            def _answer(self, asked: Asked) -> None:
                answer = site.answers.get(asked.path.partition("?")[0], Reply("nothing here", 404))
                reply = answer if isinstance(answer, Reply) else answer(asked, self)
                if reply is None:
                    self.close_connection = True
                    return
                body = reply.body.encode() if isinstance(reply.body, str) else reply.body
                self.send_response_only(reply.status)
                for name, value in {"Content-Length": str(len(body)), **reply.headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                if reply.status != 304:
                    self.wfile.write(body)

        return Handler
