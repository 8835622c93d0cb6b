from django.apps import AppConfig


class MfaConfig(AppConfig):
    name = "user_service.mfa"
    label = "mfa"
