"""Who and when belong together, and migrations say everything that the models say."""

from collections.abc import Callable

import pytest
from django.apps import apps
from django.db import models
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

from tests.contract.test_privacy import Fields, model_fields

OURS = "trellis_web."
AGENT_KNOWN_OTHERWISE = {
    "access.ApiToken.created_at": "only the person makes their own",
    "access.ApiToken.revoked_at": "only the person revokes their own",
    "growth.Endorsement.withdrawn_at": "only the one who endorsed withdraws",
    "growth.EvidenceNote.created_at": "only the person writes about themself",
    "notices.CalendarLink.made_at": "only the person makes it",
    "notices.ChatMessage.failed_at": "the worker",
    "notices.ChatMessage.queued_at": "written by the change that causes it, which is in the trail",
    "notices.ChatMessage.sent_at": "the worker",
    "notices.ChatMessage.taken_at": "the worker",
    "notices.Job.failed_at": "the worker, for whoever queued it",
    "notices.Job.finished_at": "the worker, for whoever queued it",
    "notices.Job.started_at": "the worker, for whoever queued it",
    "notices.TimerRun.finished_at": "the worker",
    "notices.TimerRun.started_at": "the worker",
    "notices.Mail.due_at": "when the worker tries again",
    "notices.Mail.failed_at": "the mail server refused it",
    "notices.Mail.queued_at": "written by the change that causes it, which is in the trail",
    "notices.Mail.sent_at": "sent by the worker",
    "notices.Mail.taken_at": "taken by the worker",
    "access.ReadingReason.given_at": "given by its reader",
    "api.KeptAnswer.made_at": "made for whoever holds the token",
    "webhooks.Delivery.due_at": "when the worker tries again",
    "webhooks.Delivery.happened_at": "when the event of the trail happened",
    "webhooks.Delivery.taken_at": "taken by the worker",
    "webhooks.Delivery.delivered_at": "sent by the worker",
    "webhooks.Delivery.failed_at": "given up by the worker",
    "calibration.Talk.from_at": "whoever facilitates; it is in the trail",
    "calibration.Talk.until_at": "whoever facilitates; it is in the trail",
    "people.Person.signed_out_at": "only the person signs out",
    "careers.Return.answered_at": "answered by the person whom it is offered to",
    "careers.Return.done_at": "done when its day has come, by the offer",
    "promotions.Backer.answered_at": "answered by the person who was asked",
    "promotions.Backer.escalated_at": "escalated when its day has passed",
    "promotions.Decision.approved_by": "when is kept with the override",
    "promotions.Decline.declined_at": "only the person declines",
    "promotions.Finding.confirmed_by": "a name that whoever sets it gives (`set_by`)",
    "promotions.Promotion.done_at": "done when its day has come, by the decision",
    "promotions.Vote.cast_at": "cast by the member",
    "reviews.Assessment.saved_at": "only the author saves",
    "reviews.Release.done_at": "done when its time has come, for whoever planned it",
}


def our_fields() -> Fields:
    """Stored fields of our own models."""
    ours = {model._meta.label for model in apps.get_models() if model.__module__.startswith(OURS)}
    return {label: fields for label, fields in model_fields().items() if label in ours}


def lonely_halves(models: Fields) -> list[str]:
    """Fields `x_at` without `x_by` and the other way round, except those of a known agent."""
    return [
        f"{label}.{name}"
        for label, fields in models.items()
        for name in fields
        for stem, half in [(name[:-3], name[-3:])]
        if half in ("_at", "_by")
        and f"{stem}{'_by' if half == '_at' else '_at'}" not in fields
        and f"{label}.{name}" not in AGENT_KNOWN_OTHERWISE
    ]


def unwritten_changes(there: ProjectState) -> dict[str, list[str]]:
    """Operations, by app, that lead from the migrations on disk to a state of the models."""
    loader = MigrationLoader(None)
    detector = MigrationAutodetector(loader.project_state(), there)
    ours = {config.label for config in apps.get_app_configs() if config.name.startswith(OURS)}
    return {
        app: [
            operation.describe() for migration in migrations for operation in migration.operations
        ]
        for app, migrations in detector.changes(graph=loader.graph).items()
        if app in ours
    }


def test_whoever_did_something_is_kept_with_the_time() -> None:
    assert lonely_halves(our_fields()) == []


def test_every_exception_still_exists() -> None:
    known = {f"{label}.{name}" for label, fields in our_fields().items() for name in fields}
    assert known >= AGENT_KNOWN_OTHERWISE.keys()


def test_the_migrations_are_complete() -> None:
    assert unwritten_changes(ProjectState.from_apps(apps)) == {}


@pytest.mark.parametrize(
    ("fields", "lonely"),
    [
        (["sent_at"], ["Mail.sent_at"]),
        (["sent_by"], ["Mail.sent_by"]),
        (["sent_at", "sent_by"], []),
        (["happened_on"], []),
    ],
)
def test_half_a_pair_is_noticed(fields: list[str], lonely: list[str]) -> None:
    assert lonely_halves({"Mail": fields}) == lonely


def _with_a_field(state: ProjectState) -> None:
    state.add_field("people", "unit", "motto", models.TextField(default=""), preserve_default=True)


def _without_a_constraint(state: ProjectState) -> None:
    state.remove_constraint("people", "reportingline", "line_not_to_self")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_with_a_field, "Add field motto to unit"),
        (_without_a_constraint, "Remove constraint line_not_to_self from model reportingline"),
    ],
)
def test_a_change_without_its_migration_is_noticed(
    change: Callable[[ProjectState], None], said: str
) -> None:
    state = ProjectState.from_apps(apps)
    change(state)
    assert unwritten_changes(state) == {"people": [said]}
