"""A job says how far it is, and ends in a sentence."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django_tasks import task

from tests.web.factories import NOW, person
from trellis.findings import BadInput
from trellis_web.notices.actions.jobs import bury_jobs, queue_job, running
from trellis_web.notices.models import Job
from trellis_web.notices.rules.progress import progress_of
from trellis_web.people.models import Person

pytestmark = pytest.mark.django_db


def job(by: Person | None = None) -> Job:
    return queue_job(
        title="Open the round", address="/reviews/", by=by or person("Hana Sato"), now=NOW
    )


def shown(client: Client, made: Job, **headers: str) -> str:
    client.force_login(made.queued_by)
    return client.get(reverse("job", args=[made.pk]), headers=headers).content.decode()


@task()
def count_sheep(key: int, sheep: int) -> None:
    """Counts, and tells how far it is."""
    with running(key) as tell:
        for n in range(sheep):
            tell(n + 1, sheep)


def test_a_task_tells_how_far_it_is_and_that_it_is_done(client: Client) -> None:
    made = job()
    assert "Waiting to begin" in shown(client, made)
    count_sheep.enqueue(made.pk, 3)
    made.refresh_from_db()
    assert made.finished_at
    assert progress_of(made.pk).percent == 100
    assert "Done." in shown(client, made)
    assert 'href="/reviews/"' in shown(client, made)


def test_a_running_job_asks_for_itself_and_shows_the_count(client: Client) -> None:
    made = job()
    with running(made.pk) as tell:
        tell(250, 1000)
        fragment = shown(client, made, HX_Request="true")
        assert "250 of 1000" in fragment
        assert 'hx-trigger="every 1s"' in fragment
        assert "<html" not in fragment
        assert "<html" in shown(client, made)
    assert "hx-trigger" not in shown(client, made)


def fail(made: Job, fault: Exception) -> None:
    with running(made.pk):
        raise fault


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (BadInput.at("x", "Ada Ford", "Ada Ford has no manager.", "Name one."), "has no manager"),
        (ZeroDivisionError("secret detail"), "nothing was changed"),
    ],
)
def test_a_job_that_fails_says_why(client: Client, fault: Exception, said: str) -> None:
    made = job()
    fail(made, fault)
    page = shown(client, made)
    assert said in page
    assert "secret detail" not in page


def test_nobody_sees_a_job_of_somebody_else(client: Client) -> None:
    made = job()
    client.force_login(person())
    assert client.get(reverse("job", args=[made.pk])).status_code == 404


def test_a_job_whose_worker_died_is_given_up_with_a_sentence() -> None:
    dead, fresh = job(), job()
    Job.objects.filter(pk=dead.pk).update(started_at=NOW)
    Job.objects.filter(pk=fresh.pk).update(started_at=NOW + timedelta(minutes=30))
    assert bury_jobs(now=NOW + timedelta(hours=1)) == 1
    dead.refresh_from_db()
    assert "stopped in the middle" in dead.sentence
