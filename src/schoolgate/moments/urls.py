"""Addresses of moments."""

from django.urls import path

from schoolgate.moments import (
    views,
    views_audiences,
    views_declaring,
    views_notes,
    views_own_lines,
    views_signing,
)

app_name = "moments"
urlpatterns = [
    path("schools/<slug:school_slug>/rules", views_audiences.rules, name="rules"),
    path("schools/<slug:school_slug>/for-families", views_audiences.for_families, name="for_families"),
    path("schools/<slug:school_slug>/for-pupils", views_audiences.for_pupils, name="for_pupils"),
    path("schools/<slug:school_slug>/your-own-accounts", views.own_use, name="own_use"),
    path("schools/<slug:school_slug>/read-and-sign", views_signing.sign, name="sign"),
    path("schools/<slug:school_slug>/read-and-sign/no", views_signing.decline, name="decline"),
    path("schools/<slug:school_slug>/your-own-accounts/yearly", views_declaring.declare, name="declare"),
    path("schools/<slug:school_slug>/your-own-accounts/profiles", views.profile, name="profile"),
    path("schools/<slug:school_slug>/your-own-accounts/contact", views_declaring.contact, name="contact"),
    path("schools/<slug:school_slug>/declarations", views_declaring.declarations, name="declarations"),
    path(
        "schools/<slug:school_slug>/declarations/<int:declaration_id>",
        views_declaring.declaration,
        name="declaration",
    ),
    path("schools/<slug:school_slug>/own-lines", views_own_lines.own_lines, name="own_lines"),
    path("schools/<slug:school_slug>/own-lines/<int:line_id>/end", views_own_lines.end, name="end_own_line"),
    path("schools/<slug:school_slug>/notes", views_notes.notes, name="notes"),
    path("schools/<slug:school_slug>/notes/new", views_notes.write_note, name="write_note"),
    path("schools/<slug:school_slug>/notes/<int:note_id>", views_notes.note, name="note"),
    path("schools/<slug:school_slug>/notes/<int:note_id>/end", views_notes.end_note, name="end_note"),
]
