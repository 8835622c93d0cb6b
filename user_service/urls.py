from django.urls import include, path

urlpatterns = [
    path("", include("servicekit.api.urls")),
    path("", include("user_service.accounts.api.urls")),
    path("", include("user_service.keys.api.urls")),
    path("", include("user_service.sessions.api.urls")),
]

handler400 = "servicekit.api.problems.bad_request"
handler404 = "servicekit.api.problems.not_found"
handler500 = "servicekit.api.problems.server_error"
