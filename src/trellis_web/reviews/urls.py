"""Addresses of reviews, rounds and released results."""

from django.urls import path

from trellis_web.reviews.views import assessments, cycles, exemptions, releases, results, trends

urlpatterns = [
    path("", results.review_list, name="review_list"),
    path("results/<int:pk>", results.result, name="result"),
    path(
        "results/<int:pk>/acknowledgement", results.acknowledgement, name="result_acknowledgement"
    ),
    path("over-time/<int:person>", trends.trend, name="trend"),
    path("<int:pk>", assessments.review, name="review"),
    path("<int:pk>/ratings/<str:competency>", assessments.rating, name="review_rating"),
    path("<int:pk>/summary", assessments.summary, name="review_summary"),
    path("<int:pk>/submission", assessments.submission, name="review_submission"),
    path("<int:pk>/reopening", assessments.reopening, name="review_reopening"),
    path("cycles", cycles.cycle_list, name="cycle_list"),
    path("cycles/new", cycles.cycle_new, name="cycle_new"),
    path("cycles/<int:pk>", cycles.cycle, name="cycle"),
    path("cycles/<int:pk>/opening", cycles.opening, name="cycle_opening"),
    path("cycles/<int:pk>/release", releases.release, name="cycle_release"),
    path("cycles/<int:pk>/exemptions", exemptions.exemptions, name="cycle_exemptions"),
    path(
        "cycles/<int:pk>/exemptions/<int:exemption>/withdrawal",
        exemptions.withdrawal,
        name="exemption_withdrawal",
    ),
    path(
        "cycles/<int:pk>/participants/<int:participant>/hand-over",
        exemptions.handing_over,
        name="participant_hand_over",
    ),
]
