from django.apps import AppConfig


class KeysConfig(AppConfig):
    name = "user_service.keys"
    label = "keys"
