"""Write a framework file: canonical, or as the smallest change to the file that was there."""

from trellis.findings import BadInput
from trellis.framework.emit import block
from trellis.framework.load import framework_of, load, read_source
from trellis.framework.model import Framework
from trellis.framework.patch import patch
from trellis.framework.plain import plain


def dump(framework: Framework, over: bytes | None = None) -> bytes:
    """The `trellis/1` file of a framework, UTF-8.

    With `over`, the file as it was, only what changed is replaced: comments and layout stay, and
    an unchanged framework gives the same bytes. Raises `BadInput` when `over` is not a framework.
    """
    new = plain(framework)
    if over is None:
        return (block(new) + "\n").encode()
    source = read_source(over, "the file to change")
    old = plain(framework_of(source))
    if repr(old) == repr(new):
        return over
    changed = patch(source.text, source.root, old, new).encode()
    return changed if _means(changed, new) else dump(framework)


def _means(data: bytes, content: dict[str, object]) -> bool:
    """Aliases and other rarities may defeat the patch: what is written is read once more."""
    try:
        return repr(plain(load(data, "the changed file"))) == repr(content)
    except BadInput:
        return False
