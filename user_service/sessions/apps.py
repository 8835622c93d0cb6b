from django.apps import AppConfig


class SessionsConfig(AppConfig):
    name = "user_service.sessions"
    label = "sessions"
