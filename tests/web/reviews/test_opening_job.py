"""Opening a round for many people: a job with progress, all or nothing, once."""

from typing import Any

import pytest

from tests.web.factories import NOW, TODAY, hr, person
from tests.web.reviews.browsing import signed_in
from tests.web.reviews.factories import cycle, member, version
from trellis_web.notices.actions.jobs import queue_job
from trellis_web.notices.models import Job, Mail
from trellis_web.notices.rules.progress import progress_of
from trellis_web.reviews.actions import cycles as cycles_module
from trellis_web.reviews.actions import open_cycle
from trellis_web.reviews.models import Assessment, Cycle, Participant
from trellis_web.reviews.tasks import open_round
from trellis_web.reviews.views import cycles as views

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(monkeypatch: pytest.MonkeyPatch) -> Cycle:
    """A round of three people, where two are many already."""
    monkeypatch.setattr(views, "AT_ONCE", 2)
    monkeypatch.setattr(cycles_module, "BATCH", 2)
    boss = person()
    for _ in range(3):
        member(boss)
    return cycle([version().family])


def test_many_people_are_opened_by_a_job_that_says_how_far_it_is(draft: Cycle) -> None:
    answer = signed_in(hr()).post(f"/reviews/cycles/{draft.pk}/opening")
    job = Job.objects.get()
    assert answer["Location"] == f"/notices/jobs/{job.pk}"
    assert job.finished_at is not None
    assert job.address == f"/reviews/cycles/{draft.pk}"
    assert progress_of(job.pk).percent == 100
    assert Participant.objects.count() == 3


def test_a_job_that_is_started_twice_opens_once(draft: Cycle) -> None:
    by = hr()
    jobs = [queue_job(title="Open", by=by, now=NOW).pk for _ in range(2)]
    for job in jobs:
        open_round.enqueue(job, draft.pk, by.pk)
    assert Participant.objects.count() == 3
    assert Assessment.objects.count() == 6
    assert Job.objects.get(pk=jobs[1]).sentence == "This round has been opened already."


def test_an_opening_that_dies_in_the_middle_leaves_a_draft(draft: Cycle) -> None:
    def die(done: int, of: int) -> None:
        raise KeyboardInterrupt(f"{done} of {of}")

    with pytest.raises(KeyboardInterrupt):
        open_cycle(draft, by=hr(), now=NOW, today=TODAY, tell=die)
    draft.refresh_from_db()
    assert draft.opened_at is None
    stored: list[Any] = [Participant, Assessment, Mail]
    assert not any(model.objects.exists() for model in stored)


def test_a_job_that_finds_a_problem_says_so(draft: Cycle) -> None:
    member(level="")
    by = hr()
    job = queue_job(title="Open", by=by, now=NOW)
    open_round.enqueue(job.pk, draft.pk, by.pk)
    job.refresh_from_db()
    assert job.sentence == "The launch check found something to put right."
    assert not Participant.objects.exists()
