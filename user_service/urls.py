from django.urls import include, path

from servicekit.api import problems

urlpatterns = [
    path("", include("servicekit.api.urls")),
    path("", include("user_service.accounts.api.urls")),
    path("", include("user_service.keys.api.urls")),
    path("", include("user_service.sessions.api.urls")),
]

handler400 = problems.bad_request
handler404 = problems.not_found
handler500 = problems.server_error
