"""Which groups are too small to show: primary and complementary suppression."""

from collections.abc import Sequence

SMALLEST = 5
"""People whom a group has at least, besides the reader, before a figure about it is shown."""


def too_small(sizes: Sequence[int], *, least: int = SMALLEST) -> frozenset[int]:
    """The indexes of the groups to hide when the total over all groups is, or may be, known.

    A group with fewer than `least` people is hidden. Total minus shown groups is what is hidden:
    so either nothing is, or two groups at least and `least` people together; the next smallest
    ones are hidden with them until that holds. Empty groups hide nothing and are not counted.

    Source: Hundepool et al., Statistical Disclosure Control (2012), ch. 4.2, for one margin.
    """
    order = sorted((i for i, size in enumerate(sizes) if size), key=lambda i: (sizes[i], i))
    hidden = [i for i in order if sizes[i] < least]
    for index in order[len(hidden) :]:
        if not hidden or (len(hidden) > 1 and sum(sizes[i] for i in hidden) >= least):
            break
        hidden.append(index)
    return frozenset(hidden)
