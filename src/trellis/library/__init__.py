"""The template library: ready frameworks as `trellis/1` files, to copy and change."""

from importlib.resources import files

SUFFIX = ".yaml"


def names() -> list[str]:
    """The names of all templates, sorted, such as `engineering`."""
    paths = files(__package__).iterdir()
    return sorted(path.name.removesuffix(SUFFIX) for path in paths if path.name.endswith(SUFFIX))


def read(name: str) -> bytes:
    """The file of one template, as UTF-8 bytes; KeyError when no template has this name."""
    if name not in names():
        raise KeyError(f"There is no template '{name}'. Choose one of: {', '.join(names())}.")
    return files(__package__).joinpath(name + SUFFIX).read_bytes()
