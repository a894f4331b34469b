"""Which headings name a level: codes such as IC4 and L2, numbers, and titles such as "Senior"."""

import re
from dataclasses import dataclass

from trellis.framework.formats.report import slug

ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9}
_SEP = r"\s*(?:[:.)/|,(\[]|\s[–—-]|[–—-]\s|$)\s*"
_WORD_CODE = re.compile(
    rf"(level|grade|band|stage|step|milestone|tier)\s*[-#]?\s*(\d{{1,2}}|[ivx]{{1,4}})(?:{_SEP}(.*))?",
    re.IGNORECASE,
)
_CODE = re.compile(rf"([A-Z]{{1,4}})[ -]?(\d{{1,2}}(?:\.\d)?){_SEP}(.*)")
_CODE_TITLE = re.compile(r"([A-Z]{1,4})[ -]?(\d{1,2})\s+(\D.*)")
_BEHIND = re.compile(
    r"(.{1,60}?)\s*(?:[(\[]|[,|:–—-]\s)\s*(?:level\s|grade\s)?([A-Z]{1,4})[ -]?(\d{1,2})[)\]]?(.*)"
)
_NUMBERED = re.compile(r"(\d{1,2})(?:\s*[.:)/–-]\s*|\s+)(.+)")
_NO_CODES = {"Q", "H", "FY", "CY", "V", "K", "B", "P0", "COVID", "ISO", "RFC", "UTF", "HTML", "CSS"}
_EDGES = re.compile(r"^[^\w(\[]+|[^\w)\]+.…]+$")

SENIORITY = {
    "intern": 0,
    "trainee": 1,
    "apprentice": 1,
    "graduate": 1,
    "novice": 1,
    "beginner": 1,
    "entry": 2,
    "basic": 2,
    "foundational": 2,
    "junior": 2,
    "jnr": 2,
    "jr": 2,
    "associate": 2,
    "mid": 4,
    "middle": 4,
    "medior": 4,
    "intermediate": 4,
    "competent": 4,
    "advanced": 5,
    "proficient": 5,
    "senior": 6,
    "snr": 6,
    "sr": 6,
    "expert": 7,
    "lead": 7,
    "staff": 8,
    "master": 8,
    "principal": 9,
    "distinguished": 10,
    "fellow": 11,
    "manager": 12,
    "head": 14,
    "director": 15,
    "vp": 17,
    "president": 17,
    "svp": 18,
    "evp": 19,
    "chief": 20,
    "cto": 20,
}
_ROLES = frozenset(
    re.findall(
        r"\w+",
        """
    accountant administrator advisor advocate agent analyst architect assistant ceo cfo
    consultant coo coordinator copywriter cto controller designer developer director editor
    engineer evangelist executive fellow generalist head intern journalist lawyer lead
    leader manager marketer officer operator owner partner pm president producer programmer
    recruiter representative researcher salesperson scientist specialist sre strategist sdr
    supervisor technician technologist tester trainee vp svp evp writer ae se sde swe
    apprentice associate counsel bookkeeper planner buyer sysadmin
    """,
    )
)
_STOP = frozenset(
    re.findall(
        r"\w+",
        """
    a about across all an and are as at be by can do does every for from hiring how is it my
    not on or our should than that the their this to vs what when where which who why will
    with you your path track career between becoming
    """,
    )
)
_FILLER = {"level", "levels", "plus", "ii", "iii", "iv", "i", "v"}


@dataclass(frozen=True)
class LevelName:
    """A level as its heading names it. `rest` is a sentence that stands behind the name."""

    id: str
    title: str
    prefix: str = ""
    number: int | None = None
    weight: int | None = None
    rest: str = ""
    sure: bool = True


def level_name(text: str) -> LevelName | None:
    """The level that a heading or a cell names, or None.

    `sure` is False for "1. Some sentence", which is a level only when it repeats.
    """
    name = _EDGES.sub("", text.strip())
    if not name or len(name) > 200 or text.rstrip().endswith("?"):
        return None
    return _coded(name) or _titled(name) or _numbered(name)


def _coded(name: str) -> LevelName | None:
    found: re.Match[str] | None
    if found := _WORD_CODE.fullmatch(name):
        word, code = found[1].lower(), found[2].lower()
        if not code.isdecimal() and code not in ROMAN:
            return None
        number = int(code) if code.isdecimal() else ROMAN[code]
        return _level(f"L{number}" if word == "level" else f"{word}-{number}", name, word, number)
    if (found := _CODE.fullmatch(name)) and found[1] not in _NO_CODES:
        whole = int(found[2]) if found[2].isdecimal() else None
        return _level(f"{found[1]}{found[2]}", name, found[1], whole, found[3])
    if (found := _CODE_TITLE.fullmatch(name)) and _titled(found[3]):
        return _level(f"{found[1]}{found[2]}", name, found[1], int(found[2]), "")
    if (found := _BEHIND.fullmatch(name)) and found[2] not in _NO_CODES and not stops(found[1]):
        return _level(f"{found[2]}{found[3]}", name, found[2], int(found[3]), "")
    return None


def _level(
    id_: str, name: str, prefix: str, number: int | None, rest: str | None = None
) -> LevelName:
    """A title is short; a whole sentence behind the code is something that is asked for."""
    rest = (_WORD_CODE.fullmatch(name) or [None] * 4)[3] if rest is None else rest
    sentence = len((rest or "").split()) > 6
    title = name[: len(name) - len(rest or "")].rstrip(" :–—-.") if sentence and rest else name
    return LevelName(id_, title, prefix, number, weight_of(name), rest or "" if sentence else "")


def _titled(name: str) -> LevelName | None:
    first = re.split(r"\s+(?:[oO]f|[iI]n)\s+|[,(:/|]|\s[–—-]\s", name)[0]
    words = re.findall(r"[a-z]+\+?", first.lower().replace("-", " "))
    plain = [word for word in words if word.rstrip("+") not in _FILLER]
    if not plain or len(words) > 6 or stops(name) or len(name) > 60:
        return None
    all_senior = all(word.rstrip("+") in SENIORITY for word in plain)
    if (
        not all_senior
        and plain[-1].rstrip("+") not in _ROLES
        and plain[:2] != ["vice", "president"]
    ):
        return None
    roman = ROMAN.get(words[-1]) if len(words) > 1 else None
    digits = re.search(r"\b(\d{1,2})$", first.strip())
    number = int(digits[1]) if digits else roman
    return LevelName(slug(name), name, "", number, weight_of(name))


def _numbered(name: str) -> LevelName | None:
    found = _NUMBERED.fullmatch(name)
    if found is None:
        return None
    number = int(found[1])
    titled = _titled(found[2])
    if titled is not None:
        return LevelName(slug(found[2]), found[2], "#", number, titled.weight)
    if name[len(found[1])].isspace():
        return None
    return LevelName(f"L{number}", f"Level {number}", "#", number, None, found[2], sure=False)


def stops(name: str) -> bool:
    """True for words that stand in sentences and not in the name of a level."""
    return any(word in _STOP for word in re.findall(r"[a-z']+", name.lower()))


def weight_of(name: str) -> int | None:
    """How senior the words of a title are; None when no word says it."""
    words = [word for word in re.findall(r"[a-z]+", name.lower()) if word not in _FILLER]
    found = [SENIORITY[word] for word in words if word in SENIORITY]
    if not found:
        return 4 if words and words[-1] in _ROLES else None
    base = max(found)
    return base + ("senior" in words and base > SENIORITY["senior"])


def is_ranked(text: str) -> bool:
    """True for the name of a level with a number or a word of seniority: "Guide 4"."""
    name = level_name(text)
    words = set(re.findall(r"[a-z]+", text.lower()))
    return bool(name and name.sure and (name.number is not None or words & SENIORITY.keys()))


def is_everyone(text: str) -> bool:
    """True for "All levels": what is expected from the first level on."""
    return bool(re.fullmatch(r"\W*(all|every) (levels?|roles?|engineers?)\W*", text, re.I))
