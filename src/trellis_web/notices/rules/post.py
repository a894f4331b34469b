"""What an answer of the mail server means for a letter."""

import smtplib
from datetime import timedelta
from enum import Enum, auto

from django.core.mail import BadHeaderError

GIVES_UP_AFTER = timedelta(days=3)


class Fate(Enum):
    """What became of a letter that could not be sent."""

    AGAIN = auto()
    """The server did not take it, and may take it later."""
    REFUSED = auto()
    """The server will never take it."""
    UNKNOWN = auto()
    """The line broke after the letter was on it: it may have arrived."""


def fate_of(error: Exception) -> Fate:
    """Whether a letter may be sent again after `error`: only when it cannot have been delivered.

    RFC 5321, 4.2.1: an answer of 4xx asks to try again, 5xx not to.
    """
    if isinstance(error, smtplib.SMTPServerDisconnected):
        return Fate.UNKNOWN
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes = [code for code, _answer in error.recipients.values()]
        return Fate.AGAIN if all(400 <= code < 500 for code in codes) else Fate.REFUSED
    if isinstance(error, smtplib.SMTPResponseException):
        return Fate.AGAIN if 400 <= error.smtp_code < 500 else Fate.REFUSED
    if isinstance(error, BadHeaderError | UnicodeError | smtplib.SMTPNotSupportedError):
        return Fate.REFUSED
    return Fate.UNKNOWN


def pause_after(attempts: int) -> timedelta:
    """How long to wait after so many attempts: 1, 2, 4 ... minutes, at most an hour."""
    return timedelta(minutes=min(60, 2 ** min(attempts - 1, 6)))
