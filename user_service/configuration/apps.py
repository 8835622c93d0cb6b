from django.apps import AppConfig


class ConfigurationConfig(AppConfig):
    name = "user_service.configuration"
    label = "configuration"
