from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Iterator

import brotli
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import FetchError
from bot.net.decompress import PIECE, unpack


def _raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
    "zstd": zstandard.ZstdCompressor().compress,
    "": bytes,
    "identity": bytes,
}


def _chunks(data: bytes, size: int) -> Iterator[bytes]:
    return (data[at : at + size] for at in range(0, len(data), size))


@pytest.mark.parametrize("coding", PACKERS)
@given(data=st.binary(max_size=3000), size=st.integers(1, 700))
def test_what_was_packed_comes_back(coding: str, data: bytes, size: int) -> None:
    assert b"".join(unpack(_chunks(PACKERS[coding](data), size), coding)) == data


def test_raw_deflate_and_several_gzip_members_are_read() -> None:
    assert b"".join(unpack([_raw_deflate(b"bread and butter")], "deflate")) == b"bread and butter"
    assert b"".join(unpack([gzip.compress(b"one ") + gzip.compress(b"two")], "gzip")) == b"one two"


def test_two_codings_are_opened_in_order() -> None:
    assert b"".join(unpack([brotli.compress(gzip.compress(b"nested"))], "gzip, br")) == b"nested"


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd"])
def test_a_bomb_comes_in_small_pieces(coding: str) -> None:
    packed = PACKERS[coding](b"\0" * (12 * 1024 * 1024))
    assert len(packed) < 100_000
    pieces = unpack(_chunks(packed, 16_384), coding)
    first = [next(pieces) for _ in range(20)]
    assert all(0 < len(piece) <= 2 * PIECE for piece in first)


@pytest.mark.parametrize("coding", ["gzip", "br", "zstd"])
def test_a_body_cut_short_gives_what_there_is(coding: str) -> None:
    data = bytes(range(256)) * 400
    packed = PACKERS[coding](data)
    assert data.startswith(b"".join(unpack([packed[: len(packed) - 6]], coding)))


@pytest.mark.parametrize("coding", ["gzip", "zstd"])
def test_a_body_that_only_claims_to_be_packed_is_passed_on(coding: str) -> None:
    assert b"".join(unpack([b"<rss>", b"plain</rss>"], coding)) == b"<rss>plain</rss>"


@pytest.mark.parametrize("coding", ["compress", "gzip, gzip, gzip"])
def test_codings_not_asked_for_are_refused(coding: str) -> None:
    with pytest.raises(FetchError):
        unpack([b"x"], coding)


@pytest.mark.parametrize("coding", ["none", "utf-8", "UTF8", "identity", "binary, gzip"])
def test_what_is_no_packing_is_left_alone(coding: str) -> None:
    packed = zlib.compress(b"<rss/>", wbits=31) if "gzip" in coding else b"<rss/>"
    assert b"".join(unpack([packed], coding)) == b"<rss/>"
