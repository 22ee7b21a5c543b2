"""Addresses of families: the office's pages, and those behind a link."""

from django.urls import path

from schoolgate.families.views import (
    asking,
    codes,
    keying,
    objections,
    office,
    own,
    printing,
    pupil,
    record,
    translations,
)

app_name = "families"
_OFFICE = "schools/<slug:school_slug>/families"
_OWN = "family/<slug:school_slug>"

urlpatterns = [
    path(_OFFICE, office.progress, name="progress"),
    path(f"{_OFFICE}/send", office.send, name="send"),
    path(f"{_OFFICE}/texts", office.texts, name="texts"),
    path(f"{_OFFICE}/letters", printing.letters, name="letters"),
    path(f"{_OFFICE}/letters/form", printing.blank, name="blank_form"),
    path(f"{_OFFICE}/key-in/<int:pupil_id>", keying.key_in, name="key_in"),
    path(f"{_OFFICE}/codes", codes.codes, name="codes"),
    path(f"{_OFFICE}/objections", objections.objections, name="objections"),
    path(f"{_OFFICE}/objections/<int:objection_id>", objections.objection, name="objection"),
    path(f"{_OFFICE}/record", record.record, name="record"),
    path(f"{_OFFICE}/languages", translations.translations, name="languages"),
    path(f"{_OFFICE}/languages/<slug:language>", translations.translation, name="language"),
    path(
        f"{_OFFICE}/languages/checks/<int:check_id>/withdraw",
        translations.withdraw,
        name="withdraw_check",
    ),
    path(f"{_OFFICE}/matters/<int:matter_id>", office.matter, name="matter"),
    path(f"{_OWN}/", asking.ask, name="ask"),
    path(f"{_OWN}/me", pupil.own, name="own_answers"),
    path(f"{_OWN}/<str:key>", own.page, name="page"),
    path(f"{_OWN}/<str:key>/picture", own.down, name="down"),
    path(f"{_OWN}/<str:key>/rules", own.rules_read, name="rules_read"),
    path(f"{_OWN}/<str:key>/not-me", own.not_me, name="not_me"),
]
