from django.apps import AppConfig


class AdministrationConfig(AppConfig):
    name = "user_service.administration"
    label = "administration"
