"""Every address, tried by every actor, by GET and by an empty POST: the table of who gets what.

`python -m tests.contract.authorization` writes `authorization.txt` anew; its difference is read by
a person before it is committed.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from copy import copy
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from tests import conftest  # prepares Django when this runs as a command

from django.db import transaction  # isort: skip
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.contract import by_token
from tests.contract.addresses import addresses
from tests.contract.world import ACTORS, World, build

TABLE = Path(__file__).with_name("authorization.txt")
METHODS = ("GET", "POST")
TARGETS: dict[str, list[dict[str, str]]] = {
    "absence_end": [{"pk": "owner", "absence": "absence"}],
    "account_confirm_email": [{"key": "family"}],
    "account_reset_password_from_key": [{"uidb36": "family", "key": "family"}],
    "appeal": [{"pk": "decided_case"}],
    "appeal_committee": [{"pk": "decided_case"}],
    "appeal_decision": [{"pk": "decided_case"}],
    "appeal_decision_new": [{"pk": "decided_case"}],
    "appeal_discussion": [{"pk": "decided_case"}],
    "appeal_new": [{"pk": "decided_case"}],
    "appeal_override": [{"pk": "decided_case"}],
    "appeal_recusal": [{"pk": "decided_case"}],
    "appeal_room": [{"pk": "decided_case"}],
    "appeal_vote": [{"pk": "decided_case"}],
    "ask_answer": [{"pk": "ask"}],
    "ask_new": [{"family": "family", "statement": "statement"}],
    "ask_refusal": [{"pk": "ask"}],
    "ask_withdrawal": [{"pk": "ask"}],
    "asked": [{"pk": "asked"}],
    "asked_ballot": [{"pk": "asked"}],
    "asked_refusal": [{"pk": "asked"}],
    "agenda": [{"pk": "owner"}],
    "agenda_talks": [{"pk": "owner"}],
    "assignment_deletion": [{"pk": "assignment"}],
    "backing": [{"pk": "case_backer"}],
    "backing_answer": [{"pk": "case_backer"}],
    "ballot": [{"token": "ballot"}],
    "ballot_submission": [{"token": "ballot"}],
    "board_column": [{"pk": "board_move", "column": "board_column"}],
    "board_notes": [{"pk": "owner"}],
    "calendar": [{"token": "calendar"}],
    "calibration": [{"pk": "session"}, {"pk": "prepared_session"}, {"pk": "closed_session"}],
    "calibration_closing": [{"pk": "session"}, {"pk": "closed_session"}],
    "calibration_conflicts": [{"pk": "prepared_session"}],
    "calibration_facilitation": [{"pk": "session"}],
    "calibration_leaving": [{"pk": "session", "member": "calibration_member"}],
    "calibration_log": [{"pk": "session"}, {"pk": "closed_session"}],
    "calibration_members": [{"pk": "session"}],
    "calibration_news": [{"pk": "session"}],
    "calibration_opening": [{"pk": "prepared_session"}],
    "calibration_rating": [{"pk": "session", "participant": "tabled", "competency": "competency"}],
    "calibration_room": [{"pk": "session"}],
    "calibration_subject_removal": [{"pk": "prepared_session", "participant": "prepared_tabled"}],
    "calibration_subjects": [{"pk": "prepared_session"}],
    "calibration_talk": [{"pk": "session"}],
    "calibration_undoing": [{"pk": "session", "change": "calibration_change"}],
    "calibration_withdrawal": [{"pk": "prepared_session"}],
    "case": [{"pk": "case"}, {"pk": "voted_case"}, {"pk": "decided_case"}],
    "case_backer_new": [{"pk": "case"}],
    "case_backers": [{"pk": "case"}],
    "case_calibration": [{"pk": "voted_case"}],
    "case_decision": [{"pk": "voted_case"}],
    "case_decision_new": [{"pk": "voted_case"}],
    "case_discussion": [{"pk": "voted_case"}],
    "case_evidence": [{"pk": "case"}],
    "case_evidence_removal": [{"pk": "case", "evidence": "case_evidence"}],
    "case_finding": [{"pk": "voted_case", "criterion": "finding"}],
    "case_forwarding": [{"pk": "case"}],
    "case_new": [{"pk": "owner"}],
    "case_opening": [{"move": "case_move"}],
    "case_override": [{"pk": "voted_case"}],
    "case_pdf": [{"pk": "case"}],
    "case_recusal": [{"pk": "voted_case"}],
    "case_return": [{"pk": "case"}],
    "case_room": [{"pk": "voted_case"}],
    "case_sentence": [{"pk": "voted_case", "sentence": "sentence"}],
    "case_start": [{"pk": "owner"}],
    "case_statement": [{"pk": "case"}],
    "case_submission": [{"pk": "case"}],
    "case_vote": [{"pk": "voted_case"}],
    "case_withdrawal": [{"pk": "case"}],
    "check_in": [{"pk": "check_in"}, {"pk": "past_check_in"}],
    "check_in_list": [{"pk": "owner"}],
    "check_in_preparation": [{"pk": "check_in"}],
    "check_in_record": [{"pk": "check_in"}],
    "comment_answers": [{"pk": "remark"}],
    "comment_resolution": [{"pk": "remark"}],
    "committee": [{"pk": "committee"}],
    "committee_closing": [{"pk": "committee"}],
    "committee_member_new": [{"pk": "committee"}],
    "committee_member_removal": [{"pk": "committee", "member": "committee_member"}],
    "competency_roles": [{"competency": "competency"}],
    "confirmation": [{"pk": "confirmation"}],
    "confirmation_cancellation": [{"pk": "confirmation"}],
    "confirmation_new": [{"pk": "private_note"}],
    "cycle": [{"pk": "cycle"}, {"pk": "past_cycle"}, {"pk": "draft_cycle"}],
    "cycle_closing": [{"pk": "cycle"}],
    "cycle_csv": [{"pk": "cycle"}],
    "cycle_exemptions": [{"pk": "draft_cycle"}],
    "cycle_hand_over": [{"pk": "cycle"}],
    "cycle_joining": [{"pk": "cycle"}],
    "cycle_leaving": [{"pk": "cycle", "participant": "participant"}],
    "cycle_opening": [{"pk": "draft_cycle"}],
    "cycle_peers": [{"pk": "cycle"}],
    "cycle_preview": [{"pk": "draft_cycle"}],
    "cycle_release": [{"pk": "cycle"}],
    "cycle_reminders": [{"pk": "cycle"}],
    "cycle_setting": [{"pk": "draft_cycle"}],
    "decision": [{"pk": "decision"}],
    "decision_pdf": [{"pk": "decision"}],
    "delivery_repetition": [{"pk": "delivery"}],
    "endorsement_new": [{"pk": "owner", "move": "move"}],
    "endorsement_withdrawal": [{"pk": "endorsement"}],
    "evidence": [{"pk": "private_note"}, {"pk": "shared_note"}],
    "evidence_deletion": [{"pk": "private_note"}],
    "evidence_file": [{"pk": "file"}],
    "evidence_file_deletion": [{"pk": "file"}],
    "evidence_files": [{"pk": "private_note"}],
    "evidence_ongoing": [{"pk": "private_note"}],
    "evidence_sharing": [{"pk": "private_note"}],
    "exemption_withdrawal": [{"pk": "draft_cycle", "exemption": "exemption"}],
    "framework": [{"slug": "family"}, {"slug": "draft"}],
    "framework_assignments": [{"slug": "draft"}],
    "framework_authors": [{"slug": "draft"}],
    "framework_cell": [{"slug": "family", "competency": "competency", "level": "level"}],
    "framework_changes": [{"slug": "draft"}],
    "framework_comments": [{"slug": "draft", "competency": "competency", "level": "level"}],
    "framework_compare": [{"slug": "family"}],
    "framework_consistency": [{"slug": "draft"}],
    "framework_draft": [{"slug": "draft"}],
    "framework_draft_moves": [{"slug": "draft"}],
    "framework_draft_text": [{"slug": "draft"}],
    "framework_due": [{"slug": "lasting"}],
    "framework_editor": [{"slug": "draft"}],
    "framework_editor_cell": [{"slug": "draft", "competency": "competency", "level": "level"}],
    "framework_editor_core": [{"slug": "draft", "competency": "competency", "level": "level"}],
    "framework_editor_findings": [{"slug": "draft"}],
    "framework_file": [{"slug": "family", "kind": "kind"}],
    "framework_imported": [{"pk": "import"}],
    "framework_imported_before": [{"pk": "import"}],
    "framework_imported_withdrawal": [{"pk": "import"}],
    "framework_includes": [{"slug": "draft"}],
    "framework_levels": [{"slug": "draft"}],
    "framework_moves": [{"slug": "family"}],
    "framework_outline": [{"slug": "draft"}],
    "framework_part": [{"slug": "draft", "kind": "part_kind", "part": "level"}],
    "framework_part_place": [{"slug": "draft", "kind": "part_kind", "part": "level"}],
    "framework_part_removal": [{"slug": "draft", "kind": "part_kind", "part": "level"}],
    "framework_publication": [{"slug": "draft"}],
    "framework_question": [{"slug": "family", "statement": "statement"}],
    "framework_questions": [{"slug": "family"}],
    "framework_reminders": [{"slug": "draft"}],
    "framework_review": [{"slug": "lasting"}],
    "framework_rhythm": [{"slug": "lasting"}],
    "framework_settlement": [{"slug": "lasting", "pk": "trigger"}],
    "framework_signatures": [{"slug": "draft"}],
    "framework_statement": [{"slug": "lasting", "statement": "statement"}],
    "framework_stay_end": [{"slug": "lasting", "number": "version", "pk": "stay"}],
    "framework_stays": [{"slug": "lasting", "number": "version"}],
    "framework_suggestion": [{"pk": "suggestion"}],
    "framework_suggestions": [{"slug": "draft", "competency": "competency", "level": "level"}],
    "framework_talk": [{"slug": "draft", "competency": "competency", "level": "level"}],
    "framework_triggers": [{"slug": "lasting"}],
    "framework_upload": [{"pk": "upload"}],
    "framework_upload_corrections": [{"pk": "upload"}],
    "framework_upload_drafts": [{"pk": "upload"}],
    "framework_upload_names": [{"pk": "upload"}],
    "framework_upload_presets": [{"pk": "upload"}],
    "framework_upload_shape": [{"pk": "upload"}],
    "framework_version": [{"slug": "lasting", "number": "version"}],
    "framework_versions": [{"slug": "lasting"}],
    "framework_work": [{"slug": "draft"}],
    "grant_end": [{"pk": "grant"}],
    "grant_new": [{"person": "owner"}],
    "hook": [{"pk": "hook"}],
    "hook_removal": [{"pk": "hook"}],
    "identity_disconnection": [{"person": "owner"}],
    "job": [{"pk": "job"}],
    "levelling_closing": [{"pk": "levels"}],
    "levelling_comparison": [{"pk": "levels"}],
    "levelling_estimates": [{"pk": "proposal"}],
    "levelling_objecting": [{"pk": "proposal"}, {"pk": "told_proposal"}],
    "levelling_objection": [{"pk": "objection"}],
    "levelling_proposal": [{"pk": "proposal"}, {"pk": "told_proposal"}],
    "levelling_round": [{"pk": "levels"}],
    "levelling_talk": [{"pk": "proposal"}],
    "levelling_titles": [{"pk": "levels"}],
    "levelling_trial": [{"pk": "levels"}],
    "line_end": [{"pk": "owner", "line": "line"}],
    "mail_again": [{"pk": "letter"}],
    "nomination_decision": [{"pk": "nomination"}],
    "nomination_withdrawal": [{"pk": "nomination"}],
    "override_answer": [{"pk": "override"}],
    "panel": [{"pk": "panel"}, {"pk": "closed_panel"}],
    "panel_closing": [{"pk": "panel"}],
    "panel_examples": [{"pk": "panel"}],
    "panel_list": [{"slug": "draft"}],
    "panel_opening": [{"pk": "panel"}],
    "panel_order": [{"pk": "panel_seat", "number": "panel_part"}],
    "panel_panelists": [{"pk": "panel"}],
    "panel_rating": [{"pk": "panel_seat", "vignette": "vignette"}],
    "panel_results": [{"pk": "closed_panel"}],
    "panel_seat": [{"pk": "panel_seat"}],
    "panel_signature": [{"pk": "closed_panel"}],
    "panel_subjects": [{"pk": "panel"}],
    "panel_team": [{"pk": "panel_seat"}],
    "panel_texts": [{"pk": "panel"}],
    "panelist_removal": [{"pk": "panel_seat"}],
    "peers": [{"pk": "participant"}, {"pk": "about_peer"}],
    "person": [{"pk": "owner"}],
    "person_absences": [{"pk": "owner"}],
    "person_deactivation": [{"pk": "owner"}],
    "person_details": [{"pk": "owner"}],
    "person_evidence": [{"pk": "owner"}],
    "person_invitation": [{"pk": "owner"}],
    "person_manager": [{"pk": "owner"}],
    "person_beyond": [{"pk": "owner"}, {"pk": "peer"}],
    "person_second_lines": [{"pk": "owner"}],
    "person_stand_ins": [{"pk": "owner"}],
    "placement": [{"pk": "owner"}],
    "person_plan": [{"pk": "owner"}],
    "plan_action": [{"pk": "plan_action"}],
    "plan_action_completion": [{"pk": "plan_action"}],
    "plan_action_new": [{"pk": "plan"}],
    "plan_action_withdrawal": [{"pk": "plan_action"}],
    "plan_agreement": [{"pk": "plan"}],
    "plan_end": [{"pk": "plan"}],
    "plan_new": [{"pk": "owner"}],
    "promotion_rules_of": [{"slug": "family"}],
    "public_framework": [{"token": "token"}],
    "public_link_end": [{"pk": "public_link"}],
    "question_answer": [{"pk": "question"}],
    "readiness_rule": [{"pk": "owner", "family": "family", "move": "move"}],
    "readiness_thresholds": [{"pk": "board_move"}],
    "release_withdrawal": [{"pk": "cycle", "release": "release"}],
    "result": [{"pk": "result"}],
    "result_acknowledgement": [{"pk": "result"}],
    "return": [{"pk": "way_back"}],
    "return_answer": [{"pk": "way_back"}],
    "return_end": [{"pk": "way_back"}],
    "return_new": [{"person": "owner"}],
    "review": [{"pk": "own_sheet"}, {"pk": "manager_sheet"}, {"pk": "peer_sheet"}],
    "review_citation": [{"pk": "own_sheet", "competency": "competency", "note": "private_note"}],
    "review_confirmation": [{"pk": "own_sheet"}, {"pk": "manager_sheet"}],
    "review_rating": [{"pk": "manager_sheet", "competency": "competency"}],
    "review_reopening": [{"pk": "peer_sheet"}],
    "review_submission": [{"pk": "own_sheet"}, {"pk": "manager_sheet"}],
    "review_summary": [{"pk": "own_sheet"}, {"pk": "manager_sheet"}],
    "role": [{"slug": "family", "level": "level"}],
    "room_deletion": [{"pk": "room"}],
    "suggestion_acceptance": [{"pk": "suggestion"}],
    "suggestion_rejection": [{"pk": "suggestion"}],
    "switch_approval": [{"pk": "switch"}],
    "switch_new": [{"feature": "feature"}],
    "switch_refusal": [{"pk": "switch"}],
    "talk": [{"participant": "participant"}],
    "team_member": [{"pk": "owner"}],
    "trend": [{"person": "owner"}],
    "title_decision": [{"pk": "owner"}],
    "token_revocation": [{"pk": "token_of_owner"}],
    "vignette_removal": [{"pk": "vignette"}],
    "waiver_answer": [{"pk": "waiver"}],
    "waiver_form": [{"pk": "owner", "move": "case_move"}],
    "waiver_new": [{"pk": "owner", "move": "case_move"}],
    "wizard": [{"slug": "draft"}],
    "wizard_behaviour": [{"slug": "draft", "competency": "competency"}],
    "wizard_behaviours": [{"slug": "draft"}],
    "wizard_competencies": [{"slug": "draft"}],
    "wizard_connection": [{"slug": "draft"}],
    "wizard_criteria": [{"slug": "draft"}],
    "wizard_laterals": [{"slug": "draft"}],
    "wizard_level_count": [{"slug": "draft"}],
    "wizard_levels": [{"slug": "draft"}],
    "wizard_tracks": [{"slug": "draft"}],
    "wizard_trial": [{"slug": "draft"}],
}
"""What the parameters of an address stand for in the world: keys of `World.keys`."""
TARGETS |= by_token.targets()


MISSING: dict[type, int | str | UUID] = {int: 987654321, str: "missing", UUID: UUID(int=1)}
"""Keys of nothing."""


@dataclass(frozen=True)
class Target:
    """One address about one thing, and the same address about nothing that exists."""

    label: str
    url: str
    missing: str | None


def targets(world: World) -> list[Target]:
    """Every address of the program with the keys of the world. `KeyError` for one not listed."""
    keys = world.keys | {
        "owner": world.owner.pk,
        "peer": world.peer.pk,
        "move": "L1-L2",
        "kind": "yaml",
        "part_kind": "level",
    }
    return [
        _target(pattern.name or "", names, keys)
        for route, pattern in addresses()
        for names in (TARGETS[pattern.name or ""] if "<" in route or "(?P" in route else [{}])
    ]


def _target(name: str, names: dict[str, str], keys: dict[str, int | str | UUID]) -> Target:
    values = {parameter: keys[key] for parameter, key in names.items()}
    gone = {key: MISSING[type(value)] for key, value in values.items()}
    shown = f"{name}({', '.join(names.values())})" if names else name
    missing = reverse(name, kwargs=gone) if values and not name.startswith("account_") else None
    return Target(shown, reverse(name, kwargs=values), missing)


def client_of(world: World, actor: str) -> Client:
    """A browser in which this actor is signed in."""
    client = Client(raise_request_exception=False)
    if actor != "anonymous":
        client.force_login(world.people[actor])
    return client


def ask(client: Client, method: str, url: str) -> HttpResponse:
    """The answer; whatever it changed is undone, who is signed in too."""
    cookies = copy(client.cookies)
    with transaction.atomic():
        response = client.generic(method, url)
        transaction.set_rollback(True)
    client.cookies = cookies
    return response  # type: ignore[return-value]


def differences_from_missing(answer: HttpResponse, missing: HttpResponse) -> list[str]:
    """Where a 404 about something invisible differs from a 404 about nothing."""
    faults = [] if missing.status_code == 404 else [f"missing answers {missing.status_code}"]
    if dict(answer.headers) != dict(missing.headers):
        faults.append("the headers differ")
    if _plain(answer) != _plain(missing):
        faults.append("the bodies differ")
    return faults


def _plain(answer: HttpResponse) -> bytes:
    """The body without the token that is new on every page, and without the address itself."""
    body = re.sub(rb'name="csrfmiddlewaretoken" value="\w+"', b"", answer.content)
    path = answer.request["PATH_INFO"].encode()  # type: ignore[attr-defined]
    return body.replace(path, b"/")


def walk(world: World, wanted: Iterable[Target], actors: Iterable[str] = ACTORS) -> list[str]:
    """One line for each address and method: the status for every actor."""
    clients = [client_of(world, actor) for actor in actors]
    return [
        f"{method:<4} {target.label:<48} "
        + " ".join(str(ask(client, method, target.url).status_code) for client in clients)
        for target in wanted
        for method in METHODS
    ]


def heading() -> Iterator[str]:
    """What the columns are."""
    yield "# python -m tests.contract.authorization writes this table. Columns:"
    yield "# " + ", ".join(ACTORS)


def main() -> None:
    """Writes the table from a new database."""
    from django.test.utils import override_settings, setup_databases, setup_test_environment

    setup_test_environment()
    setup_databases(verbosity=0, interactive=False)
    with override_settings(**conftest.QUICK), transaction.atomic():
        world = build()
        lines = [*heading(), *walk(world, targets(world))]
        transaction.set_rollback(True)
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    sys.stdout.write(f"{TABLE.name}: {len(lines)} lines\n")


if __name__ == "__main__":
    main()
