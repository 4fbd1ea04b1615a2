"""Figures: every number of an article that means something, with its value, unit and context."""

from .comparison import COMPARED_BY
from .denied import is_denied, is_doubtful
from .read import Parsed, parse_figure, read_figures
from .replaced import of_one_unit, replaced_values

__all__ = [
    "COMPARED_BY",
    "Parsed",
    "is_denied",
    "is_doubtful",
    "of_one_unit",
    "parse_figure",
    "read_figures",
    "replaced_values",
]
