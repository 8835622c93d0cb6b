from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "servicekit.api"
    label = "servicekit_api"
