"""What an import made, the text before it, and undoing it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from trellis_web.access.queries import visible
from trellis_web.access.rules import Denied, Permission
from trellis_web.access.views import actor_of, permitted
from trellis_web.frameworks.actions import undo_import
from trellis_web.frameworks.models import Import
from trellis_web.frameworks.models.imports import KEPT
from trellis_web.frameworks.rules import TOO_LATE, UNDONE, Conflict


def _import(request: HttpRequest, pk: int) -> Import:
    imports = visible(Import, to=actor_of(request)).select_related("family__draft", "made_by")
    return get_object_or_404(imports, pk=pk)


@permitted(Permission.FRAMEWORK_EDIT)
def imported(request: HttpRequest, pk: int) -> HttpResponse:
    """What was created, updated and skipped, with the reason."""
    return _page(request, _import(request, pk))


@permitted(Permission.FRAMEWORK_EDIT)
def before(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft as it was before the import, as a file; 404 where there was none."""
    made = _import(request, pk)
    if not made.before:
        raise Http404
    answer = HttpResponse(made.before, content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="before-import-{made.pk}.yaml"'
    return answer


@permitted(Permission.FRAMEWORK_EDIT)
@require_POST
def withdrawal(request: HttpRequest, pk: int) -> HttpResponse:
    """Undoes the import; 409 with both texts reachable when somebody changed the draft since."""
    made = _import(request, pk)
    try:
        undo_import(made, by=actor_of(request), now=timezone.now())
    except Conflict as conflict:
        return _page(request, made, refusal=str(conflict), status=409)
    except Denied as denied:
        if denied.denial not in (TOO_LATE, UNDONE):
            raise
        return _page(request, made, refusal=str(denied), status=409)
    messages.success(request, _("The import is undone."))
    return redirect("framework_imported", pk)


def _page(
    request: HttpRequest, made: Import, *, refusal: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "made": made,
        "refusal": refusal,
        "last_day": made.made_at + KEPT,
        "can_be_undone": not made.undone_at and made.made_at > timezone.now() - KEPT,
        "draft": getattr(made.family, "draft", None),
    }
    return render(request, "frameworks/imports/imported.html", context, status=status)
