from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "user_service.organisations"
    label = "organisations"
