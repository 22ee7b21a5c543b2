"""Addresses of what is held about people."""

from django.urls import path

from schoolgate.personal_data.views import complaints, documents, one, tonight

app_name = "personal_data"
_AT = "schools/<slug:school_slug>/personal-data"

urlpatterns = [
    path(_AT, one.start, name="start"),
    path(f"{_AT}/pupils/<int:pupil_id>", one.pupil, name="pupil"),
    path(f"{_AT}/adults/<int:adult_id>", one.adult, name="adult"),
    path(f"{_AT}/people/<int:person_id>", one.person, name="person"),
    path(f"{_AT}/pupils/<int:pupil_id>/copy", one.copy_pupil, name="copy_pupil"),
    path(f"{_AT}/adults/<int:adult_id>/copy", one.copy_adult, name="copy_adult"),
    path(f"{_AT}/people/<int:person_id>/copy", one.copy_person, name="copy_person"),
    path(f"{_AT}/pupils/<int:pupil_id>/correct", one.correct_pupil, name="correct_pupil"),
    path(f"{_AT}/adults/<int:adult_id>/correct", one.correct_adult, name="correct_adult"),
    path(f"{_AT}/people/<int:person_id>/correct", one.correct_person, name="correct_person"),
    path(f"{_AT}/pupils/<int:pupil_id>/erase", one.erase_pupil, name="erase_pupil"),
    path(f"{_AT}/adults/<int:adult_id>/erase", one.erase_adult, name="erase_adult"),
    path(f"{_AT}/people/<int:person_id>/erase", one.erase_person_page, name="erase_person"),
    path(f"{_AT}/pupils/<int:pupil_id>/hold", one.hold_pupil, name="hold_pupil"),
    path(f"{_AT}/adults/<int:adult_id>/hold", one.hold_adult, name="hold_adult"),
    path(f"{_AT}/people/<int:person_id>/hold", one.hold_person, name="hold_person"),
    path(f"{_AT}/holds/<int:legal_hold_id>/release", one.release, name="release_hold"),
    path(f"{_AT}/corrections", documents.corrections, name="corrections"),
    path(f"{_AT}/tonight", tonight.tonight, name="tonight"),
    path(f"{_AT}/keeping-times", tonight.times, name="set_keeping_time"),
    path(f"{_AT}/record-of-processing", documents.processing, name="processing"),
    path(f"{_AT}/record-of-processing/print", documents.processing_on_paper, name="processing_on_paper"),
    path(f"{_AT}/impact", documents.impact, name="impact"),
    path(f"{_AT}/impact/print", documents.impact_on_paper, name="impact_on_paper"),
    path(f"{_AT}/controller", documents.controller, name="set_controller"),
    path(f"{_AT}/complaints", complaints.complaints, name="complaints"),
    path(f"{_AT}/complaints/<int:complaint_id>", complaints.complaint, name="complaint"),
    path("schools/<slug:school_slug>/complain-about-data", complaints.complain, name="complain"),
    path("schools/<slug:school_slug>/complain-about-data/answer", complaints.what_became, name="what_became"),
]
