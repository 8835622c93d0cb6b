from __future__ import annotations

from django.urls import include, path

from servicekit.api import problems

handler400 = problems.bad_request
handler404 = problems.not_found
handler500 = problems.server_error

urlpatterns = [
    path("", include("servicekit.api.urls")),
    path("api/payments/", include("payments_service.payments.api.urls")),
]
