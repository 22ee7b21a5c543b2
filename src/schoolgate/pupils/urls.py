"""Addresses of pupils: the roll, imports, answers, questions, the restricted list."""

from django.urls import path

from schoolgate.pupils.views import importing, questions, roll

app_name = "pupils"
_PUPILS = "schools/<slug:school_slug>/pupils"

urlpatterns = [
    path(_PUPILS, roll.roll, name="roll"),
    path(f"{_PUPILS}/export", roll.export, name="export"),
    path(f"{_PUPILS}/import", importing.upload, name="upload_roll"),
    path(f"{_PUPILS}/import/leading", importing.leading, name="choose_leading_register"),
    path(f"{_PUPILS}/import/<int:import_id>", importing.confirm, name="confirm_import"),
    path(f"{_PUPILS}/import/<int:import_id>/columns", importing.columns, name="map_columns"),
    path(f"{_PUPILS}/import/<int:import_id>/drop", importing.drop, name="drop_import"),
    path(f"{_PUPILS}/questions", questions.questions, name="questions"),
    path(f"{_PUPILS}/questions/<int:question_id>", questions.settle, name="settle_question"),
    path(f"{_PUPILS}/restricted", questions.restricted, name="restricted"),
    path(f"{_PUPILS}/restricted/<int:restriction_id>/lift", questions.lift, name="lift_restriction"),
    path(f"{_PUPILS}/<int:pupil_id>", roll.pupil, name="pupil"),
    path(f"{_PUPILS}/<int:pupil_id>/answer", roll.answer, name="record_answer"),
    path(f"{_PUPILS}/<int:pupil_id>/withdraw", roll.withdraw, name="withdraw_consent"),
    path(f"{_PUPILS}/<int:pupil_id>/adults/<int:tie_id>", roll.adult, name="change_adult"),
    path(f"{_PUPILS}/<int:pupil_id>/restrict", questions.restrict, name="restrict_pupil"),
]
