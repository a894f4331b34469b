"""Addresses of reviews, rounds and released results."""

from django.urls import path

from trellis_web.reviews.views import (
    answers,
    asked,
    assessments,
    ballots,
    board,
    cycles,
    exemptions,
    participants,
    peers,
    releases,
    results,
    talks,
    trends,
)

urlpatterns = [
    path("", results.review_list, name="review_list"),
    path("results/<int:pk>", results.result, name="result"),
    path(
        "results/<int:pk>/acknowledgement", results.acknowledgement, name="result_acknowledgement"
    ),
    path("over-time/<int:person>", trends.trend, name="trend"),
    path("<int:pk>", assessments.review, name="review"),
    path("<int:pk>/ratings/<str:competency>", answers.rating, name="review_rating"),
    path(
        "<int:pk>/ratings/<str:competency>/citations/<int:note>",
        answers.citation,
        name="review_citation",
    ),
    path("<int:pk>/summary", answers.summary, name="review_summary"),
    path("<int:pk>/confirmation", assessments.confirmation, name="review_confirmation"),
    path("<int:pk>/submission", assessments.submission, name="review_submission"),
    path("<int:pk>/reopening", assessments.reopening, name="review_reopening"),
    path("cycles", cycles.cycle_list, name="cycle_list"),
    path("cycles/new", cycles.cycle_new, name="cycle_new"),
    path("cycles/<int:pk>", cycles.cycle, name="cycle"),
    path("cycles/<int:pk>/setting", cycles.setting, name="cycle_setting"),
    path("cycles/<int:pk>/closing", cycles.closing, name="cycle_closing"),
    path("cycles/<int:pk>/board.csv", board.board_csv, name="cycle_csv"),
    path("cycles/<int:pk>/opening", cycles.opening, name="cycle_opening"),
    path("cycles/<int:pk>/release", releases.release, name="cycle_release"),
    path("cycles/<int:pk>/exemptions", exemptions.exemptions, name="cycle_exemptions"),
    path(
        "cycles/<int:pk>/exemptions/<int:exemption>/withdrawal",
        exemptions.withdrawal,
        name="exemption_withdrawal",
    ),
    path("cycles/<int:pk>/hand-over", participants.handing_over, name="cycle_hand_over"),
    path("cycles/<int:pk>/participants", participants.joining, name="cycle_joining"),
    path(
        "cycles/<int:pk>/participants/<int:participant>/leaving",
        participants.leaving,
        name="cycle_leaving",
    ),
    path(
        "cycles/<int:pk>/releases/<int:release>/withdrawal",
        releases.withdrawal,
        name="release_withdrawal",
    ),
    path("talks", talks.talks, name="talks"),
    path("talks/<int:participant>", talks.talk, name="talk"),
    path("cycles/<int:pk>/peers", peers.cycle_peers, name="cycle_peers"),
    path("participants/<int:pk>/peers", peers.peers, name="peers"),
    path("nominations/<int:pk>/decision", peers.decision, name="nomination_decision"),
    path("nominations/<int:pk>/withdrawal", peers.withdrawal, name="nomination_withdrawal"),
    path("asked/<int:pk>", asked.asked, name="asked"),
    path("asked/<int:pk>/ballot", asked.ballot, name="asked_ballot"),
    path("asked/<int:pk>/refusal", asked.refusal, name="asked_refusal"),
    path("ballots/thanks", ballots.thanks, name="ballot_thanks"),
    path("ballots/<str:token>", ballots.ballot, name="ballot"),
    path("ballots/<str:token>/submission", ballots.submission, name="ballot_submission"),
]
