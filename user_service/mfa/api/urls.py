from django.urls import path

from user_service.mfa.api import proving, setup

urlpatterns = [
    path("api/users/2fa/status/", setup.StatusView.as_view()),
    path("api/users/2fa/setup/", setup.SetupView.as_view()),
    path("api/users/2fa/verify-setup/", setup.VerifySetupView.as_view()),
    path("api/users/2fa/verify-login/", proving.VerifyLoginView.as_view()),
    path("api/users/2fa/disable/", setup.DisableView.as_view()),
    path("api/users/2fa/regenerate-backup-tokens/", setup.RegenerateView.as_view()),
    path("api/users/2fa/sms/", setup.SmsView.as_view()),
    path("api/users/2fa/sms/setup/", setup.SmsSetupView.as_view()),
    path("api/users/2fa/sms/verify-setup/", setup.SmsVerifySetupView.as_view()),
    path("api/users/2fa/sms/send/", proving.SmsSendView.as_view()),
    path("api/auth/step-up/", proving.StepUpView.as_view()),
    path("api/auth/step-up/options/", proving.StepUpOptionsView.as_view()),
]
