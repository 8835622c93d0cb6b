from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AuditConfig(AppConfig):
    name = "user_service.audit"
    label = "audit"

    def ready(self) -> None:
        from user_service.audit.guard import after_migrate  # noqa: PLC0415 - models are there only now

        post_migrate.connect(after_migrate, sender=self)
