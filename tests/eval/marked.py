"""The marked articles: what a careful reader found in each, as exact words that the loader turns into spans.

Those whose name begins with `fresh-`, `late-` or `blind-` are sets of their own: long articles marked before any reader
had seen them. The misses of the fresh ones were looked at afterwards, those of the late ones and of the blind ones,
another hand's, were not: what is read of these forecasts tomorrow's news.

A `.marks` file stands for one article; each line is one mark, its parts separated by ` | `:

    S speaker | cue | content | option | option …      a statement
    F words = value unit flags                         a figure
    T words                                            a trap: digits or number words that are no figure
    # …                                                a remark

Words must stand in the article exactly once; `words#2` takes the second of several. `first words … last words` spans
from the one to the next other within a paragraph; ` + ` joins the pieces of a content that is not in one piece.

A speaker `-` is nobody in particular ("it is understood that"). Options of a statement: `role: words`, `by: mention`
(where the sentence names the speaker by a pronoun or a description that must be resolved), `as: mention` (a
description that will do for the name), `then: words` (a continuation),
`kind: direct|indirect|mixed` (else it follows from the double quotation marks), `denied`, `question`, `conditional`,
`future`, `unnamed`, `nocue`, and two that keep a statement out of the score: `nested` and `opt` (editors may differ).

A figure's value is a number or `low..high`. Its unit is canonical (`GBP`, `%`, `pp`, `bp`, `km`, `USD/bbl` …), or one
of `n` (a count), `rank`, `ratio`, `x` (times), `age`, `score`. Flags: `key`, `~`, `<`, `>`, `forecast`, `target`,
`opt`, `bare` (the
unit stands elsewhere in the sentence and may be left out).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from bot.demo.news import load_articles
from bot.model import Span

_HERE = Path(__file__).parent
_FENCE = "+++\n"
_UNITLESS = {"n": "count", "rank": "rank", "ratio": "ratio", "x": "multiplier", "age": "age", "score": "score"}
_PRONOUNS = frozenset(("he", "she", "it", "they", "who", "him", "her", "them"))
_MODES = ("question", "conditional", "future")


class MarkError(ValueError):
    """A mark that cannot be placed in its article."""


@dataclass(frozen=True, slots=True)
class MarkedStatement:
    content: tuple[Span, ...]
    speaker: str
    cue: str
    kind: str
    role: str = ""
    by: str = ""
    also: str = ""
    continuation: tuple[Span, ...] = ()
    denied: bool = False
    mode: str = "stated"
    unnamed: bool = False
    optional: bool = False

    @property
    def pronoun(self) -> bool:
        """The sentence names the speaker by a pronoun alone."""
        return self.by.split("#")[0].lower() in _PRONOUNS


@dataclass(frozen=True, slots=True)
class MarkedFigure:
    span: Span
    value: Decimal
    unit: str
    kind: str
    high: Decimal | None = None
    comparison: str = "="
    status: str = "actual"
    key: bool = False
    optional: bool = False
    bare: bool = False


@dataclass(frozen=True, slots=True)
class MarkedArticle:
    slug: str
    kind: str
    """Of news: politics, business, earnings …"""
    text: str
    statements: tuple[MarkedStatement, ...]
    figures: tuple[MarkedFigure, ...]
    traps: tuple[Span, ...]


def load_marked(of: str = "marked") -> list[MarkedArticle]:
    """The marked articles of one set, by slug: `marked`, or `fresh`, `late` or `blind`, marked blindly.

    Raises MarkError where a mark and its article disagree.
    """
    samples = load_articles() if of == "marked" else ()
    texts = {article.slug: (article.kind, article.text) for article in samples}
    texts |= {path.stem: _short_article(path) for path in _of_set((_HERE / "articles").glob("*.md"), of)}
    paths = sorted(_of_set((_HERE / "marks").glob("*.marks"), of))
    if unmarked := set(texts) - {path.stem for path in paths}:
        raise MarkError(f"no marks for {sorted(unmarked)}")
    return [parse_marks(path.stem, *texts[path.stem], path.read_text(encoding="utf-8")) for path in paths]


def _of_set(paths: Iterable[Path], of: str) -> Iterator[Path]:
    named = re.compile(r"(fresh|late|blind)-")
    for path in paths:
        found = named.match(path.stem)
        if of == (found[1] if found else "marked"):
            yield path


def _short_article(path: Path) -> tuple[str, str]:
    _, head, body = path.read_text(encoding="utf-8").split(_FENCE, 2)
    kind = re.search(r'^kind = "(\w+)"$', head, re.MULTILINE)
    if kind is None:
        raise MarkError(f"{path.stem}: no kind")
    return kind[1], body.strip()


def parse_marks(slug: str, kind: str, text: str, source: str) -> MarkedArticle:
    """Raises MarkError with the slug and the line."""
    statements: list[MarkedStatement] = []
    figures: list[MarkedFigure] = []
    traps: list[Span] = []
    for line in source.splitlines():
        sign, _, rest = line.partition(" ")
        try:
            if sign == "S":
                statements.append(_statement(text, rest))
            elif sign == "F":
                figures.append(_figure(text, rest))
            elif sign not in ("", "#"):
                traps.append(_trap(text, sign, rest))
        except (ValueError, ArithmeticError, IndexError) as error:
            raise MarkError(f"{slug}: {line}: {error}") from error
    return MarkedArticle(slug, kind, text, tuple(statements), tuple(figures), tuple(traps))


def _statement(text: str, line: str) -> MarkedStatement:
    speaker, cue, words, *options = (part.strip() for part in line.split(" | "))
    flags = {option for option in options if ": " not in option}
    if unknown := flags - {"denied", "unnamed", "nested", "opt", "nocue", *_MODES, ""}:
        raise MarkError(f"unknown option {sorted(unknown)}")
    named = dict(option.split(": ", 1) for option in options if ": " in option)
    if unknown := set(named) - {"role", "by", "as", "then", "kind"}:
        raise MarkError(f"unknown option {sorted(unknown)}")
    content = _spans(text, words)
    _check_near(text, cue if "nocue" not in flags else "", content[0])
    for stated in (named.get("role", ""), named.get("as", ""), speaker):
        if stated.lower().strip("-") not in text.lower():
            raise MarkError(f"not in the text: {stated}")
    return MarkedStatement(
        content=content,
        speaker=speaker,
        cue=cue,
        kind=named.get("kind") or kind_of(text, content),
        role=named.get("role", ""),
        by=named.get("by", ""),
        also=named.get("as", ""),
        continuation=_spans(text, named["then"]) if "then" in named else (),
        denied="denied" in flags,
        mode=next((mode for mode in _MODES if mode in flags), "stated"),
        unnamed="unnamed" in flags,
        optional=bool(flags & {"nested", "opt"}),
    )


def _check_near(text: str, cue: str, content: Span) -> None:
    around = text[max(0, content.start - 500) : content.end + 400]
    if cue.lower() not in around.lower():
        raise MarkError(f"the cue {cue!r} is not near")


def _spans(text: str, words: str) -> tuple[Span, ...]:
    return tuple(_stretch(text, piece) for piece in words.split(" + "))


def _stretch(text: str, words: str) -> Span:
    first, ellipsis, last = (part.strip() for part in words.partition(" … "))
    start = _find(text, first)
    if not ellipsis:
        return start
    paragraph_end = text.find("\n\n", start.end)
    end = text.find(last, start.end, None if paragraph_end < 0 else paragraph_end)
    if end < 0:
        raise MarkError(f"{last!r} does not follow {first!r} in its paragraph")
    return Span(start.start, end + len(last))


def _find(text: str, words: str) -> Span:
    """Whole words only: 12 is found neither in 3.12 nor in 12%."""
    words, _, number = words.strip().partition("#")
    head = r"(?<![\w])(?<!\d[.,])" if words[0].isalnum() else ""
    tail = r"(?![\w%]|[.,]\d)" if words[-1].isalnum() else ""
    found = [match.start() for match in re.finditer(head + re.escape(words) + tail, text)]
    if number:
        if len(found) < int(number):
            raise MarkError(f"{words!r} stands {len(found)} times")
        start = found[int(number) - 1]
    elif len(found) == 1:
        start = found[0]
    else:
        raise MarkError(f"{words!r} stands {len(found)} times")
    return Span(start, start + len(words))


def _trap(text: str, sign: str, words: str) -> Span:
    if sign != "T":
        raise MarkError(f"unknown sign {sign}")
    return _find(text, words)


def _figure(text: str, line: str) -> MarkedFigure:
    words, _, right = line.rpartition(" = ")
    value, unit, *flags = right.split()
    if unknown := set(flags) - {"key", "opt", "bare", "~", "<", ">", "forecast", "target"}:
        raise MarkError(f"unknown flag {sorted(unknown)}")
    low, _, high = value.partition("..")
    return MarkedFigure(
        span=_find(text, words),
        value=Decimal(low),
        high=Decimal(high) if high else None,
        unit="" if unit in _UNITLESS else unit,
        kind=_UNITLESS.get(unit) or _kind_of_unit(unit),
        comparison=next((flag for flag in flags if flag in "~<>"), "="),
        status=next((flag for flag in flags if flag in ("forecast", "target")), "actual"),
        key="key" in flags,
        optional="opt" in flags,
        bare="bare" in flags,
    )


def _kind_of_unit(unit: str) -> str:
    if unit in ("%", "pp", "bp"):
        return "percent"
    return "money" if re.match(r"[A-Z]{2}[A-Zp](/|$)", unit) else "measure"


_OPENING, _CLOSING = "“", "”"


def quoted_regions(text: str) -> Iterator[Span]:
    """What stands in double quotation marks, straight or curly, or guillemets; unclosed ones end with the paragraph."""
    for paragraph in re.finditer(r"[^\n]+", text):
        opened: int | None = None
        for mark in re.finditer('[“”"«»]', paragraph[0]):
            opens = mark[0] in "“«" or (mark[0] == '"' and opened is None)
            if opens and opened is None:
                opened = mark.end()
            elif not opens and opened is not None:
                yield Span(paragraph.start() + opened, paragraph.start() + mark.start())
                opened = None
        if opened is not None:
            yield Span(paragraph.start() + opened, paragraph.end())


def kind_of(text: str, content: tuple[Span, ...]) -> str:
    """direct: nine tenths of the words are quoted; indirect: none; mixed: between."""
    quoted = list(quoted_regions(text))
    words = [word for span in content for word in words_of(text, span)]
    inside = sum(any(region.start <= word.start < region.end for region in quoted) for word in words)
    share = inside / len(words)
    return "indirect" if not inside else "direct" if share >= 0.9 else "mixed"


def words_of(text: str, span: Span) -> list[Span]:
    """The words of a stretch, apostrophes inside."""
    found = re.compile(r"\w+(?:['’]\w+)?").finditer(text, span.start, span.end)
    return [Span(match.start(), match.end()) for match in found]
