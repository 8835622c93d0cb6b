from django.urls import path

from user_service.audit.api import views

urlpatterns = [
    path("api/admin/audit-logs/", views.AuditLogsView.as_view()),
    path("api/admin/audit-logs/export/", views.ExportView.as_view()),
    path("api/admin/audit-logs/verify/", views.VerifyView.as_view()),
]
