"""HTTPS on loopback, with a certificate made for the occasion."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from loopback_site import Reply, Site

from bot.errors import FetchError
from bot.net.fetch import HttpFetcher, Limits
from bot.settings import Settings


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """One file with the key and a certificate for 127.0.0.1."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "tidewatch.example")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    plain = serialization.NoEncryption()
    path = tmp_path / "both.pem"
    path.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return path


@pytest.fixture
def safe_site(certificate: Path) -> Iterator[Site]:
    made = Site()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    made._server.socket = context.wrap_socket(made._server.socket, server_side=True)
    made.url = made.url.replace("http:", "https:")
    yield made
    made.close()


def fetcher_of(site: Site, trust: ssl.SSLContext | None) -> HttpFetcher:
    return HttpFetcher(Settings(allow=frozenset({("127.0.0.1", site.port)})), Limits(total_s=3), trust)


def test_a_trusted_site_is_read_twice_over_one_connection(safe_site: Site, certificate: Path) -> None:
    url = safe_site.on("/feed", Reply("safe"))
    with fetcher_of(safe_site, ssl.create_default_context(cafile=str(certificate))) as fetcher:
        assert [fetcher.fetch(url).body for _ in range(2)] == [b"safe", b"safe"]


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_certificate_nobody_vouches_for_is_refused(safe_site: Site) -> None:
    url = safe_site.on("/feed", Reply("unsafe"))
    with fetcher_of(safe_site, None) as fetcher, pytest.raises(FetchError, match="no safe connection"):
        fetcher.fetch(url)
    assert safe_site.log == []
