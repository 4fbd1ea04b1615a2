"""Figures: every number of an article that means something, with its value, unit and context."""

from .read import Parsed, parse_figure, read_figures

__all__ = ["Parsed", "parse_figure", "read_figures"]
