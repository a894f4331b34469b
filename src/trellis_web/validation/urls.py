"""Addresses of panels."""

from django.urls import path

from trellis_web.validation.views import answers, preparation, results

urlpatterns = [
    path("", answers.seats, name="panel_seats"),
    path("seats/<int:pk>/", answers.seat, name="panel_seat"),
    path("seats/<int:pk>/vignettes/<int:vignette>/", answers.vignette, name="panel_rating"),
    path("seats/<int:pk>/order/<int:number>/", answers.order, name="panel_order"),
    path("seats/<int:pk>/team/", answers.team, name="panel_team"),
    path("drafts/<id:slug>/", preparation.panel_list, name="panel_list"),
    path("<int:pk>/", preparation.panel, name="panel"),
    path("<int:pk>/panelists/", preparation.panelists, name="panel_panelists"),
    path("<int:pk>/texts/", preparation.texts, name="panel_texts"),
    path("<int:pk>/examples/", preparation.examples, name="panel_examples"),
    path("<int:pk>/subjects/", preparation.subjects, name="panel_subjects"),
    path("<int:pk>/opening/", preparation.opening, name="panel_opening"),
    path("<int:pk>/closing/", preparation.closing, name="panel_closing"),
    path("<int:pk>/results/", results.results, name="panel_results"),
    path("<int:pk>/signature/", results.signature, name="panel_signature"),
    path("panelists/<int:pk>/removal/", preparation.panelist_removal, name="panelist_removal"),
    path("vignettes/<int:pk>/removal/", preparation.vignette_removal, name="vignette_removal"),
]
