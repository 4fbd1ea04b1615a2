"""Scores a reader on the marked articles.

    python tests/eval/score.py             the measures, and each kind of news
    python tests/eval/score.py --fresh     the same for articles that were marked blindly, with floors of their own
    python tests/eval/score.py --late      for those marked blindly whose misses nobody has looked at
    python tests/eval/score.py --blind     for ten more of them, marked by another hand
    python tests/eval/score.py --misses    what was missed and what was invented, article by article
    python tests/eval/score.py --raise     lifts the floors that the reader now exceeds; never lowers one

A statement is found when content words agree by F1 >= 0.5 (with or without its continuation), and attributed when the
speaker's name is right; a pronoun is never right. A figure is found when a predicted one overlaps it with the same
value and unit; counted nouns have no unit. Marks that editors may differ on are neither rewarded nor punished.
"""

from __future__ import annotations

import argparse
import json
import math
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from marked import MarkedArticle, MarkedFigure, MarkedStatement, kind_of, load_marked, words_of

from bot.model import Figure, Polarity, Quote, Reading, Span
from bot.ports import Reader

FLOORS = Path(__file__).parent / "floors.json"
FRESH_FLOORS = Path(__file__).parent / "fresh_floors.json"
LATE_FLOORS = Path(__file__).parent / "late_floors.json"
BLIND_FLOORS = Path(__file__).parent / "blind_floors.json"
SETS = {"marked": FLOORS, "fresh": FRESH_FLOORS, "late": LATE_FLOORS, "blind": BLIND_FLOORS}
_SAME = 0.5
_PIECE = 0.8
_TITLES = frozenset(
    "dr mr mrs ms prof professor lady lord sir captain judge justice president madam rev the a an of".split()
)
_UNIT_NAMES = {"km/h": "kph", "nanometre": "nm", "pence": "GBp", "penny": "GBp", "terabit": "Tbps"}
# A price for these is another quantity; "a year", "a head", "a dose" may be left out.
_DENOMINATORS = frozenset(("bbl", "t", "share", "gal", "lb", "kg", "kWh", "ha", "l"))

_ENOUGH = 100
_MEASURES = {
    "statements: content precision": ("content", "precision"),
    "statements: content recall": ("content", "recall"),
    "statements: speaker and content F1": ("joint", "f1"),
    "statements: speaker and content F1, direct": ("joint direct", "f1"),
    "statements: speaker and content F1, indirect": ("joint indirect", "f1"),
    "statements: speaker and content F1, mixed": ("joint mixed", "f1"),
    "statements: pronouns resolved": ("pronouns", "recall"),
    "statements: roles": ("roles", "recall"),
    "statements: denied, F1": ("denied", "f1"),
    "statements: question, conditional or future, F1": ("modes", "f1"),
    "statements: continuations linked": ("continuations", "recall"),
    "figures: value and unit F1": ("figures", "f1"),
    "figures: money and per cent precision": ("money", "precision"),
    "figures: money and per cent recall": ("money", "recall"),
    "figures: kind": ("kinds", "recall"),
    "figures: comparison": ("comparison", "recall"),
    "figures: key F1": ("key", "f1"),
    "figures: traps avoided": ("traps", "recall"),
}
"""Measure to the tally and the figure of it."""


@dataclass(slots=True)
class Tally:
    """How much was marked, predicted and right. Percentages are 0..100; an empty denominator gives 0."""

    marked: int = 0
    predicted: int = 0
    right: int = 0

    @property
    def precision(self) -> float:
        return 100 * self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        return 100 * self.right / self.marked if self.marked else 0.0

    @property
    def f1(self) -> float:
        both = self.marked + self.predicted
        return 200 * self.right / both if both else 0.0


@dataclass(slots=True)
class Score:
    """The tallies by name, and every miss as a line for a person."""

    tallies: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    misses: list[str] = field(default_factory=list)

    def measures(self) -> dict[str, float]:
        """All measures, each the better the higher, in per cent."""
        return {name: getattr(self.tallies[tally], what) for name, (tally, what) in _MEASURES.items()}

    def held(self) -> dict[str, float]:
        """The measures with enough cases to hold a floor: below a hundred, one case moves a measure by a point."""
        return {name: value for name, value in self.measures().items() if self._cases(name) >= _ENOUGH}

    def _cases(self, name: str) -> int:
        return self.tallies[_MEASURES[name][0]].marked


def score(articles: Sequence[MarkedArticle], readings: Sequence[Reading]) -> Score:
    """Raises ValueError when the two are not of one length."""
    total = Score()
    for article, reading in zip(articles, readings, strict=True):
        _score_statements(total, article, reading.quotes)
        _score_figures(total, article, reading.figures)
    return total


def read_and_score(reader: Reader, articles: Sequence[MarkedArticle]) -> Score:
    return score(articles, reader.read_all([article.text for article in articles]))


# ------------------------------------------------------------------ statements


def _words(text: str, spans: Iterable[Span]) -> frozenset[int]:
    return frozenset(word.start for span in spans for word in words_of(text, span))


def _overlap(one: frozenset[int] | set[str], other: frozenset[int] | set[str]) -> float:
    common = len(one & other)  # type: ignore[operator]
    return 2 * common / (len(one) + len(other)) if common else 0.0


@dataclass(frozen=True, slots=True)
class _Sides:
    """The marked and the predicted statements of one article with their words."""

    marked: list[tuple[MarkedStatement, frozenset[int], frozenset[int]]]
    predicted: list[tuple[Quote, frozenset[int]]]

    def pairs(self) -> dict[int, int]:
        """Marked number to predicted number: greedily, those with the right speaker first, then by agreement."""
        ranked = sorted(
            (not same_speaker(statement, quote.speaker), -agreement, number, other)
            for number, (statement, core, whole) in enumerate(self.marked)
            for other, (quote, words) in enumerate(self.predicted)
            if (agreement := max(_overlap(core, words), _overlap(whole, words))) >= _SAME
        )
        paired: dict[int, int] = {}
        for _, _, number, other in ranked:
            if number not in paired and other not in paired.values():
                paired[number] = other
        return paired


def _sides(article: MarkedArticle, quotes: Sequence[Quote]) -> _Sides:
    text = article.text
    marked = []
    for statement in article.statements:
        core = _words(text, statement.content)
        marked.append((statement, core, core | _words(text, statement.continuation)))
    predicted = [(quote, words) for quote in quotes if (words := _words(text, quote.content))]
    return _Sides(marked, predicted)


def _score_statements(total: Score, article: MarkedArticle, quotes: Sequence[Quote]) -> None:
    sides = _sides(article, quotes)
    paired = sides.pairs()
    for number, (statement, _, _) in enumerate(sides.marked):
        if statement.optional:
            continue
        quote = sides.predicted[paired[number]][0] if number in paired else None
        _count_marked(total, article, statement, quote)
    for other, (quote, words) in enumerate(sides.predicted):
        if other not in paired.values() and not _forgiven(sides, paired, quote, words):
            _count_invented(total, article, quote)


def _forgiven(sides: _Sides, paired: Mapping[int, int], quote: Quote, words: frozenset[int]) -> bool:
    """Nested, or a piece of a statement that was found, or mostly of those that editors may differ on."""
    optional = frozenset[int]().union(*(whole for statement, _, whole in sides.marked if statement.optional))
    if quote.nested or len(words & optional) >= _SAME * len(words):
        return True
    return any(len(words & sides.marked[number][2]) >= _PIECE * len(words) for number in paired)


def _count_marked(total: Score, article: MarkedArticle, statement: MarkedStatement, quote: Quote | None) -> None:
    of = total.tallies
    attributed = quote is not None and same_speaker(statement, quote.speaker)
    for name in ("joint", f"joint {statement.kind}"):
        _count(of[name], predicted=quote is not None, right=attributed)
    _count(of["content"], predicted=quote is not None, right=quote is not None)
    if quote is None:
        total.misses.append(f"{article.slug}: missed: {_line(article, statement.speaker, statement.content)}")
    elif not attributed:
        what = f"speaker {quote.speaker!r}, not {statement.speaker!r}: "
        total.misses.append(f"{article.slug}: {what}{_line(article, '', statement.content)}")
    if quote is not None:
        _count_aspects(of, article, statement, quote)
    if statement.denied:
        of["denied"].marked += 1
    if statement.mode != "stated":
        of["modes"].marked += 1


def _count_aspects(of: dict[str, Tally], article: MarkedArticle, statement: MarkedStatement, quote: Quote) -> None:
    """What is judged on found statements alone."""
    if statement.pronoun:
        _count(of["pronouns"], predicted=True, right=same_speaker(statement, quote.speaker))
    if statement.role:
        stated = _role_words(f"{quote.role or ''} {quote.organisation or ''}")
        wanted_role = _role_words(statement.role)
        _count(of["roles"], predicted=bool(quote.role), right=_overlap(wanted_role, stated) >= _SAME)
    if statement.continuation:
        wanted = _words(article.text, statement.continuation)
        given = _words(article.text, (*quote.continuation, *quote.content))
        _count(of["continuations"], predicted=True, right=len(wanted & given) >= _SAME * len(wanted))
    denied, mode = quote.polarity is Polarity.DENIED, quote.mode.value
    of["denied"].predicted += denied
    of["denied"].right += denied and statement.denied
    of["modes"].predicted += mode != "stated"
    of["modes"].right += mode != "stated" and mode == statement.mode


def _count_invented(total: Score, article: MarkedArticle, quote: Quote) -> None:
    kind = kind_of(article.text, quote.content)
    for name in ("content", "joint", f"joint {kind}"):
        total.tallies[name].predicted += 1
    total.misses.append(f"{article.slug}: invented: {_line(article, quote.speaker, quote.content)}")


def _count(tally: Tally, *, predicted: bool, right: bool) -> None:
    tally.marked += 1
    tally.predicted += predicted
    tally.right += right


def _line(article: MarkedArticle, speaker: str, content: Sequence[Span]) -> str:
    words = " … ".join(span.of(article.text) for span in content).replace("\n", " ")
    return f"{speaker}: {words if len(words) < 110 else words[:60] + ' […] ' + words[-45:]}"


def _name_words(name: str) -> list[str]:
    words = re.findall(r"[^\W_]+", re.sub(r"['’]s\b", "", name.lower()))
    return [word for word in words if word not in _TITLES]


def _role_words(role: str) -> set[str]:
    """A role may be a title alone."""
    return set(re.findall(r"[^\W_]+", re.sub(r"['’]s\b", "", role.lower()))) - {"the", "a", "an", "of"}


def same_speaker(statement: MarkedStatement, predicted: str) -> bool:
    """One name is part of the other, or they agree in most words; so with the description that will do."""
    given = set(_name_words(predicted))
    for name in (statement.speaker, statement.also):
        wanted = set(_name_words(name))
        if given and wanted and (given <= wanted or wanted <= given or _overlap(given, wanted) > _SAME):
            return True
    return False


# ------------------------------------------------------------------ figures


def _canonical(unit: str) -> str:
    above, _, below = _UNIT_NAMES.get(unit, unit).partition("/")
    above = _UNIT_NAMES.get(above, above)
    return f"{above}/{below}" if below in _DENOMINATORS else above


def _same_unit(mark: MarkedFigure, unit: str, kind: str) -> bool:
    if mark.kind == "count":  # a counted noun is no unit: "16 lorries an hour"
        return kind in ("count", "measure", "rank")
    if mark.unit in ("", "x"):  # "half", "a third", "twice": a ratio or a multiplier
        return kind in (mark.kind, "ratio", "multiplier", "count")
    wanted, given = _canonical(mark.unit), _canonical(unit)
    return given == wanted or (mark.bare and given in ("", "deg", wanted.partition("/")[0]))


def _hundredths(mark: MarkedFigure, unit: str) -> tuple[str, Decimal]:
    """The figure's unit in the mark's coin, and what its value is to be multiplied with: 53 cents are 0.53 USD."""
    own, given = mark.unit.partition("/")[0], unit.partition("/")[0]
    if given == "cent" and mark.kind == "money":
        return unit.replace(given, own), Decimal("0.01")
    if own == "GBp" and given == "GBP":
        return unit.replace(given, own), Decimal(100)
    return unit, Decimal(1)


def same_amount(mark: MarkedFigure, figure: Figure) -> bool:
    """The same value and unit, signs ignored; pence and cents may be given as hundredths or as the whole currency."""
    unit, scale = _hundredths(mark, figure.unit)
    high = None if figure.high is None else figure.high * scale
    same_value = _close(mark.value, figure.value * scale) and _close(mark.high, high)
    return same_value and _same_unit(mark, unit, figure.kind.value)


def _close(wanted: Decimal | None, given: Decimal | None) -> bool:
    if wanted is None or given is None:
        return wanted is given
    return abs(abs(wanted) - abs(given)) <= Decimal("0.001") * max(abs(wanted), abs(given))


def _meets(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _score_figures(total: Score, article: MarkedArticle, figures: Sequence[Figure]) -> None:
    of, free = total.tallies, list(figures)
    for mark in sorted(article.figures, key=lambda mark: mark.optional):
        found = next((one for one in free if _meets(mark.span, one.span) and same_amount(mark, one)), None)
        if found is not None:
            free.remove(found)
        if not mark.optional:
            _count_figure(total, article, mark, found)
    for trap in article.traps:
        hit = any(_meets(trap, one.span) for one in free)
        _count(of["traps"], predicted=True, right=not hit)
    for figure in free:
        if not any(mark.optional and _meets(mark.span, figure.span) for mark in article.figures):
            _count_invented_figure(total, article, figure)


def _count_figure(total: Score, article: MarkedArticle, mark: MarkedFigure, found: Figure | None) -> None:
    of, there = total.tallies, found is not None
    _count(of["figures"], predicted=there, right=there)
    if mark.kind in ("money", "percent"):
        _count(of["money"], predicted=there, right=there)
    if mark.key:
        of["key"].marked += 1
    if found is None:
        total.misses.append(f"{article.slug}: figure missed: {_context(article, mark.span)}")
        return
    _count(of["kinds"], predicted=True, right=found.kind.value == mark.kind)
    _count(of["comparison"], predicted=True, right=found.comparison.value == mark.comparison)
    of["key"].predicted += found.key
    of["key"].right += found.key and mark.key


def _count_invented_figure(total: Score, article: MarkedArticle, figure: Figure) -> None:
    total.tallies["figures"].predicted += 1
    total.tallies["money"].predicted += figure.kind.value in ("money", "percent")
    total.tallies["key"].predicted += figure.key
    amount = f"{figure.value}{'..' + str(figure.high) if figure.high is not None else ''} {figure.unit}"
    total.misses.append(f"{article.slug}: figure invented: {amount}: {_context(article, figure.span)}")


def _context(article: MarkedArticle, span: Span) -> str:
    before, after = article.text[max(0, span.start - 30) : span.start], article.text[span.end : span.end + 25]
    return f"{before}[{span.of(article.text)}]{after}".replace("\n", " ")


# ------------------------------------------------------------------ floors and the command


def load_floors(path: Path = FLOORS) -> dict[str, float]:
    floors: dict[str, float] = json.loads(path.read_text(encoding="utf-8"))
    return floors


def raised(floors: Mapping[str, float], measured: Mapping[str, float]) -> dict[str, float]:
    """Each floor or what is measured now, whichever is higher, cut to one decimal."""
    return {name: max(floors.get(name, 0.0), math.floor(10 * value) / 10) for name, value in measured.items()}


def _by_kind(articles: Sequence[MarkedArticle], readings: Sequence[Reading]) -> Iterator[str]:
    for kind in sorted({article.kind for article in articles}):
        own = [(article, reading) for article, reading in zip(articles, readings, strict=True) if article.kind == kind]
        of = score([article for article, _ in own], [reading for _, reading in own]).tallies
        yield f"{kind:12} {len(own):3}  statements {of['joint'].f1:5.1f} of {of['joint'].marked:3}"
        yield f"  figures {of['figures'].f1:5.1f} of {of['figures'].marked:3}\n"


def main(arguments: Sequence[str]) -> None:
    from bot.reading.reader import open_reader

    parser = argparse.ArgumentParser(description="Scores the reader on the marked articles.")
    blind = {"action": "store_const", "dest": "of", "default": "marked"}
    parser.add_argument("--fresh", const="fresh", help="score the articles that were marked blindly", **blind)
    parser.add_argument("--late", const="late", help="score those whose misses nobody has looked at", **blind)
    parser.add_argument("--blind", const="blind", help="score those that another hand marked blindly", **blind)
    parser.add_argument("--misses", action="store_true", help="list what was missed and what was invented")
    parser.add_argument("--raise", dest="lift", action="store_true", help="raise the floors to what is measured now")
    asked = parser.parse_args(arguments)
    articles, path = load_marked(asked.of), SETS[asked.of]
    readings = open_reader().read_all([article.text for article in articles])
    total = score(articles, readings)
    write = sys.stdout.write
    if asked.misses:
        write("".join(f"{miss}\n" for miss in total.misses))
    floors = load_floors(path) if path.exists() else {}
    for name, value in total.measures().items():
        floor = f"floor {floors[name]:5.1f}" if name in floors else "no floor"
        write(f"{name:52} {value:5.1f}  {floor}\n")
    counts = Counter({name: tally.marked for name, tally in total.tallies.items()})
    write(f"{counts['joint']} statements, {counts['figures']} figures, {counts['traps']} traps\n")
    write("".join(_by_kind(articles, readings)))
    if asked.lift:
        path.write_text(json.dumps(raised(floors, total.held()), indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))
    main(sys.argv[1:])
