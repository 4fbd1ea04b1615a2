"""Bodies unpacked piece by piece, so that a bomb is met at the cap and never in memory.

Each decoder takes the chunks off the wire and yields pieces of at most PIECE bytes, whatever the ratio. A body that
ends early yields what could be unpacked; one that only claims to be packed is passed through.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import IO, cast

import brotli  # type: ignore[import-untyped]
import zstandard

from bot.errors import FetchError

PIECE = 64 * 1024
_WINDOW = 8 * 1024 * 1024
_CODINGS = 2
"""Codings one inside the other: more is nobody's honest answer."""

_NO_CODING = re.compile(r"none|text|binary|plain|[78]bit|chunked|utf-?\d+|unicode|us-ascii|iso-8859-\d+|windows-\d+")
"""What servers put there that is no packing at all."""

_GZIP = b"\x1f\x8b"
_ZSTD = b"\x28\xb5\x2f\xfd"


def unpack(chunks: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    """The body in pieces, by a Content-Encoding header. Raises FetchError on a coding that is not known."""
    names = [name.strip().lower() for name in encoding.split(",") if name.strip()]
    if len(names) > _CODINGS:
        raise FetchError("The answer is packed too many times.")
    pieces = iter(chunks)
    for name in reversed(names):
        if name == "identity" or _NO_CODING.fullmatch(name):
            continue
        if name not in _DECODERS:
            raise FetchError(f"The answer is packed as {name[:20]!r}, which was not asked for.")
        pieces = _DECODERS[name](pieces)
    return pieces


def _peek(chunks: Iterator[bytes]) -> tuple[bytes, Iterator[bytes]]:
    """The first bytes (at least four, unless the body is shorter) and the whole again."""
    head = b""
    for chunk in chunks:
        head += chunk
        if len(head) >= 4:
            break
    return head, _again(head, chunks)


def _again(head: bytes, chunks: Iterator[bytes]) -> Iterator[bytes]:
    yield head
    yield from chunks


def _gzip(chunks: Iterator[bytes]) -> Iterator[bytes]:
    head, chunks = _peek(chunks)
    return _inflate(chunks, 16 + zlib.MAX_WBITS) if head.startswith(_GZIP) else chunks


def _deflate(chunks: Iterator[bytes]) -> Iterator[bytes]:
    head, chunks = _peek(chunks)
    is_zlib = len(head) > 1 and head[0] & 15 == 8 and int.from_bytes(head[:2], "big") % 31 == 0
    return _inflate(chunks, zlib.MAX_WBITS if is_zlib else -zlib.MAX_WBITS)


def _inflate(chunks: Iterator[bytes], window: int) -> Iterator[bytes]:
    decoder = zlib.decompressobj(window)
    for chunk in chunks:
        rest = chunk
        while rest:
            try:
                piece = decoder.decompress(rest, PIECE)
            except zlib.error:
                return
            if piece:
                yield piece
            rest = decoder.unconsumed_tail
            if decoder.eof:
                rest = decoder.unused_data
                if not rest.startswith(_GZIP):
                    return
                decoder = zlib.decompressobj(window)


def _brotli(chunks: Iterator[bytes]) -> Iterator[bytes]:
    decoder = brotli.Decompressor()
    for chunk in chunks:
        try:
            piece = decoder.process(chunk, output_buffer_limit=PIECE)
            while piece:
                yield piece
                piece = b"" if decoder.is_finished() else decoder.process(b"", output_buffer_limit=PIECE)
        except brotli.error:
            return


class _Source:
    """The chunks as something zstandard can pull from."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._rest = b""

    def read(self, size: int) -> bytes:
        rest = self._rest or next(self._chunks, b"")
        self._rest = rest[size:]
        return rest[:size]


def _zstd(chunks: Iterator[bytes]) -> Iterator[bytes]:
    head, chunks = _peek(chunks)
    if not head.startswith(_ZSTD):
        yield from chunks
        return
    decoder = zstandard.ZstdDecompressor(max_window_size=_WINDOW)
    with decoder.stream_reader(cast("IO[bytes]", _Source(chunks)), read_size=PIECE, read_across_frames=True) as reader:
        try:
            while piece := reader.read(PIECE):
                yield piece
        except zstandard.ZstdError:
            return


_DECODERS: dict[str, Callable[[Iterator[bytes]], Iterator[bytes]]] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _zstd,
}
ACCEPTED = "gzip, deflate, br, zstd"
