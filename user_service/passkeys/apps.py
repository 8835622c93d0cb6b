from django.apps import AppConfig


class PasskeysConfig(AppConfig):
    name = "user_service.passkeys"
    label = "passkeys"
