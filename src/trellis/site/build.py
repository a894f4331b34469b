"""A whole site as files: pure, so that the same versions always give the same bytes."""

from collections.abc import Iterable
from pathlib import Path

from trellis.site.changes import changes_feed, changes_page
from trellis.site.family import Published, families
from trellis.site.pages import home, pages

STYLE = Path(__file__).with_name("site.css")


def build(versions: Iterable[Published], address: str = "") -> dict[str, bytes]:
    """Every file of the site by its path. Versions of one family stand in their order; they are
    redacted already. `address` is where the site will be, for the links of its feeds."""
    found = families(versions)
    files = {"index.html": home(found), "site.css": STYLE.read_bytes()}
    for family in found:
        files |= dict(pages(family))
        files[f"{family.id}/changes.html"] = changes_page(family)
        files[f"{family.id}/changes.atom"] = changes_feed(family, address)
    return files
