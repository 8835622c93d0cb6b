from django.urls import path

from user_service.configuration.api import views

urlpatterns = [path("api/admin/config/", views.ConfigView.as_view())]
