"""The pages of one family: the matrix, a page for each level, competency, and for the changes."""

from collections.abc import Iterator

from trellis.framework.model import Competency, Level, Track
from trellis.framework.resolve import Expectation, ResolvedFramework
from trellis.site.family import Family
from trellis.site.markup import Html, join, link, tag
from trellis.site.parts import cell, frame, lead, moves, named, region, where

HOME = "All families"


def pages(family: Family) -> Iterator[tuple[str, bytes]]:
    """Path and content of every page of a family; the paths begin with its id."""
    view, id_ = family.view, family.id
    yield f"{id_}/index.html", _family(family)
    for level in view.levels.values():
        yield f"{id_}/levels/{level.id}.html", _level(view, level)
    for competency in view.competencies:
        yield f"{id_}/competencies/{competency.id}.html", _competency(view, competency)


def home(families: list[Family]) -> bytes:
    """The first page: every family."""
    cards = [
        tag(
            "li",
            tag("h2", link(f"{family.id}/index.html", family.view.framework.title)),
            lead(family.view.framework.summary),
            class_="card",
            lang=family.view.framework.language,
        )
        for family in families
    ]
    main = [tag("h1", "Career frameworks"), tag("ul", *cards, class_="plain")]
    return frame("Career frameworks", "en", main)


def _family(family: Family) -> bytes:
    view, framework = family.view, family.view.framework
    versions = link("changes.html", "Changes between versions")
    main = [
        tag("h1", framework.title),
        lead(framework.summary),
        tag("p", family.edition, " ", versions, class_="small"),
        *(part for track in framework.tracks for part in _track(view, track)),
        *_glossary(framework.glossary),
    ]
    crumbs = [("../index.html", HOME)]
    return frame(
        framework.title, framework.language, main, root="../", crumbs=crumbs, feed="changes.atom"
    )


def _track(view: ResolvedFramework, track: Track) -> Iterator[Html]:
    levels = track.levels
    rows = [
        tag("tr", _row_name(each), *(_matrix_cell(view, each, level) for level in levels))
        for each in view.competencies
        if any(
            view.cell(each.id, level.id).expectation is not Expectation.EMPTY for level in levels
        )
    ]
    heads = [
        tag("th", link(f"levels/{level.id}.html", named(level)), scope="col") for level in levels
    ]
    table = tag(
        "table",
        tag("caption", f"What each level of {track.title} asks for", class_="small"),
        tag("thead", tag("tr", tag("th", "Competency", scope="col"), *heads)),
        tag("tbody", *rows),
    )
    yield tag("h2", track.title, id=f"track-{track.id}")
    yield region(table, track.title)


def _row_name(competency: Competency) -> Html:
    return tag("th", link(f"competencies/{competency.id}.html", competency.title), scope="row")


def _matrix_cell(view: ResolvedFramework, competency: Competency, level: Level) -> Html:
    found = view.cell(competency.id, level.id)
    if found.expectation is Expectation.AS_BELOW:
        return tag("td", tag("span", "As the level below.", class_="small"))
    return tag("td", cell(found, anchors=False, language=view.framework.language))


def _glossary(words: dict[str, str]) -> Iterator[Html]:
    if words:
        yield tag("h2", "Glossary", id="glossary")
        yield tag("dl", *(join(tag("dt", word), tag("dd", said)) for word, said in words.items()))


def _level(view: ResolvedFramework, level: Level) -> bytes:
    framework, track = view.framework, view.tracks[level.id]
    facts = [("Also called", ", ".join(level.titles[1:])), ("Scope", level.scope)]
    facts += [("Band", level.band), ("Track", track.title)]
    main = [
        tag("h1", named(level)),
        lead(level.summary),
        tag("dl", *(join(tag("dt", name), tag("dd", said)) for name, said in facts if said)),
    ]
    for id_ in view.expected(level.id):
        competency = view.competency[id_]
        title = link(f"../competencies/{id_}.html#at-{level.id}", competency.title)
        found = view.cell(id_, level.id)
        main += [tag("h2", title), cell(found, anchors=False, language=framework.language)]
    ways = view.moves_from(level.id)
    if ways:
        main += [tag("h2", "Where you can go from here"), moves(view, ways, "../")]
    crumbs = [("../../index.html", HOME), where(framework)]
    return frame(
        f"{named(level)}, {framework.title}", framework.language, main, root="../../", crumbs=crumbs
    )


def _competency(view: ResolvedFramework, competency: Competency) -> bytes:
    framework = view.framework
    main = [tag("h1", competency.title), lead(competency.summary)]
    linked: set[str] = set()
    for level in view.levels.values():
        found = view.cell(competency.id, level.id)
        ids = {statement.id for statement in found.statements}
        if found.expectation is not Expectation.EMPTY:
            title = link(f"../levels/{level.id}.html", named(level))
            main += [
                tag("h2", title, id=f"at-{level.id}"),
                cell(found, anchors=not ids & linked, language=framework.language),
            ]
            linked |= ids
    crumbs = [("../../index.html", HOME), where(framework)]
    return frame(
        f"{competency.title}, {framework.title}",
        framework.language,
        main,
        root="../../",
        crumbs=crumbs,
    )
