"""The address guard: a name is resolved once, every address is judged, the connection goes to a judged number.

Nothing between the judgement and the connection looks the name up again, so a name that changes its mind in between
(rebinding) gains nothing. What is judged is the number, so decimal, hex, octal and short forms need no rules.
"""

from __future__ import annotations

import select
import socket
import threading
import time
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from ssl import SSLContext
from typing import Any

import httpcore

from bot.errors import FetchError, RefusedError, TooLargeError

Address = IPv4Address | IPv6Address
Pair = tuple[str, int]

_NAT64 = IPv6Network("64:ff9b::/96")
_V4_COMPATIBLE = IPv6Network("::/96")
_LOCAL_V6 = (
    IPv6Network("2002::/16"),  # 6to4: any IPv4 address may hide in it
    IPv6Network("2001::/32"),  # Teredo: the same
    IPv6Network("64:ff9b:1::/48"),  # NAT64 of a local network
    IPv6Network("fec0::/10"),  # site-local
    IPv6Network("5f00::/16"),  # segment routing
)
_RELAYS = IPv4Network("192.88.99.0/24")  # 6to4 relays


def is_public(address: Address) -> bool:
    """Whether an address belongs to the public internet, as one host. Stricter than `is_global` of Python 3.11."""
    if isinstance(address, IPv6Address):
        inner = _embedded(address)
        if inner is not None:
            return is_public(inner)
        if any(address in network for network in _LOCAL_V6):
            return False
    elif address in _RELAYS:
        return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def _embedded(address: IPv6Address) -> IPv4Address | None:
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address in _NAT64 or address in _V4_COMPATIBLE:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return None


@dataclass
class Budget:
    """What is left for one fetch: seconds until `deadline` (monotonic) and bytes off the wire, redirects included."""

    deadline: float
    wire_bytes: int

    def time_left(self, most: float | None) -> float:
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise TooLargeError("The site took too long to answer.", "It is tried again later.")
        return left if most is None else min(left, most)

    def spend(self, count: int) -> None:
        self.wire_bytes -= count
        if self.wire_bytes < 0:
            raise TooLargeError("The answer is larger than is taken.", "Ask the publisher for a shorter feed.")


class GuardedBackend(httpcore.NetworkBackend):
    """Connects to public addresses and to the exempt (host, port) pairs alone, within the thread's Budget.

    httpcore does all its reading in the thread that asks, so the budget of a fetch is kept by thread: its own time-outs
    are per read, and a site that drips a byte a second would never meet them.
    """

    def __init__(self, allow: Collection[Pair] = (), connect_s: float = 5.0) -> None:
        self._allow = frozenset(allow)
        self._connect_s = connect_s
        self._local = threading.local()

    @contextmanager
    def within(self, budget: Budget) -> Iterator[Budget]:
        """All connecting, reading and writing of this thread is charged to the budget."""
        self._local.budget = budget
        try:
            yield budget
        finally:
            del self._local.budget

    @property
    def _budget(self) -> Budget:
        budget: Budget = self._local.budget
        return budget

    def exempts(self, host: str, port: int) -> bool:
        """Whether an operator exempted the pair."""
        return (host.lower(), port) in self._allow

    def judge(self, host: str, port: int) -> list[str]:
        """The numeric addresses of the host; raises RefusedError unless every one is public or the pair is exempt."""
        numbers = _resolve(host, port)
        if not self.exempts(host, port):
            for number in numbers:
                if not is_public(ip_address(number.partition("%")[0])):
                    raise RefusedError(
                        f"{host} is an address inside a private network.",
                        "Only public sites are read; an operator can exempt one with READOUT_ALLOW.",
                    )
        return numbers

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        del timeout, local_address, socket_options
        failure: OSError | None = None
        for number in self.judge(host, port)[:4]:
            try:
                joined = socket.create_connection((number, port), self._budget.time_left(self._connect_s))
            except OSError as error:
                failure = error
                continue
            joined.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            return BudgetedStream(joined, self)
        raise httpcore.ConnectError(str(failure)) from failure

    def budget_of_thread(self) -> Budget:
        return self._budget


def _resolve(host: str, port: int) -> list[str]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchError(
            f"The name {host} is not known.",
            "Check the address for a typing mistake, and whether this machine has a network.",
        ) from error
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class BudgetedStream(httpcore.NetworkStream):
    """A socket whose every read and write is bounded by what is left of the fetch that uses it."""

    def __init__(self, joined: socket.socket, backend: GuardedBackend) -> None:
        self._socket = joined
        self._backend = backend

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        budget = self._backend.budget_of_thread()
        self._socket.settimeout(budget.time_left(timeout))
        try:
            data = self._socket.recv(max_bytes)
        except TimeoutError as error:
            raise httpcore.ReadTimeout from error
        except OSError as error:
            raise httpcore.ReadError(str(error)) from error
        budget.spend(len(data))
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        if not buffer:
            return
        self._socket.settimeout(self._backend.budget_of_thread().time_left(timeout))
        try:
            self._socket.sendall(buffer)
        except TimeoutError as error:
            raise httpcore.WriteTimeout from error
        except OSError as error:
            raise httpcore.WriteError(str(error)) from error

    def close(self) -> None:
        self._socket.close()

    def start_tls(
        self, ssl_context: SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        self._socket.settimeout(self._backend.budget_of_thread().time_left(timeout))
        try:
            wrapped = ssl_context.wrap_socket(self._socket, server_hostname=server_hostname)
        except OSError as error:
            self.close()
            raise httpcore.ConnectError(str(error)) from error
        return BudgetedStream(wrapped, self._backend)

    def get_extra_info(self, info: str) -> Any:
        if info == "is_readable":
            return _is_readable(self._socket)
        if info == "socket":
            return self._socket
        return None


def _is_readable(joined: socket.socket) -> bool:
    """Whether an idle connection holds bytes or was closed: then it is not used again."""
    if joined.fileno() < 0:
        return True
    poll = select.poll()
    poll.register(joined, select.POLLIN)
    return bool(poll.poll(0))
