"""What changed between the versions of a family: a page, and an Atom feed (RFC 4287)."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from xml.etree import ElementTree as Xml

from trellis.framework.diff import Change, Diff, diff
from trellis.framework.formats.case_terms import identifier
from trellis.site.family import Family, Published
from trellis.site.markup import Html, tag
from trellis.site.pages import HOME
from trellis.site.parts import frame, lead

ATOM = "http://www.w3.org/2005/Atom"
FIRST = "The first version."


@dataclass(frozen=True)
class Step:
    """One version and what it changed; the first one changed nothing."""

    number: int
    version: Published
    changed: Diff | None

    @property
    def title(self) -> str:
        """ "Version 2"."""
        return f"Version {self.version.edition.number or self.number}"


def steps(family: Family) -> list[Step]:
    """The versions, the newest first. Only what is public in both versions can differ."""
    found = [Step(1, family.versions[0], None)]
    for number, (old, new) in enumerate(pairwise(family.versions), 2):
        found.append(Step(number, new, diff(old.framework, new.framework)))
    return found[::-1]


def changes_page(family: Family) -> bytes:
    """The page of all versions with what each of them changed."""
    framework = family.view.framework
    main: list[str] = [tag("h1", f"Changes to {framework.title}")]
    for step in steps(family):
        day = step.version.edition.published
        when = tag("p", f"{day:%-d %B %Y}", class_="small") if day else Html()
        main += [
            tag("h2", step.title, id=f"version-{step.number}"),
            when,
            lead(step.version.edition.note),
            tag("ul", *(tag("li", line) for line in _lines(step)), class_="say"),
        ]
    crumbs = [("../index.html", HOME), ("index.html", framework.title)]
    title = f"Changes, {framework.title}"
    return frame(title, "en", main, root="../", crumbs=crumbs, feed="changes.atom")


def changes_feed(family: Family, address: str = "") -> bytes:
    """The feed, UTF-8. `address` is where the site will be, for absolute links; without it they
    are relative to the feed. Identifiers are the same for the same version."""
    framework = family.view.framework
    base = f"{address.rstrip('/')}/{family.id}/" if address else ""
    Xml.register_namespace("", ATOM)
    feed = Xml.Element(f"{{{ATOM}}}feed", {"xml:lang": framework.language})
    _add(feed, "id", f"urn:uuid:{identifier(family.id, 'feed')}")
    _add(feed, "title", f"Changes to {framework.title}")
    _add(feed, "updated", family.versions[-1].edition.moment.isoformat())
    _add(_add(feed, "author"), "name", family.versions[-1].edition.publisher or framework.title)
    _add(feed, "link", rel="self", href=f"{base}changes.atom")
    _add(feed, "link", rel="alternate", href=f"{base}changes.html")
    for step in steps(family):
        entry = _add(feed, "entry")
        _add(entry, "id", f"urn:uuid:{identifier(family.id, 'version', step.number)}")
        _add(entry, "title", f"{framework.title}: {step.title}")
        _add(entry, "updated", step.version.edition.moment.isoformat())
        _add(entry, "link", rel="alternate", href=f"{base}changes.html#version-{step.number}")
        said = [line for line in (step.version.edition.note, *_lines(step)) if line]
        _add(entry, "content", "\n".join(said), type="text")
    Xml.indent(feed)
    written: bytes = Xml.tostring(feed, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _add(parent: Xml.Element, name: str, text: str = "", **attributes: str) -> Xml.Element:
    child = Xml.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    child.text = "".join(char if char.isprintable() or char == "\n" else " " for char in text)
    return child


def _lines(step: Step) -> Iterator[str]:
    if step.changed is None:
        yield FIRST
    elif not step.changed:
        yield "Nothing that is public here."
    else:
        yield from (_line(change) for change in (*step.changed.structure, *step.changed.wording))


def _line(change: Change) -> str:
    place = f" ({change.place})" if change.place and change.place != change.subject else ""
    head = f"{change.part} {change.subject} {change.kind}{place}".capitalize()
    texts = " → ".join(f"“{text}”" for text in (change.before, change.after) if text)
    return f"{head}: {texts}" if texts else f"{head}."
