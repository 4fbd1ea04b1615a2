"""Every error a person may meet.

ReadoutError
├── SettingsError        the environment or a file of settings is wrong
├── InputError           what a person typed or gave cannot be used
│   ├── QueryError       a topic's query cannot be read
│   └── TimetableError   a time, weekday or zone cannot be read
├── NotFoundError        no such topic, feed, edition
│   └── UnclearError     one of several may be meant
├── FetchError           a URL could not be fetched
│   ├── RefusedError     the address is not allowed, or the publisher's robots.txt says no
│   └── TooLargeError    a cap was reached: body, headers, redirects, time
├── FeedError            fetched, but no feed; or an unreadable one
├── StoreError           the database cannot be used
│   └── LockedError      another `readout run` holds this database
├── DeliveryError        Slack refused a message for good
└── ModelError           the optional language model gave nothing that can be used

`str(error)` says what happened; `.hint` says what to do. Both are plain sentences, fit to be shown.
"""

from __future__ import annotations


class ReadoutError(Exception):
    def __init__(self, what: str, hint: str = "") -> None:
        super().__init__(what)
        self.hint = hint


class SettingsError(ReadoutError): ...


class InputError(ReadoutError): ...


class QueryError(InputError): ...


class TimetableError(InputError): ...


class NotFoundError(ReadoutError): ...


class UnclearError(NotFoundError):
    """`typed`: the words that name none of them, "" where nothing was named; `near`: (name, #number) of each."""

    def __init__(self, what: str, hint: str, typed: str, near: tuple[tuple[str, str], ...]) -> None:
        super().__init__(what, hint)
        self.typed = typed
        self.near = near


class FetchError(ReadoutError): ...


class RefusedError(FetchError): ...


class TooLargeError(FetchError): ...


class FeedError(ReadoutError): ...


class StoreError(ReadoutError): ...


class LockedError(StoreError): ...


class DeliveryError(ReadoutError): ...


class ModelError(ReadoutError): ...
