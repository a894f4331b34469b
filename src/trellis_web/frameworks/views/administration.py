"""Framework administration for HR: every family with its draft and its versions."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from trellis_web.access.queries import visible
from trellis_web.access.rules import Permission, is_permitted
from trellis_web.access.views import actor_of, permitted
from trellis_web.frameworks.models import Draft, Family, Version
from trellis_web.frameworks.queries.due import due


@permitted(Permission.FRAMEWORK_EDIT)
def overview(request: HttpRequest) -> HttpResponse:
    """What is being written, what is published, and when it is looked at again."""
    actor = actor_of(request)
    versions = visible(Version, to=actor).defer("text").select_related("published_by")
    drafts = visible(Draft, to=actor).defer("text").select_related("updated_by")
    by_family = {draft.family_id: draft for draft in drafts}
    published: dict[int, list[Version]] = {}
    for version in versions:
        published.setdefault(version.family_id, []).append(version)
    families = list(visible(Family, to=actor).select_related("current"))
    reviews = due(families, today=timezone.localdate())
    rows = [
        (each, by_family.get(each.pk), published.get(each.pk, []), reviews.get(each.pk))
        for each in families
    ]
    publishes = is_permitted(actor, Permission.FRAMEWORK_PUBLISH, today=timezone.localdate())
    context = {"rows": rows, "publishes": publishes}
    return render(request, "frameworks/administration.html", context)
