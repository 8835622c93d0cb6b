from django.urls import path

from user_service.keys.api import views

urlpatterns = [
    path("api/auth/public-key/", views.PublicKeyView.as_view()),
    path(".well-known/jwks.json", views.JwksView.as_view()),
    path(".well-known/openid-configuration", views.OpenIdConfigurationView.as_view()),
]
