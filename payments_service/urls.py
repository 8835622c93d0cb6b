from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("servicekit.api.urls")),
    path("api/payments/webhooks/", include("payments_service.webhooks.api.urls")),
    path("api/payments/events/", include("servicekit.events.api.urls")),
    path("api/payments/", include("payments_service.payments.api.urls")),
]

handler400 = "servicekit.api.problems.bad_request"
handler404 = "servicekit.api.problems.not_found"
handler500 = "servicekit.api.problems.server_error"
