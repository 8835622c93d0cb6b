from django.apps import AppConfig


class AuthConfig(AppConfig):
    name = "servicekit.auth"
    label = "servicekit_auth"
