"""Why something about a case is refused: a code, and a sentence that says what to do."""

from django.utils.translation import gettext_lazy as _

from trellis_web.access.rules import Denial

ALREADY_ANSWERED = Denial("answered-already", _("This was answered already. Nothing was changed."))
ALREADY_OPEN = Denial(
    "case-open-already", _("A case for this move is open already. Go on with that one.")
)
ALREADY_VOTED = Denial(
    "voted-already", _("You have voted on this case already. A vote stays as it was cast.")
)
APPEAL_RAISED = Denial(
    "appeal-raised", _("You have objected to this decision already. It is heard once.")
)
APPEAL_TOO_LATE = Denial(
    "appeal-too-late",
    _("The time to object is over: 30 days after the decision. Talk with HR."),
)
CASES_OPEN = Denial(
    "cases-with-committee",
    _("A case or an objection lies with this committee. Close it after that."),
)
CLOSED_COMMITTEE = Denial("committee-closed", _("This committee is closed. Choose another one."))
COMMITTEE_NEEDED = Denial("committee-needed", _("Choose the committee that decides this case."))
CONFLICT = Denial(
    "conflict-of-interest",
    _(
        "You take no part in this case: it is your own, of somebody you lead or who leads you,"
        " you backed it, or you stepped aside."
    ),
)
CRITERIA_UNMET = Denial(
    "criteria-unmet",
    _("Not every criterion is met, so it is not for want of a place. Decide not yet, with a day."),
)
DAY_MISSING = Denial("day-missing", _("Say from which day the promotion counts."))
DAY_TOO_EARLY = Denial(
    "day-too-early",
    _(
        "A position may be dated back, rights never are: choose a day after the present position"
        " began."
    ),
)
DISCUSSION_OPEN = Denial(
    "discussion-open", _("The discussion is open already. Votes are cast before it.")
)
DUE_IN_THE_PAST = Denial("due-in-the-past", _("Give them time: choose a day after today."))
FROZEN = Denial(
    "case-frozen",
    _("This case was handed in and can no longer be changed. The manager can give it back."),
)
HAS_LEFT = Denial("has-left", _("This person has left and cannot sit on a committee."))
HAS_MOVED = Denial(
    "level-changed",
    _("The person no longer stands where this move starts. Withdraw the case; start a new one."),
)
IS_WAIVED = Denial(
    "criterion-waived",
    _("This criterion is waived: it is not asked of the person, and it is no reason for not yet."),
)
LEVEL_RETIRED = Denial(
    "level-retired",
    _("The level that this move leads to is retired. Choose a move of the current version."),
)
LEVEL_UNKNOWN = Denial(
    "level-unknown", _("The current version of this family does not have this level.")
)
MOVE_SUPERSEDED = Denial(
    "move-superseded",
    _("This move belongs to an earlier version. Choose the move of the current version."),
)
NEEDS_NO_CASE = Denial(
    "needs-no-case", _("A way back needs no case: HR changes the position, at equal pay.")
)
NOTHING_UNMET = Denial(
    "nothing-unmet",
    _("Every criterion is met. Not yet needs at least one that is not, in its own words."),
)
NOT_APPEALABLE = Denial(
    "not-appealable", _("There is nothing to object to: this case was not decided against you.")
)
NOT_APPEALS_COMMITTEE = Denial(
    "not-appeals-committee",
    _("Objections are heard by a committee of their own, with nobody of the first one."),
)
NOT_ASKED = Denial("not-asked", _("Only the person who was asked answers."))
NOT_A_MEMBER = Denial("not-a-member", _("This person does not sit on the committee any more."))
NOT_CALIBRATED = Denial(
    "not-calibrated",
    _("The latest review of this person was not confirmed in a calibration yet."),
)
NOT_CITABLE = Denial(
    "note-not-citable",
    _("Only notes that the person has shared, and that you can read, are cited."),
)
NOT_DISCUSSED = Denial(
    "not-discussed", _("Open the discussion first, after every member has voted.")
)
NOT_FOR_COMMITTEE = Denial(
    "not-for-this-committee", _("This committee does not decide cases of this family.")
)
NOT_IN_COMMITTEE = Denial("not-in-committee", _("Nobody decides on this case at the moment."))
NOT_MEMBER = Denial("not-on-committee", _("Only members of the committee of this case do this."))
NOT_A_TELLER = Denial(
    "not-a-teller", _("Who leads this person now tells them in person and ticks it, or HR does.")
)
NOT_OF_THEM = Denial(
    "not-your-case", _("A case is written by the person and their manager of this moment.")
)
NOT_ON_OWN = Denial("not-on-own", _("Nobody does this for themself. Ask somebody else."))
NOT_PEOPLE_SET = Denial(
    "criterion-is-computed", _("This criterion is answered by data. Nobody types its finding.")
)
NOT_SELF_STARTED = Denial(
    "managers-start-cases", _("In your company managers start a case. Talk with yours.")
)
NOT_SUBMITTED = Denial("case-not-submitted", _("This case is not with the manager at the moment."))
NOT_TOLD = Denial(
    "not-told-yet", _("You have not been told the decision yet. Read it first, then object.")
)
NOT_THERE = Denial(
    "not-at-the-start", _("The person does not stand where this move starts. Choose another one.")
)
NOT_WITHDRAWABLE = Denial(
    "not-yours-to-withdraw",
    _("A case is withdrawn by the person, or before the committee by the manager who started it."),
)
NO_CHAIR = Denial(
    "committee-without-chair",
    _("This committee has no chair who may decide this case. HR names one."),
)
OTHER_PROMOTION = Denial(
    "promotion-waits",
    _("Another promotion of this person is decided and waits for its day. Wait for it."),
)
OUTCOME_UNKNOWN = Denial("outcome-unknown", _("Choose what was decided."))
OVER = Denial("case-over", _("This case is decided or was withdrawn. It stays as it is."))
OVERRIDE_NEEDED = Denial(
    "override-needed",
    _(
        "The criteria of this move are not met. Ask for an override; somebody else agrees to it"
        " first."
    ),
)
OVERRIDE_THERE = Denial(
    "override-asked", _("An override was asked for already. Wait for the answer.")
)
OWNER_MISSING = Denial("owner-missing", _("Say who looks after it until there is a place."))
PROOF_MISSING = Denial(
    "proof-missing", _("Cite a shared note for this criterion, or name who confirms it.")
)
RECHECK_MISSING = Denial(
    "recheck-missing", _("Say on which day in the future this is looked at again.")
)
SEAT_RULE_MISSING = Denial(
    "seat-rule-missing", _("No rule for places at this level is published. HR publishes it first.")
)
SECOND_NEEDED = Denial(
    "second-needed", _("Somebody else has to agree: not who asked, and not the person.")
)
STALE = Denial(
    "case-changed",
    _(
        "Somebody changed this case since you opened the page. Nothing was overwritten: read it"
        " again, then send yours once more."
    ),
)
TELLING_TOO_LATE = Denial(
    "telling-too-late", _("People are told within 30 days. Choose 0, to tell at once, or up to 30.")
)
TOO_LONG = Denial(
    "statement-too-long", _("The statement has more than 400 words. Shorten it, then save.")
)
TOO_SHORT = Denial(
    "endorsement-too-short",
    _("Say what you saw: at least three sentences and 200 characters."),
)
UNKNOWN_CRITERION = Denial("criterion-unknown", _("The move of this case does not ask for this."))
UNKNOWN_STATE = Denial(
    "finding-unknown", _("Choose one of: met, not met, not evidenced, no opportunity.")
)
UNVOTED = Denial(
    "vote-first", _("Not every member has voted yet. Those who cannot vote step aside.")
)
WAIVER_NEEDED = Denial(
    "waiver-needed",
    _("A criterion is waived by asking for it: a reason, and somebody else who agrees."),
)
WAIVER_THERE = Denial("waiver-asked", _("This criterion is waived already, or it was asked for."))
WAS_MEMBER = Denial(
    "was-on-first-committee",
    _("Somebody of the first committee is in this one. Objections are heard by others."),
)
WITHOUT_REASON = Denial("reason-missing", _("Say why in a sentence."))
WITHOUT_STATEMENT = Denial(
    "statement-missing", _("Write the statement first: what was done, in at most 400 words.")
)
