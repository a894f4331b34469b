"""What HR sends to set up a round. Few fields at first; the rest waits in groups."""

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from trellis_web.frameworks.models import Family
from trellis_web.people.models import Person, Unit
from trellis_web.reviews.models import Assessment, Cycle
from trellis_web.reviews.models.cycles import SelfShown
from trellis_web.reviews.rules.stages import NAMES

Perspective = Assessment.Perspective


class Group(NamedTuple):
    """Fields that are shown together; `is_open` when one of them is not as it comes."""

    title: Any
    fields: Sequence[forms.BoundField]
    is_open: bool


GROUPS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (_("Who takes part"), ("units", "people", "excluded_workers")),
    (_("Days"), ("self_due_on", "peers_due_on", "release_on", "is_told_first", "told_by_on")),
    (
        _("What is asked"),
        ("kind", "perspectives", "self_shown", "is_example_needed", "is_delta"),
    ),
    (_("Colleagues"), ("peers_least", "peers_most", "is_anonymous", "threshold")),
    (_("Number"), ("seq",)),
)
MANY = 2_000
"""How many people may be named for one round by a list."""


class ParticipantsForm(forms.Form):
    """Who takes part: families, and within them units, named people and kinds of workers."""

    families = forms.ModelMultipleChoiceField(
        label=_("Job families"), queryset=Family.objects.none(), widget=forms.CheckboxSelectMultiple
    )
    units = forms.ModelMultipleChoiceField(
        label=_("Only these units"),
        queryset=Unit.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Choose none for all of them."),
    )
    people = forms.CharField(
        label=_("Only these people"),
        required=False,
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Names or e-mail addresses, one in a line. Leave empty for everyone."),
    )
    excluded_workers = forms.MultipleChoiceField(
        label=_("Leave out"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self,
        *args: Any,
        families: "QuerySet[Family]",
        people: "QuerySet[Person]",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.known = people.filter(deactivated_at__isnull=True)
        self.fields["families"].queryset = families  # type: ignore[attr-defined]
        self.fields["units"].queryset = Unit.objects.all()  # type: ignore[attr-defined]
        kinds = self.known.exclude(worker_type="employee").order_by("worker_type")
        choices = [(kind, kind) for kind in kinds.values_list("worker_type", flat=True).distinct()]
        self.fields["excluded_workers"].choices = choices  # type: ignore[attr-defined]

    def clean_people(self) -> list[Person]:
        """The people who are named, each by an address or by a name that only they have."""
        said = [
            word
            for each in re.split(r"[\n,;]", self.cleaned_data["people"])
            if (word := each.strip())
        ]
        if len(said) > MANY:
            raise ValidationError(_("At most %(n)d people are named."), params={"n": MANY})
        known = self._named(said)
        return list(dict.fromkeys(self._one(word, known) for word in said))

    def _named(self, said: list[str]) -> dict[str, list[Person]]:
        words = {word.lower() for word in said}
        rows = self.known.annotate(_email=Lower("email"), _name=Lower("name")).filter(
            Q(_email__in=words) | Q(_name__in=words) | Q(name__in=said)
        )
        found: dict[str, list[Person]] = {}
        for person in rows:
            for word in (person.name.lower(), person.email.lower()):
                found.setdefault(word, []).append(person)
        return found

    def _one(self, word: str, known: dict[str, list[Person]]) -> Person:
        match known.get(word.lower(), []):
            case [person]:
                return person
            case []:
                words = _("Nobody is called “%(word)s”. Check the spelling, or use the address.")
            case _:
                words = _("Several people are called “%(word)s”. Use the e-mail address.")
        raise ValidationError(words, params={"word": word[:200]})


class CycleForm(ParticipantsForm):
    """The setting of a round: name, period and day first, and everything else in groups."""

    title = forms.CharField(label=_("Name"), max_length=200)
    from_on = forms.DateField(label=NAMES["from_on"])
    to_on = forms.DateField(label=NAMES["to_on"])
    due_on = forms.DateField(label=NAMES["due_on"], help_text=_("The day for managers."))
    self_due_on = forms.DateField(label=NAMES["self_due_on"], required=False)
    peers_due_on = forms.DateField(label=NAMES["peers_due_on"], required=False)
    release_on = forms.DateField(label=NAMES["release_on"], required=False)
    is_told_first = forms.BooleanField(
        label=_("Managers talk with their people before these read their result"), required=False
    )
    told_by_on = forms.DateField(
        label=NAMES["told_by_on"],
        required=False,
        help_text=_("After this day a result is there, talk or not."),
    )
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=Cycle.Kind.choices,
        initial=Cycle.Kind.REVIEW,
        help_text=_(
            "A review gives ratings; a check-in only says what was seen of the next level."
        ),
    )
    perspectives = forms.MultipleChoiceField(
        label=_("Who writes beside the manager"),
        required=False,
        initial=[Perspective.SELF],
        choices=[
            (Perspective.SELF, _("the person")),
            (Perspective.PEER, _("colleagues")),
            (Perspective.UPWARD, _("the people they lead")),
            (Perspective.DOTTED, _("whoever leads them on a second line")),
        ],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The manager always writes: their review becomes the result."),
    )
    self_shown = forms.ChoiceField(
        label=_("Managers read the self-assessment"),
        choices=SelfShown.choices,
        initial=SelfShown.AFTER_RATING,
        required=False,
    )
    is_example_needed = forms.BooleanField(
        label=_("Ratings at the ends of the scale need an example"), required=False, initial=True
    )
    is_delta = forms.BooleanField(
        label=_("Begin with the last result and ask for changes only"), required=False
    )
    peers_least = forms.IntegerField(
        label=_("Colleagues at least"), min_value=0, max_value=20, initial=0, required=False
    )
    peers_most = forms.IntegerField(
        label=_("Colleagues at most"), min_value=0, max_value=20, initial=5, required=False
    )
    is_anonymous = forms.BooleanField(
        label=_("Colleagues answer anonymously"), required=False, initial=True
    )
    threshold = forms.IntegerField(
        label=_("Fewest anonymous answers that are shown"),
        min_value=2,
        max_value=20,
        initial=3,
        required=False,
        help_text=_("Fewer answers about somebody are deleted unread."),
    )
    seq = forms.IntegerField(
        label=_("Number"),
        required=False,
        min_value=1,
        max_value=100_000,
        help_text=_(
            "Leave empty for the next one. Leave a number out when a round was skipped: a run of"
            " results breaks there."
        ),
    )
    field_order = ("title", "from_on", "to_on", "due_on", "families")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, forms.DateField):
                field.widget.input_type = "date"

    def clean(self) -> dict[str, Any]:
        """A number or a choice that was not sent is left as it comes."""
        cleaned = super().clean() or {}
        for name in ("self_shown", "peers_least", "peers_most", "threshold"):
            if cleaned.get(name) in (None, ""):
                cleaned[name] = self.fields[name].initial
        return cleaned

    def first(self) -> Iterator[forms.BoundField]:
        """The fields that every round needs."""
        return (self[name] for name in self.field_order)

    def groups(self) -> list[Group]:
        """The other fields. A group with an error, or with more than the usual, is open."""
        return [self._group(title, names) for title, names in GROUPS]

    def _group(self, title: Any, names: Sequence[str]) -> Group:
        shown = [self[n] for n in names if getattr(self.fields[n], "choices", True)]
        is_open = any(self.errors.get(n) or self.initial.get(n) for n in names)
        return Group(title, shown, is_open)


def setting_of(cycle: Cycle) -> dict[str, Any]:
    """A stored round as the values of the form."""
    names = [name for name in CycleForm.base_fields if name not in ("families", "units", "people")]
    people = cycle.people.values_list("email", flat=True)
    return {name: getattr(cycle, name) for name in names} | {
        "families": cycle.families.all(),
        "units": cycle.units.all(),
        "people": "\n".join(people),
    }
