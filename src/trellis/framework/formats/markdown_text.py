"""One line of Markdown that gives any text back: what our own dialect writes and reads."""

import re

_SPECIAL = re.compile(r"[\\`*_\[\]<>{}|&#~]")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])|&#(\d{1,7});")
_WORDS_OF_OURS = re.compile(r"(Step|Expects):")


def escape(text: str) -> str:
    """The text on one line, so that `unescape` gives it back exactly and every viewer shows it.

    Line breaks, other invisible characters and outer spaces become `&#10;`, punctuation with a
    meaning gets a backslash; so does what would read as a mark of the dialect at the beginning.
    """
    marks = _SPECIAL.sub(r"\\\g<0>", text)
    inner = "".join(c if c.isprintable() else f"&#{ord(c)};" for c in marks)
    inner = re.sub(r"^ | $", "&#32;", inner)
    if inner.startswith("★"):
        return f"&#{ord('★')};{inner[1:]}"
    if _WORDS_OF_OURS.match(inner):
        return f"&#{ord(inner[0])};{inner[1:]}"
    return re.sub(r"^([-+=]|\d+(?=[.)]))", lambda m: f"&#{ord(m[0][0])};{m[0][1:]}", inner)


def unescape(text: str) -> str:
    """The text that `escape` was given. Also reads lines that a person wrote without escapes."""
    return _ESCAPED.sub(lambda m: m[1] or _character(int(m[2])), text)


def _character(number: int) -> str:
    return chr(number) if number <= 0x10FFFF and not 0xD800 <= number <= 0xDFFF else "\ufffd"
