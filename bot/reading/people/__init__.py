"""The people and bodies of one article: who is named, in which role, and whom a pronoun or a description means."""

from bot.reading.people.naming import People

__all__ = ["People"]
