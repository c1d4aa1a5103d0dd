"""Addresses of the registers."""

from django.urls import path

from pamoja.desk.registers import forms, kept, life, lists, many, opening, overview, pages, unfinished
from pamoja.desk.registers.risk_matrix import risk_matrix
from pamoja.desk.registers.workplan import workplan

urlpatterns = [
    path("registers", overview.registers, name="registers"),
    path("workplan", workplan, name="workplan"),
    path("risks/matrix", risk_matrix, name="risk_matrix"),
    path("register/<slug:register>/", lists.register_list, name="register_list"),
    path("register/<slug:register>.csv", lists.register_csv, name="register_csv"),
    path("register/<slug:register>/steps", many.register_steps, name="register_steps"),
    path("register/<slug:register>/filters", kept.filter_keep, name="filter_keep"),
    path("drafts/<uuid:draft_id>", unfinished.draft_drop, name="draft_drop"),
    path("filters/<uuid:filter_id>", kept.filter_change, name="filter_change"),
    path("register/<slug:register>/rules.css", forms.register_rules, name="register_rules"),
    path("register/<slug:register>/new", forms.register_new, name="register_new"),
    path("register/<slug:register>/<uuid:record_id>/", pages.register_record, name="register_record"),
    path("register/<slug:register>/deleted", life.register_deleted, name="register_deleted"),
    path("register/<slug:register>/<uuid:record_id>/step", life.record_step, name="record_step"),
    path("register/<slug:register>/<uuid:record_id>/correct", forms.register_edit, name="register_edit"),
    path(
        "register/<slug:register>/<uuid:record_id>/sealed/<slug:question>", opening.sealed_answer, name="sealed_answer"
    ),
]
