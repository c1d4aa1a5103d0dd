"""Addresses of the pages of figures."""

from django.urls import path

from pamoja.desk.figures import approving, views

urlpatterns = [
    path("", views.home, name="home"),
    path("figures/", views.figures, name="figures"),
    path("figures.csv", views.figures_csv, name="figures_csv"),
    path("figures/periods/", approving.approvals, name="approvals"),
    path("figures/periods/<slug:key>/approve", approving.approve, name="approve_period"),
    path("figures/periods/<slug:key>/withdraw", approving.withdraw, name="withdraw_approval"),
    path("figures/<slug:code>/", views.figure, name="figure"),
    path("figures/<slug:code>.csv", views.figure_csv, name="figure_csv"),
    path("figures/<slug:code>/trace/", views.figure_trace, name="figure_trace"),
    path("figures/<slug:code>/trace.csv", views.figure_trace_csv, name="figure_trace_csv"),
]
