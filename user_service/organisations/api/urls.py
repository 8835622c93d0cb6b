from django.urls import path

from user_service.organisations.api import views

urlpatterns = [
    path("api/admin/organisations/", views.OrganisationsView.as_view()),
    path("api/admin/organisations/<uuid:organisation_id>/", views.OrganisationView.as_view()),
]
