"""What is sent about a round, a proposal, an estimate, an objection."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from trellis.framework.model import Competency
from trellis_web.frameworks.queries.placements import Choices
from trellis_web.levelling.models import Estimate, Round
from trellis_web.levelling.queries.rounds import Titled
from trellis_web.levelling.rules import Said
from trellis_web.people.models import Person

LONGEST = 4000
UNSEEN = "unseen"


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"})


def _text(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class RoundForm(forms.Form):
    """A new round: why, for whom, until when."""

    title = forms.CharField(label=_("Name"), max_length=200)
    cause = forms.ChoiceField(label=_("Why people get levels"), choices=Round.Cause.choices)
    scope = forms.ChoiceField(
        label=_("For whom"),
        choices=[
            ("unplaced", _("Everybody without a level")),
            ("families", _("Everybody in the families ticked below")),
            ("picked", _("The people whose addresses stand below")),
        ],
    )
    families = forms.MultipleChoiceField(
        label=_("Families"), required=False, widget=forms.CheckboxSelectMultiple
    )
    addresses = forms.CharField(
        label=_("E-mail addresses"),
        required=False,
        max_length=200_000,
        widget=_text(),
        help_text=_("One on each line."),
    )
    told_by_on = forms.DateField(label=_("Everyone is told by"), widget=_day())
    objection_days = forms.IntegerField(
        label=_("Days to object after being told"), min_value=1, max_value=90, initial=14
    )
    grace_on = forms.DateField(
        label=_("Levels of the other company are honoured until"),
        required=False,
        widget=_day(),
        help_text=_("Only when people of another company join."),
    )

    def __init__(
        self,
        *args: Any,
        families: Sequence[tuple[str, str]],
        people: QuerySet[Person],
        today: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.people, self.today = people, today
        self.picked: list[Person] = []
        self.fields["families"].choices = families  # type: ignore[attr-defined]

    def clean_told_by_on(self) -> date:
        """A day to come."""
        day: date = self.cleaned_data["told_by_on"]
        if day < self.today:
            raise forms.ValidationError(_t("This day is over. Choose one to come."))
        return day

    def clean(self) -> dict[str, Any]:
        """The scope names somebody; a grace date belongs to an acquisition."""
        data = super().clean() or {}
        if data.get("scope") == "families" and not data.get("families"):
            self.add_error("families", _t("Tick at least one family."))
        if data.get("scope") == "picked":
            self._pick(data.get("addresses", ""))
        if data.get("cause") == Round.Cause.ACQUISITION and not data.get("grace_on"):
            self.add_error("grace_on", _t("Say until when their levels are honoured."))
        return data

    def _pick(self, text: str) -> None:
        wanted = list(dict.fromkeys(line.strip().casefold() for line in text.split()))
        known = {person.email.casefold(): person for person in self.people}
        self.picked = [known[each] for each in wanted if each in known]
        unknown = [each for each in wanted if each not in known]
        if unknown:
            words = _t("Nobody active has the address %(address)s. Correct it or take it out.")
            self.add_error("addresses", words % {"address": ", ".join(unknown[:5])})
        elif not wanted:
            self.add_error("addresses", _t("Write at least one address."))

    def round(self) -> dict[str, Any]:
        """What the round itself is made of."""
        names = ("title", "cause", "told_by_on", "objection_days", "grace_on")
        return {name: self.cleaned_data[name] for name in names}


class TitlesForm(forms.Form):
    """The level that each job title stands for; an empty choice leaves it to the managers."""

    def __init__(
        self, *args: Any, titles: Sequence[Titled], choices: Choices, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.titles = titles
        for n, each in enumerate(titles):
            self.fields[f"place-{n}"] = forms.ChoiceField(
                choices=[("", _("Leave it to the managers")), *choices],
                initial=each.place,
                required=False,
                label=each.title,
            )

    def rows(self) -> list[tuple[Titled, forms.BoundField]]:
        """Each title with its field."""
        return [(each, self[f"place-{n}"]) for n, each in enumerate(self.titles)]

    def places(self) -> dict[str, str]:
        """The chosen place of each title for which one was chosen."""
        chosen = {t.title: self.cleaned_data[f"place-{n}"] for n, t in enumerate(self.titles)}
        return {title: place for title, place in chosen.items() if place}


class ProposalForm(forms.Form):
    """The level of one person, and since when it is credited."""

    place = forms.ChoiceField(label=_("Level"))
    reason = forms.CharField(
        label=_("Why, if you change the level"), required=False, max_length=LONGEST, widget=_text()
    )
    title = forms.CharField(label=_("Job title"), required=False, max_length=200)
    level_since = forms.DateField(
        label=_("At this level since, if you credit time"), required=False, widget=_day()
    )
    since_source = forms.CharField(
        label=_("Where that is known from"),
        required=False,
        max_length=200,
        help_text=_("Such as: contract of 2023, last promotion letter."),
    )
    honoured = forms.CharField(
        label=_("Level in the other company"), required=False, max_length=200
    )

    def __init__(
        self,
        *args: Any,
        choices: Choices,
        before: str,
        is_joining: bool,
        today: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.before, self.today = before, today
        self.fields["place"].choices = [("", _("Choose a level")), *choices]  # type: ignore[attr-defined]
        if not is_joining:
            del self.fields["honoured"]

    def clean(self) -> dict[str, Any]:
        """Another level has a reason, credited time a source, and neither lies ahead."""
        data = super().clean() or {}
        place = data.get("place")
        if self.before and place and place != self.before and not data.get("reason"):
            self.add_error("reason", _t("Say why the level changes; those who settle it read it."))
        since = data.get("level_since")
        if since and since > self.today:
            self.add_error("level_since", _t("This day lies ahead. Choose one that is past."))
        if since and not data.get("since_source"):
            self.add_error("since_source", _t("Say where you know it from."))
        if data.get("since_source") and not since:
            self.add_error("level_since", _t("Say since when, or leave both empty."))
        return data

    def said(self) -> Said:
        """What was proposed."""
        return Said(**self.cleaned_data)


class TalkForm(forms.Form):
    """The person was told in person."""

    is_talked = forms.BooleanField(label=_("We have talked about it in person"))


class EstimateForm(forms.Form):
    """A guess for each competency; each may be left empty."""

    def __init__(
        self,
        *args: Any,
        competencies: Sequence[Competency],
        scale: Sequence[str],
        has_next: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.competencies, self.has_next = competencies, has_next
        words = [(str(n), f"{n} {word}") for n, word in enumerate(scale, start=1)]
        for each in competencies:
            self.fields[f"score-{each.id}"] = forms.ChoiceField(
                choices=[("", _("No guess")), *words, (UNSEEN, _("Not enough seen"))],
                required=False,
                label=each.title,
            )
            if has_next:
                self.fields[f"next-{each.id}"] = forms.ChoiceField(
                    choices=[("", _("No guess")), *Estimate.Next.choices],
                    required=False,
                    label=_("%(title)s, seen of the next level") % {"title": each.title},
                )

    def rows(self) -> list[tuple[Competency, list[forms.BoundField]]]:
        """Each competency with its fields."""
        kinds = ("score", "next") if self.has_next else ("score",)
        return [(c, [self[f"{kind}-{c.id}"] for kind in kinds]) for c in self.competencies]

    def guesses(self) -> dict[str, tuple[int | None, str]]:
        """Score and observation by competency, where either was chosen."""
        found = {}
        for each in self.competencies:
            score = self.cleaned_data[f"score-{each.id}"]
            seen = self.cleaned_data.get(f"next-{each.id}", "")
            if score or seen:
                found[each.id] = (int(score) if score.isdigit() else None, seen)
        return found


class ObjectionForm(forms.Form):
    """Why the person does not agree."""

    words = forms.CharField(
        label=_("What is not right, and what shows it"), max_length=LONGEST, widget=_text(5)
    )


class DecisionForm(forms.Form):
    """What is decided, and the answer that the person reads."""

    place = forms.ChoiceField(label=_("The level"))
    answer = forms.CharField(
        label=_("Your answer"),
        max_length=LONGEST,
        widget=_text(5),
        help_text=_("The person reads exactly this."),
    )

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = choices  # type: ignore[attr-defined]
