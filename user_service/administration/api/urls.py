from django.urls import path

from user_service.administration.api import views

USER = "api/admin/users/<uuid:user_id>/"

urlpatterns = [
    path("api/admin/users/", views.UsersView.as_view()),
    path(USER, views.UserView.as_view()),
    path(f"{USER}role/", views.RoleView.as_view()),
    path(f"{USER}disable/", views.DisableView.as_view()),
    path(f"{USER}enable/", views.EnableView.as_view()),
    path(f"{USER}reset-2fa/", views.ResetSecondFactorView.as_view()),
    path(f"{USER}end-sessions/", views.EndSessionsView.as_view()),
    path("api/admin/analytics/", views.AnalyticsView.as_view()),
]
