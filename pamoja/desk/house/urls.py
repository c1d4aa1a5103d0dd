"""Addresses of this part of the desk."""

from allauth.account.views import account_inactive, logout
from django.urls import path

from pamoja.desk.house import views

urlpatterns = [
    path("language", views.language, name="set_language"),
    path("design", views.design, name="design"),
    path("healthz", views.healthz, name="healthz"),
    path("signin", views.SignIn.as_view(), name="account_login"),
    path("signout", logout, name="account_logout"),
    path("suspended", account_inactive, name="account_inactive"),
]
