"""Persons, positions and reporting lines.

Person          who; also the account that signs in
Unit            an organisational unit, the scope of HR partners
Position        where a person stands, effective-dated: family, track, level, title
ReportingLine   who reports to whom, effective-dated
Absence         a person is away for a while
"""

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _


def on(day: date) -> Q:
    """Rows in force on `day`: since is included, until is not."""
    return Q(since__lte=day) & (Q(until__isnull=True) | Q(until__gt=day))


class PersonQuerySet(models.QuerySet["Person"]):
    """Many persons."""

    def active(self) -> "PersonQuerySet":
        """Those who may sign in and are rated."""
        return self.filter(deactivated_at__isnull=True)


class PersonManager(BaseUserManager["Person"].from_queryset(PersonQuerySet)):  # type: ignore[misc]
    """Finds a person by e-mail for sign-in."""

    def get_by_natural_key(self, username: str | None) -> "Person":
        """The person with this e-mail address, whatever its case."""
        return self.get(email__iexact=username)  # type: ignore[no-any-return]


class Person(AbstractBaseUser):
    """A member of the organisation. Without a usable password they have not been invited yet."""

    last_login = models.DateTimeField(blank=True, null=True)
    external_id = models.CharField(max_length=100, blank=True, null=True, unique=True)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    worker_type = models.CharField(max_length=20, default="employee")
    time_zone = models.CharField(max_length=50, default="UTC")
    language = models.CharField(max_length=10, default="en")
    started_on = models.DateField(null=True, blank=True)
    is_demo = models.BooleanField(default=False)
    signed_out_at = models.DateTimeField(null=True, blank=True)
    invited_at = models.DateTimeField(null=True, blank=True)
    invited_by = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    deactivated_at = models.DateTimeField(null=True, blank=True)
    deactivated_by = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = PersonManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        ordering = ("name", "id")
        constraints = [
            models.CheckConstraint(
                name="person_deactivated_pair",
                condition=Q(deactivated_at__isnull=False) | Q(deactivated_by__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_active(self) -> bool:  # type: ignore[override]
        """Whether the person may sign in; invented people only while the demo runs."""
        return self.deactivated_at is None and (settings.DEMO or not self.is_demo)

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What a session is bound to: the password, and the last time of signing out everywhere."""
        bound = f"{self.password}{self.signed_out_at or ''}"
        salt = f"{__name__}.Person"
        return salted_hmac(salt, bound, secret=secret, algorithm="sha256").hexdigest()

    @property
    def first_name(self) -> str:
        """The first word of the name, for short sentences."""
        return self.name.split(" ", 1)[0]

    @property
    def initials(self) -> str:
        """At most two letters for the avatar."""
        words = [w for w in self.name.split() if w[:1].isalpha()]
        return "".join(w[0] for w in (words[:1] + words[-1:] if len(words) > 1 else words)).upper()


class Unit(models.Model):
    """An organisational unit."""

    name = models.CharField(max_length=200, unique=True)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class EffectiveQuerySet(models.QuerySet[Any]):
    """Rows with `since` and `until`."""

    def on(self, day: date) -> "EffectiveQuerySet":
        """Rows in force on `day`."""
        return self.filter(on(day))


class Position(models.Model):
    """Where a person stands from `since` until `until`. Family, track and level are stable ids.

    `level_since` is the day the level was reached: title and manager changes do not move it.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="positions")
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT)
    family = models.CharField(max_length=100, blank=True)
    track = models.CharField(max_length=100, blank=True)
    level = models.CharField(max_length=100, blank=True)
    title = models.CharField(max_length=200, blank=True)
    level_since = models.DateField(null=True, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    cause = models.CharField(max_length=20, default="import")

    objects = EffectiveQuerySet.as_manager()

    class Meta:
        ordering = ("person_id", "since")
        constraints = [
            models.CheckConstraint(
                name="position_ends_after_start",
                condition=Q(until__isnull=True) | Q(until__gt=F("since")),
            ),
            models.UniqueConstraint(
                name="position_one_open_per_person",
                fields=["person"],
                condition=Q(until__isnull=True),
            ),
        ]
        indexes = [models.Index(fields=["family", "level", "person"], name="position_by_level")]

    def __str__(self) -> str:
        return self.title or self.level


class ReportingLine(models.Model):
    """`person` reports to `manager` from `since` until `until`."""

    class Kind(models.TextChoices):
        """Why this person leads that one."""

        ACTING = "acting", _("acting manager")
        DELEGATE = "delegate", _("delegate")
        DOTTED = "dotted", _("second line")
        LINE = "line", _("manager")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="lines")
    manager = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="reports")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.LINE)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    objects = EffectiveQuerySet.as_manager()

    class Meta:
        ordering = ("person_id", "since")
        constraints = [
            models.CheckConstraint(name="line_not_to_self", condition=~Q(person=F("manager"))),
            models.CheckConstraint(
                name="line_ends_after_start",
                condition=Q(until__isnull=True) | Q(until__gt=F("since")),
            ),
            models.UniqueConstraint(
                name="line_one_open_manager",
                fields=["person"],
                condition=Q(until__isnull=True, kind="line"),
            ),
        ]
        indexes = [models.Index(fields=["manager", "person"], name="line_by_manager")]

    def __str__(self) -> str:
        return f"{self.person_id} -> {self.manager_id}"


class Absence(models.Model):
    """A person is away from `from_on` until `to_on`, both included; open while it lasts."""

    class Kind(models.TextChoices):
        """Why. Nobody is asked for more than this."""

        PARENTAL = "parental", _("parental leave")
        SABBATICAL = "sabbatical", _("sabbatical")
        SICK = "sick", _("sick leave")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="absences")
    kind = models.CharField(max_length=12, choices=Kind)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("person_id", "from_on")
        constraints = [
            models.CheckConstraint(
                name="absence_ends_after_start",
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.from_on}"
