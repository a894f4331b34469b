"""What the linter leaves out in one framework, each with its reason."""

import re
from typing import Annotated

from pydantic import AfterValidator

from trellis.framework.base import Part, Text

_CODE = re.compile(r"(OBS|STR)[1-9][0-9]{2}")


def _is_code(text: str) -> str:
    if not _CODE.fullmatch(text):
        raise ValueError(f"'{text}' is no code of a rule; codes look like OBS101 and STR201")
    return text


def _says_why(text: str) -> str:
    if not text.strip():
        raise ValueError("the reason is empty; say in a few words why the rule is left out")
    return text


RuleCode = Annotated[Text, AfterValidator(_is_code)]
Reason = Annotated[Text, AfterValidator(_says_why)]


class Silence(Part):
    """One place where a rule is left out: a statement id, `competency/level`, or another id."""

    code: RuleCode
    at: Text
    reason: Reason


class Silences(Part):
    """Rules that are off in the whole file, by code, and single places."""

    off: dict[RuleCode, Reason] = {}
    silence: tuple[Silence, ...] = ()
