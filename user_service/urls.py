from django.urls import include, path

urlpatterns = [
    path("", include("servicekit.api.urls")),
    path("api/users/events/", include("servicekit.events.api.urls")),
    path("", include("user_service.accounts.api.urls")),
    path("", include("user_service.keys.api.urls")),
    path("", include("user_service.sessions.api.urls")),
    path("", include("user_service.mfa.api.urls")),
    path("", include("user_service.passkeys.api.urls")),
    path("", include("user_service.self_service.api.urls")),
    path("", include("user_service.organisations.api.urls")),
    path("", include("user_service.audit.api.urls")),
    path("", include("user_service.configuration.api.urls")),
    path("", include("user_service.administration.api.urls")),
]

handler400 = "servicekit.api.problems.bad_request"
handler404 = "servicekit.api.problems.not_found"
handler500 = "servicekit.api.problems.server_error"
