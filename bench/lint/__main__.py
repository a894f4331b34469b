"""`python -m bench.lint` prints how good the grade is.

`--quick` leaves out the companies left out one by one; `--write` learns and ships new weights.
"""

import sys

from bench.lint.figures import held_out_lines, labellers, left_out_lines, table
from bench.lint.readme import README, with_figures
from bench.lint.train import FILE, VERSION, digest, learn, text_of, to_learn_from
from trellis.lint.grade import model_for


def main(arguments: list[str]) -> None:
    """Figures are of the weights that are shipped."""
    if "--write" in arguments:
        write()
    lines = [*labellers(), *held_out_lines(model_for("en"))]
    if "--quick" not in arguments:
        lines += left_out_lines()
    print("\n".join(table(lines)))


def write() -> None:
    """Learns the weights, and writes them and their figures where these are shown."""
    rows = to_learn_from()
    model = learn(rows)
    about: dict[str, object] = {
        "version": VERSION,
        "sentences": len(rows),
        "digest": digest(rows),
        "figures": [of.as_dict() for of in (*labellers(), *held_out_lines(model))],
    }
    FILE.write_text(text_of(model, about), encoding="utf-8")
    README.write_text(with_figures(README.read_text(encoding="utf-8")), encoding="utf-8")
    model_for.cache_clear()


if __name__ == "__main__":
    main(sys.argv[1:])
