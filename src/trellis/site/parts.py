"""The pieces that several pages share: the frame, a cell, moves."""

from collections.abc import Iterable

from trellis.framework.model import Framework, Level, Move, Statement
from trellis.framework.resolve import (
    Expectation,
    ResolvedCell,
    ResolvedFramework,
    family_of,
    level_of,
)
from trellis.readiness.asked import asked, rule
from trellis.site.markup import Html, join, link, tag

POLICY = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'"
NOTES = {
    Expectation.AS_BELOW: "As the level below.",
    Expectation.NOT_EXPECTED: "Not expected at this level.",
    Expectation.EMPTY: "Nothing is written here.",
    Expectation.TODO: "Nothing is written here.",
}
Crumb = tuple[str, str]


def frame(
    title: str,
    language: str,
    main: Iterable[str],
    *,
    root: str = "",
    crumbs: Iterable[Crumb] = (),
    feed: str = "",
) -> bytes:
    """A whole page, UTF-8. `root` leads to the top of the site; `crumbs` are links with names."""
    atom = tag("link", rel="alternate", type="application/atom+xml", href=feed, title="Changes")
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=POLICY),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="referrer", content="no-referrer"),
        tag("title", title),
        tag("link", rel="stylesheet", href=f"{root}site.css"),
        atom if feed else Html(),
    )
    steps = [tag("li", link(href, name)) for href, name in crumbs]
    top = tag("header", tag("nav", tag("ol", *steps), aria_label="You are here")) if steps else ""
    body = tag("body", Html(top), tag("main", *main), tag("footer", "Made with Trellis."))
    return f"<!doctype html>\n{tag('html', head, body, lang=language)}\n".encode()


def named(level: Level) -> str:
    """ "IC2 Engineer", or the id alone."""
    return f"{level.id} {level.title}" if level.titles else level.id


def cell(found: ResolvedCell, *, anchors: bool, language: str) -> Html:
    """A cell in words; with `anchors` each sentence can be linked to by its id."""
    note = NOTES.get(found.expectation) or (f"Step: {found.step}" if found.step else "")
    above = tag("p", note, class_="small") if note else Html()
    if not found.statements:
        return above
    own = anchors and found.expectation is not Expectation.AS_BELOW
    said = [_statement(each, anchor=own) for each in found.statements]
    return join(above, tag("ul", *said, class_="say", lang=language))


def _statement(statement: Statement, *, anchor: bool) -> Html:
    star = tag("span", "★ Key ", class_="star") if statement.star else Html()
    more = [tag("li", f"e.g. {example}") for example in statement.examples]
    more += [tag("li", link(href, href)) for href in statement.links]
    inner = tag("ul", *more) if more else Html()
    return tag("li", star, statement.text, inner, id=statement.id if anchor else None)


def moves(view: ResolvedFramework, found: Iterable[Move], root: str) -> Html:
    """Moves with where they lead; what they ask for stands there when it is public."""
    return tag("ul", *(_move(view, move, root) for move in found), class_="plain")


def _move(view: ResolvedFramework, move: Move, root: str) -> Html:
    level = view.levels.get(level_of(move.to))
    inside = family_of(move.to, view.framework.id) == view.framework.id and level is not None
    name = named(level) if inside and level else move.to
    to = link(f"{root}levels/{level.id}.html", name) if inside and level else Html(join(name))
    head = tag("p", tag("strong", move.title or move.kind.capitalize()), " to ", to)
    if not move.criteria:
        return tag("li", head, class_="card")
    asks = [tag("li", str(each.sentence)) for each in asked(view, move)]
    return tag(
        "li", head, tag("p", str(rule(move)), class_="small"), tag("ul", *asks), class_="card"
    )


def region(table: Html, name: str) -> Html:
    """A table that scrolls by itself, also by keyboard, and not the page."""
    return tag("div", table, class_="region", role="region", tabindex="0", aria_label=name)


def lead(text: str | None) -> Html:
    """A paragraph under a heading; nothing for no text."""
    return tag("p", text, class_="lead") if text else Html()


def where(framework: Framework) -> Crumb:
    """The way back to the page of a family from a page one folder below."""
    return ("../index.html", framework.title)
