from django.urls import path

from user_service.self_service.api import appearance, emails, me, passwords

urlpatterns = [
    path("api/users/me/", me.MeView.as_view()),
    path("api/users/me/export/", me.ExportView.as_view()),
    path("api/users/avatars/<uuid:avatar_id>/", appearance.AvatarImageView.as_view()),
    path("api/profile/avatar/", appearance.AvatarView.as_view()),
    path("api/profile/preferences/", appearance.PreferencesView.as_view()),
    path("api/auth/password/", passwords.PasswordView.as_view()),
    path("api/auth/forgot-password/", passwords.ForgottenView.as_view()),
    path("api/auth/reset-password/", passwords.ResetView.as_view()),
    path("api/auth/verify-email/", emails.VerifyView.as_view()),
    path("api/auth/verify-email/resend/", emails.ResendView.as_view()),
]
