"""Addresses of pupils: the roll, imports, answers, questions, the restricted list."""

from django.urls import path

from schoolgate.pupils.views import (
    answers_export,
    apart,
    checking,
    folder,
    holds,
    importing,
    profiles,
    questions,
    roll,
    trust,
)

app_name = "pupils"
_PUPILS = "schools/<slug:school_slug>/pupils"

urlpatterns = [
    path(_PUPILS, roll.roll, name="roll"),
    path(f"{_PUPILS}/export-answers", answers_export.answers, name="export_answers"),
    path(f"{_PUPILS}/export", roll.export, name="export"),
    path(f"{_PUPILS}/form", roll.consent_form, name="consent_form"),
    path(f"{_PUPILS}/import", importing.upload, name="upload_roll"),
    path(f"{_PUPILS}/import/leading", importing.leading, name="choose_leading_register"),
    path(f"{_PUPILS}/import/trust", trust.trust_upload, name="upload_trust_roll"),
    path(f"{_PUPILS}/import/trust/<int:roll_id>", trust.part, name="part_trust_roll"),
    path(f"{_PUPILS}/import/trust/<int:roll_id>/drop", trust.trust_drop, name="drop_trust_roll"),
    path(f"{_PUPILS}/import/profiles", profiles.profiles, name="profiles"),
    path(f"{_PUPILS}/import/profiles/<int:profile_id>", profiles.profile, name="save_profile"),
    path(f"{_PUPILS}/import/<int:import_id>/profile", profiles.take, name="take_profile"),
    path(f"{_PUPILS}/import/folder", folder.folder, name="roll_folder"),
    path(f"{_PUPILS}/import/folder/<int:file_id>", folder.seen, name="mark_file_seen"),
    path(f"{_PUPILS}/import/<int:import_id>", importing.confirm, name="confirm_import"),
    path(f"{_PUPILS}/import/<int:import_id>/columns", importing.columns, name="map_columns"),
    path(f"{_PUPILS}/import/<int:import_id>/drop", importing.drop, name="drop_import"),
    path(f"{_PUPILS}/current", checking.current, name="current"),
    path(f"{_PUPILS}/questions", questions.questions, name="questions"),
    path(f"{_PUPILS}/questions/<int:question_id>", questions.settle, name="settle_question"),
    path(f"{_PUPILS}/restricted", questions.restricted, name="restricted"),
    path(f"{_PUPILS}/apart", apart.apart, name="kept_apart"),
    path(f"{_PUPILS}/apart/<int:kept_id>/release", apart.release, name="release_adult"),
    path(f"{_PUPILS}/holds", holds.holds, name="holds"),
    path(f"{_PUPILS}/holds/<int:hold_id>", holds.decide, name="say_who_decides"),
    path(f"{_PUPILS}/holds/<int:hold_id>/end", holds.end, name="end_hold"),
    path(f"{_PUPILS}/<int:pupil_id>/hold", holds.hold, name="hold_pupil"),
    path(f"{_PUPILS}/restricted/<int:restriction_id>/lift", questions.lift, name="lift_restriction"),
    path(f"{_PUPILS}/<int:pupil_id>", roll.pupil, name="pupil"),
    path(f"{_PUPILS}/<int:pupil_id>/answer", roll.answer, name="record_answer"),
    path(f"{_PUPILS}/<int:pupil_id>/understanding", roll.assess, name="assess_pupil"),
    path(f"{_PUPILS}/<int:pupil_id>/withdraw", roll.withdraw, name="withdraw_consent"),
    path(f"{_PUPILS}/<int:pupil_id>/adults/<int:tie_id>", roll.adult, name="change_adult"),
    path(f"{_PUPILS}/<int:pupil_id>/restrict", questions.restrict, name="restrict_pupil"),
]
