from django.apps import AppConfig


class LettersConfig(AppConfig):
    name = "user_service.letters"
    label = "letters"
