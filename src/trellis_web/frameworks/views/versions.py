"""Versions of a framework: all of them, two side by side, one statement through them."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from trellis.findings import BadInput
from trellis_web.access.queries import visible
from trellis_web.access.rules import Denied
from trellis_web.access.views import actor_of, signed_in
from trellis_web.frameworks.access import NOT_YOURS, Ability, abilities
from trellis_web.frameworks.actions import end_stay, grant_stay
from trellis_web.frameworks.forms import StayForm
from trellis_web.frameworks.models import Stay, Version
from trellis_web.frameworks.queries.permalinks import find_statement
from trellis_web.frameworks.queries.positions import members
from trellis_web.frameworks.queries.reading import of_family
from trellis_web.frameworks.queries.sides import sides
from trellis_web.frameworks.queries.successions import lineage, versions_of


def _version(request: HttpRequest, slug: str, number: str = "") -> Version:
    found = of_family(visible(Version, to=actor_of(request)), slug, number)
    return get_object_or_404(found.select_related("family__current", "published_by"))


@signed_in
def versions(request: HttpRequest, slug: str) -> HttpResponse:
    """Every version of a framework, with its note."""
    current = _version(request, slug)
    rows = visible(Version, to=actor_of(request)).filter(family=current.family_id).defer("text")
    context = {"family": current.family, "versions": rows.select_related("published_by")}
    return render(request, "frameworks/versions.html", context)


@signed_in
def version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One version beside the one before it, or beside `with`."""
    return _version_page(request, _version(request, slug, str(number)))


@signed_in
def stays(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """POST: somebody stays on this version until a day. A refusal shows the page again."""
    opened = _version(request, slug, str(number))
    if request.method != "POST":
        return redirect("framework_version", slug, number)
    if not _may_publish(request, opened):
        raise Denied(NOT_YOURS)
    form = _stay_form(opened, request)
    if not form.is_valid():
        return _version_page(request, opened, form, status=422)
    try:
        stay = grant_stay(opened, by=actor_of(request), now=timezone.now(), **form.cleaned_data)
    except BadInput as refused:
        return _version_page(request, opened, form, refused=refused, status=422)
    words = _("%(name)s stays on version %(n)d.") % {"name": stay.person.name, "n": number}
    messages.success(request, words)
    return redirect("framework_version", slug, number)


@signed_in
def stay_end(request: HttpRequest, slug: str, number: int, pk: int) -> HttpResponse:
    """POST: from today on the current version counts for somebody."""
    rows = visible(Stay, to=actor_of(request)).select_related("version__family", "person")
    stay = get_object_or_404(rows, pk=pk, version__family__slug=slug, version__number=number)
    if request.method == "POST":
        end_stay(stay, by=actor_of(request), now=timezone.now())
        messages.success(request, _("The current version counts from today."))
    return redirect("framework_version", slug, number)


@signed_in
def statement(request: HttpRequest, slug: str, statement: str) -> HttpResponse:
    """One statement through the versions; an old id leads to what it became."""
    opened = _version(request, slug, request.GET.get("v", ""))
    found = find_statement(opened, statement)
    if found is None:
        raise Http404
    if found.now and len(found.now.statements) == 1 and found.now.statements[0].id != statement:
        return redirect("framework_statement", slug, found.now.statements[0].id)
    context = {
        "opened": opened,
        "family": opened.family,
        "found": found,
        "lineage": lineage(found.version, statement),
    }
    return render(request, "frameworks/statement.html", context)


def _may_publish(request: HttpRequest, opened: Version) -> bool:
    held = abilities(actor_of(request), opened.family, today=timezone.localdate())
    return Ability.PUBLISH in held


def _stay_form(opened: Version, request: HttpRequest | None = None) -> StayForm:
    people = members(opened.family.slug, today=timezone.localdate())
    return StayForm(request.POST if request else None, people=people)


def _version_page(
    request: HttpRequest,
    opened: Version,
    form: StayForm | None = None,
    refused: BadInput | None = None,
    status: int = 200,
) -> HttpResponse:
    others = [v for v in versions_of(opened.family_id) if v.pk != opened.pk]
    earlier = [v for v in others if v.number < opened.number]
    wanted = request.GET.get("with", "")
    other = next((v for v in others if str(v.number) == wanted), next(iter(earlier), None))
    pair = sorted((opened, other), key=lambda v: v.number) if other else []
    offers_stay = opened.pk != opened.family.current_id and _may_publish(request, opened)
    rows = visible(Stay, to=actor_of(request)).filter(
        version=opened, until__gt=timezone.localdate()
    )
    context = {
        "opened": opened,
        "family": opened.family,
        "others": others,
        "pair": pair,
        "sides": sides(*pair) if pair else None,
        "stays": rows.select_related("person"),
        "may_publish": _may_publish(request, opened),
        "form": (form or _stay_form(opened)) if offers_stay else None,
        "refused": refused,
    }
    return render(request, "frameworks/version.html", context, status=status)
