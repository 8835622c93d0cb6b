from django.urls import path

from user_service.passkeys.api import login, views

urlpatterns = [
    path("api/users/passkeys/", views.PasskeysView.as_view()),
    path("api/users/passkeys/options/", views.PasskeyOptionsView.as_view()),
    path("api/users/passkeys/<uuid:passkey_id>/", views.PasskeyView.as_view()),
    path("api/auth/passkey/options/", login.LoginOptionsView.as_view()),
    path("api/auth/passkey/login/", login.LoginView.as_view()),
]
