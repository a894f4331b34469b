"""One cell of a draft: written, saved with every pause in typing, linted, and never lost."""

import re
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from trellis.findings import BadInput
from trellis.framework.model import Statement
from trellis_web.access.queries import visible
from trellis_web.access.views import actor_of, signed_in, wants_part
from trellis_web.frameworks.access import Ability, abilities, require_ability
from trellis_web.frameworks.actions.cells import save_cell, settle_cell, silence_rule, take_core
from trellis_web.frameworks.forms.editor import CellForm, SilenceForm, sentence_forms, wanted_of
from trellis_web.frameworks.models import Draft, Family
from trellis_web.frameworks.queries.cells import has_cell
from trellis_web.frameworks.queries.editor import Editing, OpenCell, lint_of, past_of
from trellis_web.frameworks.queries.editor_cell import Told, ids_after, slots_of
from trellis_web.frameworks.queries.editor_matrix import sheet_cell
from trellis_web.frameworks.rules import PUBLISHED_MEANWHILE, Conflict
from trellis_web.frameworks.views.editor import drafts_of, editing_of, page_context


@signed_in
def cell(request: HttpRequest, slug: str, competency: str, level: str) -> HttpResponse:
    """GET: the cell. POST: saves it; a conflict answers 409, a problem 422, and both keep it."""
    draft = drafts_of(request).filter(family__slug=slug).first()
    if draft is None:
        return _kept(request, _family_of(request, slug), PUBLISHED_MEANWHILE.sentence)
    editing = editing_of(request, draft)
    if not has_cell(editing.framework, competency, level):
        return _kept(request, draft.family, _("Somebody took this cell out of the draft."))
    opened = _opened(editing, competency, level)
    return _save(request, opened) if request.method == "POST" else _shown(request, opened)


@signed_in
@require_POST
def core(request: HttpRequest, slug: str, competency: str, level: str) -> HttpResponse:
    """The cell takes the core's text again."""
    draft = get_object_or_404(drafts_of(request), family__slug=slug)
    by, now = actor_of(request), timezone.now()
    try:
        take_core(draft, competency=competency, level=level, by=by, now=now)
    except (BadInput, Conflict) as refused:
        messages.error(request, str(refused))
        return redirect("framework_editor", slug)
    messages.success(request, _("Took the core's text again."))
    return redirect("framework_editor_cell", slug, competency, level)


@signed_in
@require_POST
def findings(request: HttpRequest, slug: str) -> HttpResponse:
    """What the linter says about the one sentence that was sent, as the part below its field."""
    draft = get_object_or_404(drafts_of(request), family__slug=slug)
    number = request.GET.get("n", "0")
    framework = editing_of(request, draft).framework.framework
    said = lint_of(
        framework,
        request.POST.get(f"s-{number}-text", "")[:5_000],
        request.POST.get(f"s-{number}-id", ""),
    )
    context = {"lint": said, "number": number}
    return render(request, "frameworks/editor/_lint.html", context)


def _family_of(request: HttpRequest, slug: str) -> Family:
    """The family of a draft that a publication has used up, for those who were writing it."""
    family = get_object_or_404(visible(Family, to=actor_of(request)), slug=slug)
    if not abilities(actor_of(request), family, today=timezone.localdate()):
        raise Http404
    return family


def _kept(request: HttpRequest, family: Family, sentence: str) -> HttpResponse:
    """What was sent to a cell or a draft that is gone: nothing is saved, and the text is shown."""
    if request.method != "POST":
        raise Http404
    require_ability(actor_of(request), Ability.SENTENCES, family, today=timezone.localdate())
    names = [name for name in request.POST if re.fullmatch(r"s-\d+-text", name)]
    texts = [text for name in names if (text := str(request.POST[name])).strip()]
    name = "_kept" if wants_part(request) else "kept"
    context = {"family": family, "sentence": sentence, "texts": texts}
    return render(request, f"frameworks/editor/{name}.html", context, status=409)


def _opened(editing: Editing, competency: str, level: str) -> OpenCell:
    framework = editing.framework
    return OpenCell(
        editing,
        framework.competency[competency],
        framework.levels[level],
        past_of(editing.draft.family),
    )


def _context(cell: OpenCell, form: Any, sentences: Any, told: Told) -> dict[str, Any]:
    return {
        "cell": cell,
        "draft": cell.editing.draft,
        "editing": cell.editing,
        "each": sheet_cell(cell.editing, cell.competency, cell.level),
        "form": form,
        "sentences": sentences,
        "slots": slots_of(cell, sentences),
        "told": told,
    }


def _shown(request: HttpRequest, cell: OpenCell) -> HttpResponse:
    """The cell as it stands: in the whole page, or alone."""
    form = CellForm(cell=cell, initial={"choice": cell.choice, "digest": cell.digest})
    return _answer(request, _context(cell, form, sentence_forms(None, cell), Told()), "panel")


def _answer(
    request: HttpRequest, context: dict[str, Any], part: str, status: int = 200
) -> HttpResponse:
    if wants_part(request):
        return render(request, f"frameworks/editor/_{part}.html", context, status=status)
    cell: OpenCell = context["cell"]
    track = cell.editing.framework.tracks[cell.level.id].id
    page = page_context(cell.editing, track, cell.level.id) | context
    return render(request, "frameworks/editor/editor.html", page, status=status)


def _save(request: HttpRequest, cell: OpenCell) -> HttpResponse:
    """Saves what was sent, and answers with what stands there then."""
    family = cell.editing.draft.family
    require_ability(actor_of(request), Ability.SENTENCES, family, today=timezone.localdate())
    form, sentences = CellForm(request.POST, cell=cell), sentence_forms(request.POST, cell)
    told, status = Told(), 422
    if form.is_valid() and sentences.is_valid():
        try:
            saved, statements = _write(request, cell, form, sentences)
        except BadInput as refused:
            told = Told(refused=refused)
        except Conflict as conflict:
            if conflict.theirs is None:
                return _kept(request, family, str(conflict))
            theirs = _again(request, conflict.theirs, cell)
            told, status = Told(conflict=conflict, theirs=theirs), 409
        else:
            return _saved(request, _again(request, saved, cell), sentences, statements)
    return _answer(request, _context(cell, form, sentences, told), "state", status)


def _again(request: HttpRequest, draft: Draft, cell: OpenCell) -> OpenCell:
    """The same cell of a draft that was read anew."""
    return _opened(editing_of(request, draft), cell.competency.id, cell.level.id)


def _write(
    request: HttpRequest, cell: OpenCell, form: CellForm, sentences: Any
) -> tuple[Draft, Sequence[Statement]]:
    """The one action that was asked for, and a silence where a rule was silenced with the save."""
    sent, by, now = form.cleaned_data, actor_of(request), timezone.now()
    draft, wanted, taken = cell.editing.draft, wanted_of(cell, form, sentences), cell.past.ids
    if sent["keep"]:
        keep, digest = sent["keep"], sent["theirs"]
        settled = settle_cell(
            draft, wanted=wanted, keep=keep, digest=digest, taken=taken, by=by, now=now
        )
        return settled, ()
    digest = sent["digest"]
    saved, statements = save_cell(draft, wanted=wanted, digest=digest, taken=taken, by=by, now=now)
    number, _dash, code = request.POST.get("silence", "").partition("-")
    ids = ids_after(sentences, statements)
    if code and number.isdecimal() and int(number) < len(ids):
        silence = SilenceForm({"reason": request.POST.get(f"reason-{number}-{code}", "")})
        reason = silence.cleaned_data["reason"] if silence.is_valid() else ""
        at = ids[int(number)]
        saved = silence_rule(saved, code=code, at=at, reason=reason, by=by, now=now)
    return saved, statements


def _saved(
    request: HttpRequest, cell: OpenCell, sentences: Any, statements: Sequence[Statement]
) -> HttpResponse:
    """A pause in typing changes only what is around the fields; a button brings the cell anew."""
    is_pressed = any(name in request.POST for name in ("done", "keep", "silence"))
    if not wants_part(request):
        messages.success(request, _("Saved the cell."))
        slug = cell.editing.draft.family.slug
        return redirect("framework_editor_cell", slug, cell.competency.id, cell.level.id)
    told = Told(saved_at=timezone.now())
    if is_pressed:
        initial = {"choice": cell.choice, "digest": cell.digest}
        form, fresh = CellForm(cell=cell, initial=initial), sentence_forms(None, cell)
        answer = render(
            request, "frameworks/editor/_resaved.html", _context(cell, form, fresh, told)
        )
        return _aimed(answer)
    form = CellForm(cell=cell, initial={"choice": cell.choice, "digest": cell.digest})
    context = _context(cell, form, sentences, told)
    context["slots"] = slots_of(cell, sentences, ids_after(sentences, statements))
    return render(request, "frameworks/editor/_saved.html", context)


def _aimed(answer: HttpResponse) -> HttpResponse:
    """The whole cell takes the place of the old one."""
    answer["HX-Retarget"], answer["HX-Reswap"] = "#panel", "outerHTML"
    return answer
