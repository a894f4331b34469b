"""A framework as one HTML page that needs nothing beside it: its style is inside, no script."""

import hashlib
from base64 import b64encode
from collections.abc import Iterator

from trellis.framework.model import Framework
from trellis.framework.resolve import Expectation, ResolvedFramework, resolve
from trellis.readiness.asked import asked, rule
from trellis.site.build import STYLE
from trellis.site.markup import Html, tag
from trellis.site.parts import cell, lead, named, region


def to_html(framework: Framework) -> bytes:
    """The page, UTF-8: levels, every competency, and the moves with what they ask for."""
    view = resolve(framework.model_copy(update={"include": ()}))
    style = STYLE.read_text(encoding="utf-8")
    digest = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'"
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=policy),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("title", framework.title),
        tag("style", Html(style)),
    )
    main = tag("main", tag("h1", framework.title), lead(framework.summary), *_main(view))
    page = tag("html", head, tag("body", main), lang=framework.language)
    return f"<!doctype html>\n{page}\n".encode()


def _main(view: ResolvedFramework) -> Iterator[Html]:
    for track in view.framework.tracks:
        yield tag("h2", track.title, id=f"track-{track.id}")
        heads = [tag("th", name, scope="col") for name in ("Level", "Rank", "Scope", "In short")]
        rows = [
            tag(
                "tr",
                tag("th", named(level), scope="row"),
                tag("td", str(level.rank)),
                tag("td", level.scope or ""),
                tag("td", level.summary or ""),
                id=level.id,
            )
            for level in track.levels
        ]
        table = tag("table", tag("thead", tag("tr", *heads)), tag("tbody", *rows))
        yield region(table, track.title)
    for competency in view.competencies:
        yield tag("h2", competency.title, id=f"competency-{competency.id}")
        yield lead(competency.summary)
        yield from _cells(view, competency.id)
    for move in view.framework.moves:
        yield tag("h2", move.title or move.id, id=f"move-{move.id}")
        yield tag("p", f"{move.from_} to {move.to}, {move.kind}. {rule(move)}")
        yield tag("ul", *(tag("li", str(each.sentence)) for each in asked(view, move)))


def _cells(view: ResolvedFramework, competency: str) -> Iterator[Html]:
    linked: set[str] = set()
    for level in view.levels.values():
        found = view.cell(competency, level.id)
        if found.expectation is not Expectation.EMPTY:
            ids = {statement.id for statement in found.statements}
            yield tag("h3", named(level))
            yield cell(found, anchors=not ids & linked, language=view.framework.language)
            linked |= ids
