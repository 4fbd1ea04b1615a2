"""Jinja templates -> Block Kit. What is posted is composed in the templates alone; here is how they are read and run.

A `*.json.j2` template writes Block Kit blocks, one JSON object after another, every foreign word through `tojson`.
A `*.text.j2` template writes the plain fallback, every foreign word through `slack`. `*.html.j2` is autoescaped.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.model import Block, Message
from bot.render import filters

_LONGEST_FALLBACK = 3000


def template_folder() -> Path:
    """bot/templates in an installed wheel, templates/ beside bot/ in a checkout."""
    package = Path(__file__).resolve().parent.parent
    packed = package / "templates"
    return packed if packed.is_dir() else package.parent / "templates"


@cache
def environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(template_folder()),
        undefined=StrictUndefined,
        autoescape=lambda name: ".html" in str(name),  # noqa: S701  JSON and fallback have escapes of their own
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(filters.FILTERS)
    made.globals.update(filters.GLOBALS)
    return made


@cache
def template_hash() -> str:
    """Changes when any template changes: goes into an edition's manifest."""
    made = hashlib.sha256()
    for path in sorted(template_folder().glob("*.j2")):
        made.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return made.hexdigest()[:16]


def render_blocks(name: str, **context: Any) -> tuple[Block, ...]:
    """The blocks that `name`.json.j2 writes."""
    return tuple(_objects(environment().get_template(f"{name}.json.j2").render(context)))


def render_plain(name: str, **context: Any) -> str:
    """What `name`.text.j2 writes: one line, white space collapsed, cut to what a notification can hold."""
    line = " ".join(environment().get_template(f"{name}.text.j2").render(context).split())
    return line[:_LONGEST_FALLBACK]


def render_page(name: str, **context: Any) -> str:
    """What the template `name` writes, as it is."""
    return environment().get_template(name).render(context)


def render_message(name: str, **context: Any) -> Message:
    """`name`.json.j2 and its fallback `name`.text.j2."""
    return Message(render_blocks(name, **context), render_plain(name, **context))


def _objects(written: str) -> Iterator[Block]:
    """The JSON objects of the text, one after another; commas between them are allowed."""
    decoder = json.JSONDecoder()
    at = 0
    while at < len(written):
        if written[at].isspace() or written[at] == ",":
            at += 1
            continue
        block, at = decoder.raw_decode(written, at)
        yield block
