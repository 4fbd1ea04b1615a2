"""Slack's limits on blocks, as tables, and the check that answers in Slack's own form (`invalid_blocks`)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

Path = str

MESSAGE_BLOCKS = 50
MESSAGE_JSON = 13_200
"""Near this many characters of JSON a message is refused as msg_blocks_too_long; undocumented, seen in the field."""
MESSAGE_TEXT = 40_000
METADATA_JSON = 16_000
TABLE_TEXT = 10_000
MARKDOWN_TEXT = 12_000

TEXT_LIMIT = {"header": 150, "section": 3000, "field": 2000, "context": 3000, "option": 75, "button": 75}
COUNT_LIMIT = {"actions": 25, "context": 10, "context_actions": 5, "overflow": 5, "fields": 10, "options": 100}
STRING_LIMIT = {"action_id": 255, "block_id": 255, "value": 2000, "url": 3000, "image_url": 3000, "alt_text": 2000}
OPTION_VALUE = 150

BLOCK_TYPES = frozenset(
    "actions card carousel container context context_actions data_table data_visualization divider file header image "
    "input markdown plan rich_text section table task_card video".split()
)
ELEMENT_TYPES = frozenset(
    "button overflow image static_select external_select users_select conversations_select channels_select "
    "multi_static_select multi_external_select multi_users_select multi_conversations_select multi_channels_select "
    "datepicker timepicker datetimepicker checkboxes radio_buttons plain_text_input feedback_buttons icon_button "
    "workflow_button".split()
)
RICH_BLOCKS = frozenset("rich_text_section rich_text_list rich_text_quote rich_text_preformatted".split())
RICH_INLINE = frozenset("text link user usergroup channel emoji broadcast date color team".split())
RICH_STYLES = frozenset("bold italic strike code underline highlight client_highlight unlink".split())
LINK_SCHEMES = frozenset({"http", "https", "mailto", "tel", "slack"})

Faults = Iterator[str]


def check_blocks(blocks: object) -> list[str]:
    """Every complaint, as Slack writes them in `response_metadata.messages`; none means the blocks are taken."""
    if not isinstance(blocks, list):
        return ["[ERROR] must be an array [json-pointer:/blocks]"]
    return list(_blocks(blocks))


def _complain(what: str, where: Path) -> str:
    return f"[ERROR] {what} [json-pointer:{where}]"


def _blocks(blocks: list[Any]) -> Faults:
    if len(blocks) > MESSAGE_BLOCKS:
        yield _complain(f"no more than {MESSAGE_BLOCKS} items allowed", "/blocks")
    seen: set[str] = set()
    for number, block in enumerate(blocks):
        where = f"/blocks/{number}"
        if not isinstance(block, dict) or block.get("type") not in BLOCK_TYPES:
            kind = block.get("type") if isinstance(block, dict) else None
            yield _complain(f"unsupported type: {kind}", f"{where}/type")
            continue
        yield from _strings(block, where)
        yield from _once(block.get("block_id"), seen, f"{where}/block_id")
        check = CHECKS.get(block["type"])
        if check:
            yield from check(block, where)
    markdown = sum(_letters(block) for block in blocks if _is(block, "markdown"))
    if markdown > MARKDOWN_TEXT:
        yield _complain(f"must be less than {MARKDOWN_TEXT + 1} characters", "/blocks")


def _is(block: object, kind: str) -> bool:
    return isinstance(block, dict) and block.get("type") == kind


def _once(name: object, seen: set[str], where: Path) -> Faults:
    if not isinstance(name, str):
        return
    if name in seen:
        yield _complain(f"{where.rpartition('/')[2]} already exists", where)
    seen.add(name)


def _items(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _strings(thing: dict[str, Any], where: Path) -> Faults:
    for key, limit in STRING_LIMIT.items():
        if key in thing and thing[key] is not None:
            yield from _length(thing[key], limit, f"{where}/{key}", empty_ok=key == "value")


def _length(value: object, limit: int, where: Path, *, empty_ok: bool = False) -> Faults:
    if not isinstance(value, str):
        yield _complain("must be a string", where)
    elif len(value) > limit:
        yield _complain(f"must be less than {limit + 1} characters", where)
    elif not value and not empty_ok:
        yield _complain("must be more than 0 characters", where)


def _text(value: object, limit: int, where: Path, kinds: tuple[str, ...] = ("plain_text", "mrkdwn")) -> Faults:
    if not isinstance(value, dict):
        yield _complain("missing required field: text", where)
    elif value.get("type") not in kinds:
        yield _complain(f"unsupported type: {value.get('type')}", f"{where}/type")
    else:
        yield from _length(value.get("text"), limit, f"{where}/text")
        if value["type"] == "mrkdwn" and "emoji" in value:
            yield _complain("invalid additional property: emoji", where)


def _count(items: object, limit: int, where: Path) -> Faults:
    if not isinstance(items, list) or not items:
        yield _complain("must provide at least 1 item", where)
    elif len(items) > limit:
        yield _complain(f"no more than {limit} items allowed", where)


def _header(block: dict[str, Any], where: Path) -> Faults:
    yield from _text(block.get("text"), TEXT_LIMIT["header"], f"{where}/text", ("plain_text",))


def _section(block: dict[str, Any], where: Path) -> Faults:
    if not block.get("text") and not block.get("fields"):
        yield _complain("missing required field: text", where)
    if block.get("text"):
        yield from _text(block["text"], TEXT_LIMIT["section"], f"{where}/text")
    if "fields" in block:
        yield from _count(block["fields"], COUNT_LIMIT["fields"], f"{where}/fields")
        for number, value in enumerate(_items(block["fields"])):
            yield from _text(value, TEXT_LIMIT["field"], f"{where}/fields/{number}")
    if block.get("accessory"):
        yield from _element(block["accessory"], f"{where}/accessory")


def _context(block: dict[str, Any], where: Path) -> Faults:
    elements = block.get("elements")
    yield from _count(elements, COUNT_LIMIT["context"], f"{where}/elements")
    for number, element in enumerate(_items(elements)):
        here = f"{where}/elements/{number}"
        if _is(element, "image"):
            yield from _image(element, here)
        else:
            yield from _text(element, TEXT_LIMIT["context"], here)


def _actions(block: dict[str, Any], where: Path) -> Faults:
    elements = block.get("elements")
    yield from _count(elements, COUNT_LIMIT[block["type"]], f"{where}/elements")
    seen: set[str] = set()
    for number, element in enumerate(_items(elements)):
        here = f"{where}/elements/{number}"
        yield from _element(element, here)
        if isinstance(element, dict):
            yield from _once(element.get("action_id"), seen, f"{here}/action_id")


def _element(element: object, where: Path) -> Faults:
    if not isinstance(element, dict) or element.get("type") not in ELEMENT_TYPES:
        yield _complain("unsupported element type", where)
        return
    yield from _strings(element, where)
    kind = element["type"]
    if kind == "button":
        yield from _text(element.get("text"), TEXT_LIMIT["button"], f"{where}/text", ("plain_text",))
        if element.get("style") not in (None, "primary", "danger"):
            yield _complain("must be a valid enum value", f"{where}/style")
    elif kind == "image":
        yield from _image(element, where)
    options = element.get("options")
    if options is not None:
        yield from _count(options, COUNT_LIMIT.get(kind, COUNT_LIMIT["options"]), f"{where}/options")
        for number, option in enumerate(_items(options)):
            yield from _option(option if isinstance(option, dict) else {}, f"{where}/options/{number}")


def _option(option: dict[str, Any], where: Path) -> Faults:
    yield from _text(option.get("text"), TEXT_LIMIT["option"], f"{where}/text")
    yield from _length(option.get("value", ""), OPTION_VALUE, f"{where}/value", empty_ok=True)


def _image(block: dict[str, Any], where: Path) -> Faults:
    if not block.get("alt_text"):
        yield _complain("missing required field: alt_text", where)
    if not block.get("image_url") and not block.get("slack_file"):
        yield _complain("missing required field: image_url", where)
    if block.get("title"):
        yield from _text(block["title"], 2000, f"{where}/title", ("plain_text",))


def _rich(block: dict[str, Any], where: Path) -> Faults:
    elements = block.get("elements")
    if not isinstance(elements, list):
        yield _complain("missing required field: elements", where)
        return
    for number, element in enumerate(elements):
        yield from _rich_part(element, f"{where}/elements/{number}")


def _rich_part(part: object, where: Path) -> Faults:
    if not isinstance(part, dict) or part.get("type") not in RICH_BLOCKS or not isinstance(part.get("elements"), list):
        yield _complain("unsupported rich text element", where)
        return
    if part["type"] == "rich_text_list" and part.get("style") not in ("bullet", "ordered"):
        yield _complain("must be a valid enum value", f"{where}/style")
    for number, element in enumerate(part["elements"]):
        here = f"{where}/elements/{number}"
        yield from _rich_part(element, here) if part["type"] == "rich_text_list" else _inline(element, here)


def _inline(element: object, where: Path) -> Faults:
    if not isinstance(element, dict) or element.get("type") not in RICH_INLINE:
        yield _complain("unsupported rich text element", where)
        return
    if element["type"] == "text":
        yield from _length(element.get("text"), MESSAGE_TEXT, f"{where}/text")
    if element["type"] == "link":
        yield from _length(element.get("url"), STRING_LIMIT["url"], f"{where}/url")
        if urlsplit(str(element.get("url"))).scheme not in LINK_SCHEMES:
            yield _complain("must be a valid url", f"{where}/url")
    style = element.get("style", {})
    if not isinstance(style, dict) or not RICH_STYLES.issuperset(style):
        yield _complain("invalid additional property", f"{where}/style")


def _table(block: dict[str, Any], where: Path) -> Faults:
    rows = block.get("rows")
    yield from _count(rows, 100, f"{where}/rows")
    rows = _items(rows)
    for number, row in enumerate(rows):
        yield from _count(row, 20, f"{where}/rows/{number}")
        for column, cell in enumerate(_items(row)):
            here = f"{where}/rows/{number}/{column}"
            if _is(cell, "rich_text"):
                yield from _rich(cell, here)
            elif _is(cell, "raw_text"):
                yield from _length(cell.get("text"), TABLE_TEXT, f"{here}/text")
            else:
                yield _complain("unsupported cell type", here)
    if len({len(_items(row)) for row in rows}) > 1:
        yield _complain("all rows must have the same number of cells", f"{where}/rows")
    if sum(map(_letters, rows)) > TABLE_TEXT:
        yield _complain(f"must be less than {TABLE_TEXT + 1} characters", f"{where}/rows")


def _letters(thing: object) -> int:
    """Characters of all texts inside."""
    if isinstance(thing, dict):
        return sum(len(v) if k == "text" and isinstance(v, str) else _letters(v) for k, v in thing.items())
    return sum(map(_letters, thing)) if isinstance(thing, list) else 0


def _markdown(block: dict[str, Any], where: Path) -> Faults:
    yield from _length(block.get("text"), MARKDOWN_TEXT, f"{where}/text")


CHECKS = {
    "header": _header,
    "section": _section,
    "context": _context,
    "actions": _actions,
    "image": _image,
    "rich_text": _rich,
    "table": _table,
    "markdown": _markdown,
}


def size(blocks: object) -> int:
    """Characters of the blocks' JSON, as Slack seems to count them."""
    return len(json.dumps(blocks, ensure_ascii=False))
