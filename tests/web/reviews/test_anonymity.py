"""Nothing that is stored joins an anonymous answer to who gave it."""

import json
import logging
from base64 import urlsafe_b64decode
from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.web.factories import NOW, person
from tests.web.reviews.asking import answered, asked, asking, rows_in, said, tables, taken, written
from trellis_web.access.rules import Denied
from trellis_web.audit.models import Event
from trellis_web.reviews.actions.ballots import save_ballot, submit_ballot, take_ballot
from trellis_web.reviews.actions.batches import close_due_peer_stages, close_peer_stages
from trellis_web.reviews.models import (
    AnonymousAnswer,
    AnswerBatch,
    Ballot,
    Nomination,
    Participant,
    SealedAnswer,
)
from trellis_web.reviews.rules import Conflict, Incomplete
from trellis_web.reviews.rules.sealing import digest_of, seal, unseal

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(days=60)
GIVEN = ("They wrote the plan.", "Met every date.", "Asked the right people.")


@pytest.fixture
def about() -> Participant:
    """Maya, about whom colleagues are asked without names."""
    return asking()


def close(*, now: Any = LATER) -> int:
    return close_peer_stages(Participant.objects.all(), now=now)


def dump() -> str:
    """Everything that is stored, as text."""
    return json.dumps({table: rows_in(table) for table in tables()}, default=str)


def test_no_row_joins_an_open_form_to_whoever_took_it(about: Participant) -> None:
    peers = [asked(about) for _ in range(3)]
    token = written(taken(peers[0]), GIVEN[0])
    ballot = Ballot.objects.get()
    stored = rows_in("reviews_ballot")
    assert {about.pk, "peer", ballot.words, digest_of(token)} < set(stored[0])
    values = {str(value) for row in stored for value in row} - {str(about.pk), "peer"}
    for table in tables():
        if table != "reviews_ballot":
            others = {str(value) for row in rows_in(table) for value in row}
            assert not values & others, table
    assert token not in dump()


def test_what_is_written_is_read_with_the_link_alone(about: Participant) -> None:
    token = written(taken(asked(about)), GIVEN[0])
    assert GIVEN[0] not in dump()
    submit_ballot(token, now=NOW)
    assert GIVEN[0] not in dump()


def test_the_words_at_rest_carry_no_time(about: Participant) -> None:
    written(taken(asked(about)), GIVEN[0])
    first = Ballot.objects.get().words
    assert urlsafe_b64decode(first)[1:9] == bytes(8)
    assert urlsafe_b64decode(seal({}))[1:9] == bytes(8)


def test_taking_filling_in_and_handing_in_leave_no_event_and_no_line_of_a_log(
    about: Participant, caplog: pytest.LogCaptureFixture
) -> None:
    peer = asked(about)
    before = Event.objects.count()
    with caplog.at_level(logging.DEBUG):
        token = taken(peer)
        written(token, GIVEN[0])
        submit_ballot(token, now=NOW)
    assert Event.objects.count() == before
    own = [each.getMessage() for each in caplog.records if each.name != "django.db.backends"]
    assert not [line for line in own if token in line or GIVEN[0] in line]
    assert token not in caplog.text


def test_the_batch_has_one_event_without_an_actor_and_with_its_own_time(
    about: Participant,
) -> None:
    for words in GIVEN:
        answered(asked(about), words)
    before = Event.objects.count()
    close()
    [event] = Event.objects.order_by("pk")[before:]
    assert (event.actor, event.subject, event.at) == (None, about.person, LATER)


def stored_order(kind: type[Ballot] | type[SealedAnswer]) -> list[str]:
    """The rows in the order in which they lie."""
    return [str(row) for row in rows_in(kind._meta.db_table)]


def test_the_order_of_the_rows_is_not_that_of_taking(about: Participant) -> None:
    """Over many takings, the form of whoever came last lies in every place."""
    places = Counter(_place_of_last_form(asking()) for _ in range(12))
    assert len(places) > 1


def _place_of_last_form(about: Participant) -> int:
    Ballot.objects.all().delete()
    tokens = [taken(asked(about)) for _ in range(3)]
    rows = stored_order(Ballot)
    return next(n for n, row in enumerate(rows) if digest_of(tokens[-1]) in row)


def test_the_order_of_sealed_answers_is_not_that_of_handing_in() -> None:
    places = Counter(_place_of_last_answer(asking()) for _ in range(12))
    assert len(places) > 1


def _place_of_last_answer(about: Participant) -> int:
    SealedAnswer.objects.all().delete()
    for words in GIVEN:
        answered(asked(about), words)
    names = [field.column for field in SealedAnswer._meta.concrete_fields]
    column = names.index("words")
    lying = [unseal(row[column]) for row in rows_in("reviews_sealedanswer")]
    return next(n for n, each in enumerate(lying) if each and each["c1"]["reason"] == GIVEN[-1])


def test_all_marks_of_a_stage_are_written_at_once(about: Participant) -> None:
    """In PostgreSQL a row tells which transaction wrote it: the same one for all of them."""
    peers = [asked(about) for _ in range(3)]
    with CaptureQueriesContext(connection) as captured:
        taken(peers[0])
    [update] = [each["sql"] for each in captured if each["sql"].startswith("UPDATE")]
    assert '"id"' not in update.rpartition(" END")[2]


def test_enough_answers_become_one_batch_cut_by_competency(about: Participant) -> None:
    for words in GIVEN:
        answered(asked(about), words, "c1", "c2")
    close()
    batch = AnswerBatch.objects.get()
    assert (batch.givers, batch.is_enough) == (3, True)
    found = [(a.competency.slug, a.reason) for a in batch.answers.select_related("competency")]
    assert sorted(found) == sorted((c, words) for words in GIVEN for c in ("c1", "c2"))
    assert not SealedAnswer.objects.exists()
    assert not Ballot.objects.exists()


def test_the_answers_of_one_giver_are_not_joined_in_the_batch() -> None:
    """Neither by a key nor by lying side by side, over many batches."""
    assert not all(_lie_side_by_side(asking()) for _ in range(6))


def _lie_side_by_side(about: Participant) -> bool:
    AnonymousAnswer.objects.all().delete()
    for words in GIVEN:
        answered(asked(about), words, "c1", "c2")
    close()
    lying = rows_in("reviews_anonymousanswer")
    reasons = [next(value for value in row if value in GIVEN) for row in lying]
    return all(a == b for a, b in zip(reasons[::2], reasons[1::2], strict=True))


def test_too_few_answers_are_deleted_unread(about: Participant) -> None:
    for words in GIVEN[:2]:
        answered(asked(about), words)
    close()
    batch = AnswerBatch.objects.get()
    assert (batch.givers, batch.is_enough) == (0, False)
    assert not AnonymousAnswer.objects.exists()
    assert not SealedAnswer.objects.exists()


def test_who_is_late_is_closed_out_with_the_others(about: Participant) -> None:
    for words in GIVEN:
        answered(asked(about), words)
    late = written(taken(asked(about)), "A word too late.")
    close()
    with pytest.raises(Conflict, match="not open"):
        submit_ballot(late, now=NOW)
    assert close() == 0
    assert AnswerBatch.objects.count() == 1
    assert not AnonymousAnswer.objects.filter(reason="A word too late.").exists()


def test_a_form_is_taken_once_and_by_whoever_is_asked(about: Participant) -> None:
    peer = asked(about)
    taken(peer)
    with pytest.raises(Conflict, match="no second one"):
        taken(peer)
    with pytest.raises(Denied):
        take_ballot(asked(about), by=person(), now=NOW)


def test_a_form_is_handed_in_once(about: Participant) -> None:
    token = written(taken(asked(about)), GIVEN[0])
    submit_ballot(token, now=NOW)
    with pytest.raises(Conflict):
        submit_ballot(token, now=NOW)
    with pytest.raises(Conflict):
        save_ballot(token, answers=said("Again."), revision=0, now=NOW)
    assert SealedAnswer.objects.count() == 1


def test_an_empty_form_is_not_handed_in(about: Participant) -> None:
    token = taken(asked(about))
    with pytest.raises(Incomplete):
        submit_ballot(token, now=NOW)


def test_two_windows_do_not_overwrite_each_other(about: Participant) -> None:
    token = written(taken(asked(about)), GIVEN[0])
    with pytest.raises(Conflict, match="another window"):
        save_ballot(token, answers=said("Other."), revision=0, now=NOW)


def test_the_last_answer_does_not_end_the_stage_itself(about: Participant) -> None:
    for words in GIVEN:
        answered(asked(about), words)
    assert not AnswerBatch.objects.exists()
    assert close_due_peer_stages(now=NOW) == 1


def test_a_stage_stays_open_while_somebody_is_asked_or_proposed(about: Participant) -> None:
    for words in GIVEN:
        answered(asked(about), words)
    waiting = asked(about)
    assert close_due_peer_stages(now=NOW) == 0
    token = taken(waiting)
    assert close_due_peer_stages(now=NOW) == 0
    submit_ballot(written(token, "More."), now=NOW)
    assert close_due_peer_stages(now=NOW) == 1


def test_too_few_answers_wait_for_the_last_day(about: Participant) -> None:
    answered(asked(about), GIVEN[0])
    assert close_due_peer_stages(now=NOW) == 0
    assert close_due_peer_stages(now=LATER) == 1


def test_the_stage_ends_at_midnight_where_the_participant_lives(about: Participant) -> None:
    asked(about)
    about.person.time_zone = "Pacific/Auckland"
    about.person.save()
    due = about.cycle.due_on
    midnight = NOW.replace(year=due.year, month=due.month, day=due.day, hour=11, minute=0)
    assert close_due_peer_stages(now=midnight - timedelta(minutes=1)) == 0
    assert close_due_peer_stages(now=midnight) == 1


def test_answers_sealed_with_a_key_that_is_gone_count_as_not_given(
    about: Participant, settings: Any
) -> None:
    for words in GIVEN:
        answered(asked(about), words)
    settings.SECRET_KEY = "another key"
    close()
    assert not AnswerBatch.objects.get().is_enough


def test_an_earlier_key_still_opens_what_it_sealed(about: Participant, settings: Any) -> None:
    for words in GIVEN:
        answered(asked(about), words)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key"
    close()
    assert AnonymousAnswer.objects.count() == 3


def test_a_mark_holds_no_time() -> None:
    names = {field.name for field in Nomination._meta.concrete_fields}
    assert not [name for name in names if "ballot" in name and name != "is_ballot_taken"]
    for kind in (Ballot, SealedAnswer, AnonymousAnswer, AnswerBatch):
        stored = {field.get_internal_type() for field in kind._meta.concrete_fields}
        assert not stored & {"DateTimeField", "DateField", "TimeField"}, kind
