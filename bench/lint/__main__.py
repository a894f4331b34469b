"""`python -m bench.lint` prints how good the grade is; `--write` learns and ships new weights."""

import sys

from bench.lint.figures import held_out_lines, labellers, left_out_lines, table
from bench.lint.train import FILE, VERSION, digest, learn, text_of, to_learn_from
from trellis.lint.grade import model_for


def main(arguments: list[str]) -> None:
    """Trains only when asked to: figures are of the weights that are shipped."""
    if "--write" in arguments:
        write()
        model_for.cache_clear()
    lines = [*labellers(), *held_out_lines(model_for("en"))]
    if "--quick" not in arguments:
        lines += left_out_lines()
    print("\n".join(table(lines)))


def write() -> None:
    """Learns the weights and writes them with their figures."""
    rows = to_learn_from()
    model = learn(rows)
    figures = [of.as_dict() for of in held_out_lines(model)]
    about: dict[str, object] = {
        "version": VERSION,
        "sentences": len(rows),
        "digest": digest(rows),
        "figures": figures,
    }
    FILE.write_text(text_of(model, about), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
