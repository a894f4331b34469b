"""The order of levels, as far as their names say it."""

import re
from collections.abc import Sequence

_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def known_order(names: Sequence[str]) -> tuple[str, ...]:
    """The names, lowest first, when each holds a different number; empty when nobody can know.

    >>> known_order(["L3", "L1", "L2"])
    ('L1', 'L2', 'L3')
    >>> known_order(["Junior", "Senior"])
    ()
    """
    found = [_NUMBER.search(name) for name in names]
    numbers = [float(each[0]) for each in found if each]
    prefixes = {
        name[: each.start()].strip().lower()
        for name, each in zip(names, found, strict=True)
        if each
    }
    if len(set(numbers)) < len(names) or len(prefixes) > 1:
        return ()
    return tuple(name for _, name in sorted(zip(numbers, names, strict=True)))
