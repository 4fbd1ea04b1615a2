from __future__ import annotations

import socket
from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st
from loopback_site import Site

from bot.errors import FetchError, RefusedError
from bot.net.fetch import HttpFetcher
from bot.net.guard import GuardedBackend, is_public

PRIVATE = """127.0.0.1 127.8.9.1 0.0.0.0 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 192.0.0.1 192.0.2.7
198.18.0.1 198.51.100.2 203.0.113.9 224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.255 192.88.99.1 ::1 :: ::127.0.0.1
::ffff:127.0.0.1 ::ffff:10.0.0.1 64:ff9b::7f00:1 64:ff9b::a00:1 64:ff9b:1::1 2002:7f00:1:: 2001:0:53aa:64c::1 fc00::1
fd12:3456::1 fe80::1 fec0::1 ff02::1 2001:db8::1 100::1""".split()
PUBLIC = "8.8.8.8 93.184.216.34 1.1.1.1 2606:4700::1111 ::ffff:8.8.8.8 64:ff9b::808:808".split()


@pytest.mark.parametrize("address", PRIVATE)
def test_private_addresses_are_told(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are_told(address: str) -> None:
    assert is_public(ip_address(address))


@given(st.ip_addresses(v=4))
def test_an_address_hidden_in_another_is_judged_as_itself(address: IPv4Address) -> None:
    number = int(address)
    for base in ("::ffff:0:0", "64:ff9b::", "::"):
        assert is_public(IPv6Address(int(IPv6Address(base)) | number)) == is_public(address)


@given(st.ip_addresses())
def test_nothing_public_is_what_python_calls_private(address: IPv4Address | IPv6Address) -> None:
    assert not is_public(address) or not (address.is_loopback or address.is_link_local or address.is_multicast)


SHAPES = [
    "http://127.0.0.2:{port}/x",
    "http://2130706434:{port}/x",
    "http://0x7f000002:{port}/x",
    "http://0x7f.0.0.2:{port}/x",
    "http://0177.0.0.2:{port}/x",
    "http://127.2:{port}/x",
    "http://[::ffff:127.0.0.2]:{port}/x",
    "http://127.0.0.1:1@127.0.0.2:{port}/x",
    "http://127。0。0。2:{port}/x",
    "file:///etc/hosts",
    "gopher://127.0.0.2:{port}/x",
    "//127.0.0.2:{port}/x",
]


@pytest.mark.parametrize("shape", SHAPES)
def test_no_shape_of_a_private_address_is_ever_reached(
    shape: str, fetcher: HttpFetcher, site: Site, trap: Site
) -> None:
    target = shape.format(port=trap.port)
    site.on("/go", _redirect(target))
    for url in (site.url + "/go", target):
        with pytest.raises(FetchError):
            fetcher.fetch(url)
    assert trap.log == []


def test_the_same_port_of_another_address_is_not_exempt(fetcher: HttpFetcher, site: Site) -> None:
    with pytest.raises(RefusedError, match="private"):
        fetcher.fetch(f"http://localhost:{site.port}/")
    assert site.log == []


def test_one_private_address_among_public_ones_refuses_the_name(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def resolve(host: str, port: int, **_: object) -> list[tuple[int, int, int, str, tuple[str, int]]]:
        asked.append(host)
        return [(2, 1, 6, "", (number, port)) for number in ("93.184.216.34", "10.0.0.7")]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    with pytest.raises(RefusedError):
        GuardedBackend().judge("two-faced.example", 80)
    assert asked == ["two-faced.example"]  # once: there is no second look for it to answer differently


def test_an_unknown_name_is_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def resolve(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "unknown")

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    with pytest.raises(FetchError, match="not known"):
        GuardedBackend().judge("nowhere.example", 443)


def _redirect(target: str):
    from loopback_site import Reply

    return Reply(status=302, headers={"Location": target.encode().decode("latin-1")})
