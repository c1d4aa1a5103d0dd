"""Addresses of this part of the desk."""

from django.urls import path

from pamoja.desk.people import views
from pamoja.desk.people.changing import change
from pamoja.desk.people.roles import roles

urlpatterns = [
    path("people", views.people, name="people"),
    path("people/roles", roles, name="roles"),
    path("people/invite", views.invite, name="invite"),
    path("people/<uuid:user_id>", views.person, name="person"),
    path("people/<uuid:user_id>/change", change, name="person_change"),
    path("people/<uuid:user_id>/invite", views.invite_again, name="invite_again"),
    path("people/<uuid:user_id>/reset-second-factor", views.reset_factor, name="reset_second_factor"),
    path("people/<uuid:user_id>/suspend", views.suspend, name="suspend"),
    path("people/<uuid:user_id>/reactivate", views.reactivate, name="reactivate"),
    path("invitation/<str:secret>", views.invitation, name="invitation"),
]
