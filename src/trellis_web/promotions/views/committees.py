"""Committees: who decides, for everybody to read and for HR to set up."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from trellis_web.access.queries import visible
from trellis_web.access.rules import Denial, Permission, is_permitted
from trellis_web.access.views import actor_of, permitted, signed_in
from trellis_web.promotions.actions.committees import (
    add_member,
    close_committee,
    create_committee,
    remove_member,
)
from trellis_web.promotions.forms.committees import CommitteeForm, MemberForm, TellingForm
from trellis_web.promotions.models import Committee, CommitteeMember
from trellis_web.promotions.queries.committees import (
    committees_for,
    families_for,
    family_choices,
    unit_choices,
    unit_for,
)
from trellis_web.promotions.queries.telling import days_to_tell
from trellis_web.promotions.views.showing import doing
from trellis_web.reviews.rules import Refused


@signed_in
@require_GET
def committee_list(request: HttpRequest) -> HttpResponse:
    """Every committee with its members: who decides is no secret."""
    return committees_page(request)


def committees_page(
    request: HttpRequest, *, form: TellingForm | None = None, status: int = 200
) -> HttpResponse:
    """Who decides, and how decisions are told."""
    actor, today, days = actor_of(request), timezone.localdate(), days_to_tell()
    context = {
        "committees": committees_for(actor, today=today),
        "may_manage": is_permitted(actor, Permission.COMMITTEE_MANAGE, today=today),
        "days_to_tell": days,
        "form": form or TellingForm(initial={"days": days}),
    }
    return render(request, "promotions/committees.html", context, status=status)


@permitted(Permission.COMMITTEE_MANAGE)
@require_GET
def committee_form(request: HttpRequest) -> HttpResponse:
    """The form of a new committee."""
    return render(request, "promotions/committee_new.html", {"form": _form(request)})


@permitted(Permission.COMMITTEE_MANAGE)
@require_POST
def committee_new(request: HttpRequest) -> HttpResponse:
    """POST `title`, `families`, `unit`, `hears_appeals`: a committee without members."""
    form, when = _form(request), doing(request)
    if not form.is_valid():
        return render(request, "promotions/committee_new.html", {"form": form}, status=422)
    said = form.cleaned_data
    made = create_committee(
        title=said["title"],
        families=families_for(said["families"]),
        unit=unit_for(said["unit"]),
        hears_appeals=said["hears_appeals"],
        **when,
    )
    messages.success(request, _("Set up. Name its members and its chair."))
    return redirect("committee", made.pk)


@signed_in
@require_GET
def committee(request: HttpRequest, pk: int) -> HttpResponse:
    """One committee with its members."""
    return _page(request, _committee(request, pk))


@permitted(Permission.COMMITTEE_MANAGE)
@require_POST
def member_new(request: HttpRequest, pk: int) -> HttpResponse:
    """POST `person`, `is_chair`: somebody joins."""
    found, when = _committee(request, pk), doing(request)
    form = MemberForm(request.POST, actor=when["by"], today=when["today"])
    if not form.is_valid():
        return _page(request, found, form=form, status=422)
    try:
        add_member(found, **form.cleaned_data, **when)
    except Refused as refused:
        denial, status = refused.denial, refused.status
        return _page(request, found, form=form, refused=denial, status=status)
    messages.success(request, _("%(name)s sits on it now.") % {"name": form.cleaned_data["person"]})
    return redirect("committee", pk)


@permitted(Permission.COMMITTEE_MANAGE)
@require_POST
def member_removal(request: HttpRequest, pk: int, member: int) -> HttpResponse:
    """Somebody leaves the committee."""
    found, when = _committee(request, pk), doing(request)
    rows = visible(CommitteeMember, to=when["by"], today=when["today"]).filter(committee=found)
    seat = get_object_or_404(rows.select_related("person"), pk=member)
    try:
        remove_member(found, person=seat.person, **when)
    except Refused as refused:
        return _page(request, found, refused=refused.denial, status=refused.status)
    messages.success(request, _("%(name)s no longer sits on it.") % {"name": seat.person})
    return redirect("committee", pk)


@permitted(Permission.COMMITTEE_MANAGE)
@require_POST
def committee_closing(request: HttpRequest, pk: int) -> HttpResponse:
    """No more cases come to it."""
    found = _committee(request, pk)
    try:
        close_committee(found, **doing(request))
    except Refused as refused:
        return _page(request, found, refused=refused.denial, status=refused.status)
    messages.success(request, _("Closed. What it decided stays."))
    return redirect("committee_list")


def _committee(request: HttpRequest, pk: int) -> Committee:
    rows = visible(Committee, to=actor_of(request), today=timezone.localdate())
    return get_object_or_404(rows.select_related("unit").prefetch_related("families"), pk=pk)


def _form(request: HttpRequest) -> CommitteeForm:
    actor, today = actor_of(request), timezone.localdate()
    sent = request.POST if request.method == "POST" else None
    return CommitteeForm(
        sent, families=family_choices(actor, today=today), units=unit_choices(actor, today=today)
    )


def _page(
    request: HttpRequest,
    committee: Committee,
    *,
    form: MemberForm | None = None,
    refused: Denial | None = None,
    status: int = 200,
) -> HttpResponse:
    actor, today = actor_of(request), timezone.localdate()
    members = visible(CommitteeMember, to=actor, today=today).filter(committee=committee)
    context = {
        "committee": committee,
        "members": members.filter(left_at__isnull=True).select_related("person").order_by("pk"),
        "may_manage": is_permitted(actor, Permission.COMMITTEE_MANAGE, today=today),
        "form": form or MemberForm(actor=actor, today=today),
        "refused": refused,
    }
    return render(request, "promotions/committee.html", context, status=status)
