from django.urls import path

from user_service.sessions.api import mine, views

urlpatterns = [
    path("api/token/", views.TokenView.as_view()),
    path("api/token/refresh/", views.RefreshView.as_view()),
    path("api/auth/logout/", views.LogoutView.as_view()),
    path("api/auth/sessions/", mine.SessionsView.as_view()),
    path("api/auth/sessions/end-others/", mine.EndOthersView.as_view()),
    path("api/auth/sessions/<uuid:session_id>/", mine.SessionView.as_view()),
]
