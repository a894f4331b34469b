"""The numbers and the times that a sentence speaks of."""

from trellis.lint.sentence import Sentence


def numbers(sentence: Sentence) -> set[float]:
    """Every number, in figures or as a word."""
    values = (_number(sentence, index) for index in range(len(sentence.words)))
    return {value for value in values if value is not None}


def durations(sentence: Sentence) -> set[float]:
    """Every time in months: a number before a unit, such as "two years" or "6 months"."""
    found = set()
    for index, base in enumerate(sentence.bases[1:], 1):
        length, count = sentence.pack.months.get(base), _number(sentence, index - 1)
        if length is not None and count is not None:
            found.add(count * length)
    return found


def _number(sentence: Sentence, index: int) -> float | None:
    word = sentence.words[index]
    if word in sentence.pack.numbers:
        return float(sentence.pack.numbers[word])
    try:
        return float(word.rstrip("%").replace(",", "")) if word[0].isdecimal() else None
    except ValueError:
        return None
