"""Every address. Each app lists its own."""

from django.urls import include, path

from trellis_web.frameworks.urls import PUBLIC
from trellis_web.reviews.views.calendars import calendar

urlpatterns = [
    path("", include("trellis_web.ui.urls")),
    path("people/", include("trellis_web.people.urls")),
    path("frameworks/", include("trellis_web.frameworks.urls")),
    path("public/", include(PUBLIC)),
    path("panels/", include("trellis_web.validation.urls")),
    path("evidence/", include("trellis_web.growth.urls")),
    path("reviews/", include("trellis_web.reviews.urls")),
    path("levelling/", include("trellis_web.levelling.urls")),
    path("calibration/", include("trellis_web.calibration.urls")),
    path("careers/", include("trellis_web.careers.urls")),
    path("cases/", include("trellis_web.promotions.urls")),
    path("insights/", include("trellis_web.insights.urls")),
    path("calendar/<str:token>.ics", calendar, name="calendar"),
    path("notices/", include("trellis_web.notices.urls")),
    path("webhooks/", include("trellis_web.webhooks.urls")),
    path("setup/", include("trellis_web.wizard.urls")),
    path("organisation/", include("trellis_web.organisation.urls")),
    path("trail/", include("trellis_web.audit.urls")),
    path("", include("trellis_web.exports.urls")),
    path("api/", include("trellis_web.api.urls")),
    path("account/", include("trellis_web.access.urls")),
    path("account/oidc/", include("trellis_web.identity.urls")),
    path("account/", include("allauth.account.urls")),
    path("account/2fa/", include("allauth.mfa.urls")),
]
handler403 = "trellis_web.ui.views.errors.forbidden"
handler404 = "trellis_web.ui.views.errors.not_found"
handler500 = "trellis_web.ui.views.errors.failed"
