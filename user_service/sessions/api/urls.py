from django.urls import path

from user_service.sessions.api import views

urlpatterns = [
    path("api/token/", views.TokenView.as_view()),
    path("api/token/refresh/", views.RefreshView.as_view()),
    path("api/auth/logout/", views.LogoutView.as_view()),
]
