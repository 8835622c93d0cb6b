from django.urls import path

from user_service.accounts.api import views

urlpatterns = [
    path("api/users/register/", views.RegisterView.as_view()),
]
