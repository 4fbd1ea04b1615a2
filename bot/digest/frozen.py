"""A digest as JSON and back, losslessly: what an edition keeps to be drawn again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter

from bot.digest.digest import Digest

_ADAPTER = TypeAdapter(Digest)


def to_json(digest: Digest) -> dict[str, Any]:
    """Plain JSON values; instants in ISO 8601."""
    plain: dict[str, Any] = _ADAPTER.dump_python(digest, mode="json")
    return plain


def from_json(plain: Mapping[str, Any]) -> Digest:
    return _ADAPTER.validate_python(dict(plain))
