"""A case: a request for a move, with its findings, evidence and backers."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from trellis.process.cases import CaseState
from trellis.readiness.criteria import State
from trellis_web.growth.models import EvidenceNote
from trellis_web.promotions.models.committees import Committee
from trellis_web.readiness.models import Move

PERSON = settings.AUTH_USER_MODEL


class Case(models.Model):
    """`person` asks for `move`, under the criteria of its version, from the submission on frozen.

    draft → with the manager (`submitted_at`) → committee (`passed_on_at`) → calibrated
    (`calibrated_at`) → decided (`decided_at`); or withdrawn. `changed` counts the changes, so that
    nobody overwrites what somebody else did meanwhile.
    """

    class Origin(models.TextChoices):
        """Who began it."""

        AUTOMATIC = "automatic", _("opened by the rules")
        MANAGER = "manager", _("the manager")
        PERSON = "person", _("the person")

    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="cases")
    move = models.ForeignKey(Move, on_delete=models.PROTECT, related_name="cases")
    origin = models.CharField(max_length=10, choices=Origin)
    statement = models.TextField(blank=True, max_length=10_000)
    committee = models.ForeignKey(
        Committee, null=True, blank=True, on_delete=models.PROTECT, related_name="cases"
    )
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    passed_on_at = models.DateTimeField(null=True, blank=True)
    passed_on_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    discussed_at = models.DateTimeField(null=True, blank=True)
    discussed_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    calibrated_at = models.DateTimeField(null=True, blank=True)
    calibrated_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    changed = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("-started_at", "-id")
        constraints = [
            models.UniqueConstraint(
                name="case_one_open_per_move",
                fields=["person", "move"],
                condition=Q(decided_at__isnull=True, withdrawn_at__isnull=True),
            ),
            models.CheckConstraint(
                name="case_decided_or_withdrawn",
                condition=Q(decided_at__isnull=True) | Q(withdrawn_at__isnull=True),
            ),
            models.CheckConstraint(
                name="case_passed_on_after_submission",
                condition=Q(passed_on_at__isnull=True) | Q(submitted_at__isnull=False),
            ),
            models.CheckConstraint(
                name="case_decided_after_committee",
                condition=Q(decided_at__isnull=True) | Q(passed_on_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}/{self.move_id}"

    @property
    def state(self) -> CaseState:
        """Where it is in its life."""
        if self.withdrawn_at:
            return CaseState.WITHDRAWN
        if self.decided_at:
            return CaseState.DECIDED
        if self.calibrated_at:
            return CaseState.CALIBRATED
        if self.passed_on_at:
            return CaseState.COMMITTEE
        return CaseState.WITH_MANAGER if self.submitted_at else CaseState.DRAFT


class Finding(models.Model):
    """A criterion of the case, frozen at the submission in its published words.

    A rule that data answer (`is_computed`) carries the finding of that moment; the page shows the
    live one beside it. The others are set by people, each by evidence or a name (`confirmed_by`).
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="findings")
    criterion = models.CharField(max_length=100)
    kind = models.CharField(max_length=30)
    stage = models.CharField(max_length=10)
    order = models.PositiveSmallIntegerField()
    wording = models.TextField()
    is_computed = models.BooleanField()
    state = models.CharField(max_length=20)
    sentence = models.TextField(blank=True)
    confirmed_by = models.ForeignKey(
        PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    set_at = models.DateTimeField(null=True, blank=True)
    set_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("case_id", "order")
        constraints = [
            models.UniqueConstraint(name="finding_once", fields=["case", "criterion"]),
            models.CheckConstraint(
                name="finding_state", condition=Q(state__in=[state.value for state in State])
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}/{self.criterion}"


class StatementFinding(models.Model):
    """What the case shows for one published sentence of the level that it asks for."""

    class Shown(models.TextChoices):
        """What was found for a sentence."""

        MET = "met", _("met")
        NOT_EVIDENCED = "not_evidenced", _("not evidenced")
        NOT_MET = "not_met", _("not met")
        NO_OPPORTUNITY = "no_opportunity", _("no opportunity")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="statements")
    competency = models.CharField(max_length=100)
    statement = models.CharField(max_length=100)
    order = models.PositiveSmallIntegerField()
    wording = models.TextField()
    shown = models.CharField(max_length=15, choices=Shown, default=Shown.NOT_EVIDENCED)
    reason = models.TextField(blank=True, max_length=4_000)
    set_at = models.DateTimeField(null=True, blank=True)
    set_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("case_id", "order")
        constraints = [
            models.UniqueConstraint(name="statement_finding_once", fields=["case", "statement"])
        ]

    def __str__(self) -> str:
        return f"{self.case_id}/{self.statement}"


class CaseEvidence(models.Model):
    """A shared note that the case points to, for a sentence or for a criterion.

    From the submission on it can neither be deleted nor made private (growth's rule); before, it
    goes with the note.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="evidence")
    note = models.ForeignKey(EvidenceNote, on_delete=models.CASCADE, related_name="case_citations")
    statement = models.CharField(max_length=100, blank=True)
    criterion = models.CharField(max_length=100, blank=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="case_evidence_once", fields=["case", "note", "statement", "criterion"]
            ),
            models.CheckConstraint(
                name="case_evidence_is_for_something",
                condition=~Q(statement="", criterion=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}/{self.note_id}"


class Backer(models.Model):
    """Somebody who is asked to endorse the case, or to support it with what they saw.

    Silence until `due_on` is escalated (`escalated_at`), never a veto. A refusal has its reason.
    """

    class Part(models.TextChoices):
        """What they are asked for."""

        ENDORSER = "endorser", _("endorsement")
        SUPPORTER = "supporter", _("support")

    class Answer(models.TextChoices):
        """What they said."""

        GIVEN = "given", _("given")
        REFUSED = "refused", _("refused")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="backers")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=10, choices=Part)
    criterion = models.CharField(max_length=100, blank=True)
    due_on = models.DateField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=10, choices=Answer, blank=True)
    text = models.TextField(blank=True, max_length=4_000)
    answered_at = models.DateTimeField(null=True, blank=True)
    escalated_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("asked_at", "id")
        constraints = [
            models.UniqueConstraint(name="backer_once", fields=["case", "person", "part"]),
            models.CheckConstraint(
                name="backer_answer_has_words",
                condition=Q(answer="", answered_at__isnull=True)
                | (~Q(answer="") & ~Q(text="") & Q(answered_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}/{self.person_id}"


class Decline(models.Model):
    """A person does not want a case to be opened for a move by the rules, until they say so."""

    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="declines")
    move = models.ForeignKey(Move, on_delete=models.CASCADE, related_name="+")
    declined_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="decline_once", fields=["person", "move"])]

    def __str__(self) -> str:
        return f"{self.person_id}/{self.move_id}"


class Waiver(models.Model):
    """A criterion is not asked of a person: a reason, and a second person who agrees."""

    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="waivers")
    move = models.ForeignKey(Move, on_delete=models.PROTECT, related_name="+")
    criterion = models.CharField(max_length=100)
    wording = models.TextField()
    reason = models.TextField(max_length=4_000)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    is_approved = models.BooleanField(null=True)

    class Meta:
        ordering = ("-asked_at", "-id")
        constraints = [
            models.UniqueConstraint(
                name="waiver_once",
                fields=["person", "move", "criterion"],
                condition=Q(is_approved__isnull=True) | Q(is_approved=True),
            ),
            models.CheckConstraint(
                name="waiver_needs_another",
                condition=Q(answered_by__isnull=True) | ~Q(answered_by=models.F("asked_by")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}/{self.criterion}"
