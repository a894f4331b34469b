"""One form for each step. Each is filled from the draft, so that a step can be left and resumed."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from trellis import library
from trellis.framework.model import Level, Move
from trellis.library.promotions import KINDS, Rules, scope_of
from trellis.library.sizes import Size
from trellis_web.wizard.rules import FEWEST_LEVELS, MOST_LEVELS

SIZES = (
    (Size.SMALL, _("10 to 50 people: four levels, one track")),
    (Size.MEDIUM, _("50 to 200 people: five levels, management, moves to other families")),
    (
        Size.LARGE,
        _("200 to 1,000 people: six levels, both tracks in full, moves to other families"),
    ),
)
TITLES = {
    "customer-success": _("Customer success"),
    "data": _("Data"),
    "design": _("Design"),
    "engineering": _("Engineering"),
    "finance": _("Finance"),
    "marketing": _("Marketing"),
    "people": _("People"),
    "product": _("Product"),
    "sales": _("Sales, with quota"),
    "support": _("Customer support"),
}
OWN = ""


class Revised(forms.Form):
    """A form on the draft as it was opened."""

    revision = forms.IntegerField(min_value=1, max_value=10**9, widget=forms.HiddenInput)


class ScopeForm(forms.Form):
    """One family, from a template, for a company of some size."""

    template = forms.ChoiceField(
        label=_("Which job family?"),
        required=False,
        widget=forms.RadioSelect,
        initial="engineering",
    )
    size = forms.ChoiceField(
        label=_("How large is the company?"),
        choices=SIZES,
        widget=forms.RadioSelect,
        initial=Size.MEDIUM,
    )
    title = forms.CharField(
        label=_("Name, if it is called otherwise"),
        required=False,
        max_length=100,
        help_text=_("Start with one family. You can set up the next one the same way later."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(name, TITLES.get(name, name)) for name in library.names()]
        field = self.fields["template"]
        field.choices = [*choices, (OWN, _("Another one: begin empty"))]  # type: ignore[attr-defined]

    def clean_title(self) -> str:
        """A name that an address can be made of."""
        title = str(self.cleaned_data["title"]).strip()
        if title and not slugify(title):
            raise forms.ValidationError(_("Use letters or digits in the name, such as Logistics."))
        return title

    def clean(self) -> dict[str, Any]:
        """Without a template, a name."""
        cleaned = super().clean() or {}
        if not self.errors and not cleaned.get("template") and not cleaned.get("title"):
            self.add_error("title", _("Give it a name: there is no template that has one."))
        return cleaned


class CountForm(Revised):
    """How many levels the craft has."""

    count = forms.IntegerField(
        label=_("Number of levels"),
        min_value=FEWEST_LEVELS,
        max_value=MOST_LEVELS,
        widget=forms.NumberInput(attrs={"type": "range", "step": 1}),
    )
    is_sure = forms.BooleanField(
        label=_("Take out the sentences of the levels that go"), required=False
    )


class LevelsForm(Revised):
    """Name and scope of each level."""

    def __init__(self, *args: Any, levels: Sequence[Level], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.levels = levels
        for level in levels:
            self.fields[f"title-{level.id}"] = forms.CharField(
                label=_("Title"),
                required=False,
                max_length=200,
                initial=next(iter(level.titles), ""),
            )
            self.fields[f"scope-{level.id}"] = forms.CharField(
                label=_("Scope: how far the work reaches"),
                required=False,
                max_length=500,
                initial=level.scope or "",
            )

    def rows(self) -> list[tuple[Level, forms.BoundField, forms.BoundField]]:
        """Each level with its two fields."""
        return [(x, self[f"title-{x.id}"], self[f"scope-{x.id}"]) for x in self.levels]

    def changed(self, level: Level) -> Level:
        """The level as it was sent."""
        title = self.cleaned_data[f"title-{level.id}"].strip()
        scope = self.cleaned_data[f"scope-{level.id}"].strip()
        titles = (title, *level.titles[1:]) if title else level.titles[1:]
        return level.model_copy(update={"titles": titles, "scope": scope or None})


class CompetenciesForm(Revised):
    """Which competencies the framework has: ticked ones stay or come in, others go."""

    other = forms.CharField(label=_("One that is not in the list"), required=False, max_length=100)

    def __init__(
        self, *args: Any, held: Iterable[str], offers: Iterable[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.held = set(held)
        choices = [(key, key) for key in (*self.held, *offers)]
        self.fields["chosen"] = forms.MultipleChoiceField(
            choices=choices, required=False, initial=list(self.held)
        )

    def chosen(self) -> set[str]:
        """The keys that are ticked."""
        return set(self.cleaned_data["chosen"])


class BehaviourForm(Revised):
    """The sentences of one competency, one a line, level by level."""

    def __init__(self, *args: Any, cells: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for level, text in cells.items():
            self.fields[f"cell-{level}"] = forms.CharField(
                label=level,
                required=False,
                max_length=20_000,
                initial=text,
                widget=forms.Textarea(attrs={"rows": 3}),
            )

    def lines(self, level: str) -> list[str]:
        """The sentences that were sent for a level; one that is not in the form has none."""
        text = str(self.cleaned_data.get(f"cell-{level}", ""))
        return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


class CriteriaForm(Revised):
    """What every promotion asks, and one sentence of scope for each."""

    USUAL = ("average", "floor", "quarters", "has_endorsement", "has_calibration")

    average = forms.DecimalField(
        label=_("Average of the latest review, at least"),
        required=False,
        min_value=1,
        max_value=5,
        max_digits=3,
        decimal_places=2,
        widget=forms.NumberInput(attrs={"step": "0.1"}),
        help_text=_("Usual: 3.5. Leave it empty to ask for no average."),
    )
    floor = forms.IntegerField(
        label=_("No competency below"),
        required=False,
        min_value=1,
        max_value=5,
        help_text=_("Usual: 3."),
    )
    quarters = forms.IntegerField(
        label=_("Quarters at the next level, in a row"),
        required=False,
        min_value=1,
        max_value=12,
        help_text=_("Usual: 2."),
    )
    has_endorsement = forms.BooleanField(label=_("The manager endorses it"), required=False)
    has_calibration = forms.BooleanField(label=_("Confirmed in calibration"), required=False)

    def __init__(
        self,
        *args: Any,
        promotions: Sequence[Move],
        differing: Collection[str] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.promotions = promotions
        for name, kind in zip(self.USUAL, KINDS, strict=True):
            if kind in differing:
                self.fields[name].help_text = _(
                    "Promotions differ here; this is what the highest one asks. Leave it and each "
                    "keeps its own; change it and all get the same."
                )
        for move in promotions:
            self.fields[f"scope-{move.id}"] = forms.CharField(
                label=gettext("%(start)s to %(end)s")
                % {"start": move.from_.rsplit("/", 1)[-1], "end": move.to.rsplit("/", 1)[-1]},
                required=False,
                max_length=500,
                initial=scope_of(move),
            )

    def usual(self) -> list[forms.BoundField]:
        """The fields that hold for every promotion."""
        return [self[name] for name in self.USUAL]

    def scope_fields(self) -> list[forms.BoundField]:
        """The sentence of each promotion."""
        return [self[f"scope-{move.id}"] for move in self.promotions]

    def rules(self) -> Rules:
        """The rules as they were sent."""
        sent = self.cleaned_data
        average: Decimal | None = sent["average"]
        return Rules(
            average=average.normalize() if average is not None else None,
            floor=sent["floor"],
            quarters=sent["quarters"],
            has_endorsement=sent["has_endorsement"],
            has_calibration=sent["has_calibration"],
        )

    def scopes(self) -> dict[str, str]:
        """The sentence of each promotion by the id of its move."""
        return {move.id: self.cleaned_data[f"scope-{move.id}"] for move in self.promotions}


class TracksForm(Revised):
    """Management beside the craft, and which moves stay."""

    management = forms.TypedChoiceField(
        label=_("Management levels"),
        coerce=int,
        choices=[(0, _("none: one track")), *((n, str(n)) for n in range(1, 5))],
    )

    def __init__(self, *args: Any, laterals: Sequence[Move], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ids = [move.id for move in laterals]
        self.fields["kept"] = forms.MultipleChoiceField(
            label=_("Moves to other families"),
            choices=[(id_, id_) for id_ in ids],
            initial=ids,
            required=False,
        )


class LateralForm(Revised):
    """One more move to a level of another family."""

    start = forms.ChoiceField(label=_("From"))
    end = forms.ChoiceField(label=_("To"))

    def __init__(
        self,
        *args: Any,
        starts: Sequence[tuple[str, str]],
        ends: Sequence[tuple[Any, Any]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["start"].choices = starts  # type: ignore[attr-defined]
        self.fields["end"].choices = ends  # type: ignore[attr-defined]
