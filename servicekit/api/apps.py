from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "servicekit.api"
    label = "servicekit_api"

    def ready(self) -> None:
        from servicekit.auth import schema  # noqa: F401, PLC0415 - registers itself with drf-spectacular
