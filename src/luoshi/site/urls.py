"""Every address of the site. Each page's own addresses are in its column."""

from django.urls import include, path

handler404 = "luoshi.pages.frame.absent"

urlpatterns = [
    path("", include("luoshi.api.health")),
    path("", include("luoshi.pages.accounts.urls")),
    path("", include("luoshi.pages.desks.urls")),
    path("", include("luoshi.pages.documents.urls")),
    path("", include("luoshi.pages.tasks.urls")),
    path("", include("luoshi.pages.reports.urls")),
    path("", include("luoshi.pages.plans.urls")),
    path("", include("luoshi.pages.extensions.urls")),
    path("", include("luoshi.pages.obstacles.urls")),
    path("", include("luoshi.pages.forecasts.urls")),
    path("", include("luoshi.pages.contradictions.urls")),
    path("", include("luoshi.pages.mandates.urls")),
    path("", include("luoshi.pages.conclusions.urls")),
    path("", include("luoshi.pages.opinions.urls")),
    path("", include("luoshi.pages.sanctions.urls")),
    path("", include("luoshi.pages.batches.urls")),
    path("", include("luoshi.pages.rectifications.urls")),
    path("", include("luoshi.pages.talks.urls")),
    path("", include("luoshi.pages.templates.urls")),
    path("", include("luoshi.pages.letters.urls")),
    path("", include("luoshi.pages.proofs.urls")),
    path("", include("luoshi.pages.leads.urls")),
    path("", include("luoshi.pages.parameters.urls")),
    path("", include("luoshi.pages.rehearsals.urls")),
    path("", include("luoshi.pages.notices.urls")),
    path("", include("luoshi.pages.times.urls")),
    path("", include("luoshi.pages.burden.urls")),
    path("", include("luoshi.pages.requests.urls")),
    path("", include("luoshi.pages.audit.urls")),
    path("", include("luoshi.pages.units.urls")),
    path("", include("luoshi.pages.calendar.urls")),
    path("", include("luoshi.pages.errands.urls")),
    path("", include("luoshi.pages.imports.urls")),
    path("", include("luoshi.pages.people.urls")),
]
