from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "user_service.audit"
    label = "audit"
