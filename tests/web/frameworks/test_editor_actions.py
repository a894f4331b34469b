"""Writing cells and the outline: who may, what merges, what is kept when two are at one cell."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.web.factories import NOW, hr, person
from tests.web.frameworks.factories import TEXT, draft, family, version
from trellis.findings import BadInput
from trellis.framework.edit import Sentence, cell_digest
from trellis.framework.edit_outline import PartKind
from trellis.framework.load import load
from trellis_web.access.rules import Denied
from trellis_web.audit.models import Event
from trellis_web.frameworks.actions import publish_version
from trellis_web.frameworks.actions.authorship import name_author
from trellis_web.frameworks.actions.cells import (
    WRITTEN,
    CellText,
    save_cell,
    settle_cell,
    silence_rule,
    take_core,
)
from trellis_web.frameworks.actions.structure import (
    add_part,
    include_blocks,
    move_part,
    remove_part,
    rename_part,
)
from trellis_web.frameworks.models import Draft, Suggestion
from trellis_web.frameworks.rules import Conflict
from trellis_web.people.models import Person

pytestmark = pytest.mark.django_db
OURS = "Leads a change over two services."


def author(role: str) -> Person:
    someone = person()
    name_author(family(), person=someone, role=role, by=hr(f"HR {someone.pk}"), now=NOW)
    return someone


def digest(competency: str = "design", level: str = "IC3", text: str = TEXT) -> str:
    framework = load(text.encode(), "draft")
    return cell_digest(next(c for c in framework.competencies if c.id == competency), level)


def wanted(
    *texts: str, id_: str = "d3", competency: str = "design", choice: str = WRITTEN
) -> CellText:
    sentences = [Sentence(text, "" if n else id_) for n, text in enumerate(texts)]
    return CellText(competency, "IC3", choice, tuple(sentences))


def save(opened: Draft, by: Person, said: CellText | None = None, **given: Any) -> Draft:
    said = said or wanted(OURS)
    given = given or {"digest": digest(said.competency)}
    return save_cell(opened, wanted=said, by=by, now=NOW, **given)[0]


STEPS: list[Callable[[Draft, Person], object]] = [
    lambda d, by: add_part(d, kind=PartKind.TRACK, title="Lead", by=by, now=NOW),
    lambda d, by: rename_part(
        d, kind=PartKind.LEVEL, part="IC3", texts={"title": "Senior"}, by=by, now=NOW
    ),
    lambda d, by: move_part(d, kind=PartKind.COMPETENCY, part="design", to=1, by=by, now=NOW),
    lambda d, by: remove_part(d, kind=PartKind.COMPETENCY, part="hiring", by=by, now=NOW),
    lambda d, by: include_blocks(d, include=(), hide=(), by=by, now=NOW),
]
WRITES: list[Callable[[Draft, Person], object]] = [
    save,
    lambda d, by: settle_cell(d, wanted=wanted(OURS), keep="mine", digest=digest(), by=by, now=NOW),
    lambda d, by: take_core(d, competency="design", level="IC3", by=by, now=NOW),
    lambda d, by: silence_rule(d, code="OBS105", at="d3", reason="Known.", by=by, now=NOW),
]


@pytest.mark.parametrize("write", [*WRITES, *STEPS])
@pytest.mark.parametrize("role", ["co_author", ""])
def test_who_only_suggests_writes_nothing(
    write: Callable[[Draft, Person], object], role: str
) -> None:
    opened, who = draft(), author(role) if role else person()
    before = Event.objects.count()
    with pytest.raises(Denied):
        write(opened, who)
    assert Draft.objects.get().text == TEXT
    assert Event.objects.count() == before


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("role", ["writer", "owner"])
def test_the_structure_is_for_hr(step: Callable[[Draft, Person], object], role: str) -> None:
    opened, who = draft(), author(role)
    with pytest.raises(Denied):
        step(opened, who)
    assert Draft.objects.get().text == TEXT


@pytest.mark.parametrize("step", STEPS)
def test_a_step_of_the_outline_leaves_one_event(step: Callable[[Draft, Person], object]) -> None:
    step(draft(), hr())
    assert [event.tag for event in Event.objects.all()] == ["framework:outlined"]


@pytest.mark.parametrize("role", ["writer", "owner"])
def test_a_writer_saves_a_sentence_and_the_rest_of_the_file_stays(role: str) -> None:
    saved = save(draft(), author(role))
    assert saved.text == TEXT.replace("Designs changes that cross two services.", OURS)
    assert saved.revision == 2


@pytest.mark.parametrize("choice", ["as_below", "not_expected"])
def test_what_a_level_is_rated_on_is_not_for_writers(choice: str) -> None:
    opened = draft()
    with pytest.raises(Denied):
        save(opened, author("writer"), CellText("design", "IC3", choice))
    assert save(opened, hr(), CellText("design", "IC3", choice)).revision == 2


def test_a_writer_may_not_write_over_a_status_of_the_structure() -> None:
    with pytest.raises(Denied):
        save(draft(), author("writer"), wanted(OURS, id_="", competency="communication"))


def test_a_status_does_not_swallow_sentences() -> None:
    with pytest.raises(BadInput, match="holds sentences"):
        save(draft(), hr(), wanted(OURS, choice="not_expected"))


def test_authors_of_two_cells_never_wait_for_each_other() -> None:
    opened = draft()
    save(opened, author("writer"))
    other = CellText("design", "IC2", WRITTEN, (Sentence("Draws one service.", "d2"),))
    again = save(opened, hr(), other, digest=digest(level="IC2"))
    assert OURS in again.text
    assert "Draws one service." in again.text


def test_of_two_at_one_cell_the_second_reads_what_the_first_wrote() -> None:
    opened = draft()
    save(opened, author("writer"))
    with pytest.raises(Conflict) as conflict:
        save(opened, hr(), wanted("Mine."))
    assert OURS in conflict.value.theirs.text
    assert Draft.objects.get().text == conflict.value.theirs.text


def test_two_who_write_the_same_do_not_disturb_each_other() -> None:
    opened = draft()
    save(opened, author("writer"))
    assert save(opened, hr()).revision == 2


@pytest.mark.parametrize(
    ("keep", "stands", "suggested"),
    [("mine", ["Mine."], [OURS]), ("theirs", [OURS], ["Mine."]), ("both", [OURS, "Mine."], [])],
)
def test_whatever_is_chosen_the_other_text_is_kept(
    keep: str, stands: list[str], suggested: list[str]
) -> None:
    now_there = save(draft(), author("writer"))
    settled = settle_cell(
        now_there,
        wanted=wanted("Mine."),
        keep=keep,
        digest=digest(text=now_there.text),
        by=hr(),
        now=NOW,
    )
    cell = load(settled.text.encode(), "draft").competencies[0].levels["IC3"]
    assert [each.text for each in cell] == stands  # type: ignore[union-attr]
    assert [each.text for each in Suggestion.objects.all()] == suggested


def test_a_third_text_during_the_choice_is_a_conflict_once_more() -> None:
    now_there = save(draft(), author("writer"))
    seen = digest(text=now_there.text)
    save(now_there, author("owner"), wanted("Third."), digest=seen)
    with pytest.raises(Conflict):
        settle_cell(now_there, wanted=wanted("Mine."), keep="mine", digest=seen, by=hr(), now=NOW)


def test_a_publication_ends_the_draft_and_says_so() -> None:
    opened = draft()
    publish_version(opened, note="The first one.", by=hr(), now=NOW)
    with pytest.raises(Conflict, match="published"):
        save(opened, hr("Ines Duarte"))


def test_an_id_of_another_cell_is_refused_and_nothing_is_written() -> None:
    opened = draft()
    with pytest.raises(BadInput, match="used twice"):
        save(opened, hr(), wanted("Mine.", id_="c2"))
    assert Draft.objects.get().text == TEXT


def test_a_cell_that_is_gone_is_refused() -> None:
    opened = draft()
    remove_part(opened, kind=PartKind.COMPETENCY, part="design", by=hr(), now=NOW)
    with pytest.raises(BadInput, match="took this cell out"):
        save(opened, hr("Ines Duarte"))


def test_a_level_that_is_used_twice_is_refused() -> None:
    with pytest.raises(BadInput, match="'M1' is used twice"):
        add_part(draft(), kind=PartKind.LEVEL, title="", part="M1", track="ic", by=hr(), now=NOW)


def test_a_silence_stands_in_the_file_with_its_reason_and_can_end() -> None:
    who = hr()
    silent = silence_rule(draft(), code="OBS105", at="d3", reason=" Known. ", by=who, now=NOW)
    [held] = load(silent.text.encode(), "draft").lint.silence
    assert (held.code, held.at, held.reason) == ("OBS105", "d3", "Known.")
    assert silence_rule(silent, code="OBS105", at="d3", reason="", by=who, now=NOW).text == TEXT
    with pytest.raises(BadInput, match="no code"):
        silence_rule(silent, code="X", at="d3", reason="Why.", by=who, now=NOW)


CORE = """\
schema: trellis/1
id: core
title: Core
tracks: [{id: all, title: All, levels: [{id: IC2, rank: 1}, {id: IC3, rank: 2}]}]
competencies:
  - id: care
    title: Care
    kind: core
    levels:
      IC2: [{id: k2, text: Answers within a day.}]
      IC3: [{id: k3, text: Answers for the team.}]
"""


def test_a_cell_of_the_core_is_overridden_here_and_taken_again() -> None:
    version(CORE, of=family("core", "Core"))
    who = hr()
    included = include_blocks(draft(), include=["core"], hide=[], by=who, now=NOW)
    said = CellText("care", "IC3", WRITTEN, (Sentence("Answers for two teams.", "k3"),))
    unchanged = CellText("care", "IC3", WRITTEN, (Sentence("Answers for the team.", "k3"),))
    seen = digest("care", text=CORE)
    assert save(included, who, unchanged, digest=seen).text == included.text
    local = save(included, who, said, digest=seen)
    assert "Answers for two teams." in local.text
    again = take_core(local, competency="care", level="IC3", by=who, now=NOW)
    assert again.text == included.text
    with pytest.raises(BadInput, match="No included block"):
        take_core(again, competency="design", level="IC3", by=who, now=NOW)


def test_only_what_is_published_can_be_included() -> None:
    with pytest.raises(BadInput, match="no family of that name is published"):
        include_blocks(draft(), include=["nowhere"], hide=[], by=hr(), now=NOW)
