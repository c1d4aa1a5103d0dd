"""Addresses of spending."""

from django.urls import path

from pamoja.desk.money import views

urlpatterns = [
    path("money", views.money, name="money"),
    path("money.csv", views.money_csv, name="money_csv"),
]
