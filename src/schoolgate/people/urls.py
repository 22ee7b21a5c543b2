"""Addresses of people, calendars, signing in and setting up."""

from django.urls import path

from schoolgate.people.oidc import views as outside
from schoolgate.people.views import calendars, people, setting_up, signing_in, stand_ins

app_name = "people"
_SCHOOL = "schools/<slug:school_slug>"

urlpatterns = [
    path(f"{_SCHOOL}/people", people.people, name="people"),
    path(f"{_SCHOOL}/people/add", people.add, name="add"),
    path(f"{_SCHOOL}/people/roles", people.roles, name="roles"),
    path(f"{_SCHOOL}/people/stand-in", stand_ins.stand_in, name="stand_in"),
    path(f"{_SCHOOL}/people/stand-in/<int:appointment_id>/end", stand_ins.end, name="end_stand_in"),
    path(f"{_SCHOOL}/people/<int:person_id>", people.person, name="person"),
    path(f"{_SCHOOL}/people/<int:person_id>/change", people.change, name="change"),
    path(f"{_SCHOOL}/people/<int:person_id>/appoint", people.appoint, name="appoint"),
    path(f"{_SCHOOL}/people/<int:person_id>/invite", people.invite, name="invite"),
    path(f"{_SCHOOL}/people/<int:person_id>/new-account", people.new_account, name="new_account"),
    path(f"{_SCHOOL}/people/roles/<int:appointment_id>/end", people.end, name="end"),
    path(f"{_SCHOOL}/calendar", calendars.calendar, name="calendar"),
    path(f"{_SCHOOL}/calendar/terms/add", calendars.term_add, name="term_add"),
    path(f"{_SCHOOL}/calendar/terms/<int:term_id>/remove", calendars.term_remove, name="term_remove"),
    path(f"{_SCHOOL}/calendar/close", calendars.close, name="close_days"),
    path(f"{_SCHOOL}/calendar/open", calendars.reopen, name="open_days"),
    path(f"{_SCHOOL}/calendar/school-day", calendars.school_day, name="school_day"),
    path(f"{_SCHOOL}/calendar/load", calendars.load, name="calendar_load"),
    path(f"{_SCHOOL}/calendar/load/confirm", calendars.confirm, name="calendar_confirm"),
    path(f"{_SCHOOL}/calendar/feed", calendars.renew_feed, name="renew_feed"),
    path("calendar/<str:address>.ics", calendars.calendar_feed, name="calendar_feed"),
    path("account/second-factor", signing_in.second_factor, name="second_factor"),
    path("account/signing-in", signing_in.sessions, name="sessions"),
    path("account/signing-in/<int:session_id>/end", signing_in.end, name="end_session"),
    path("account/email/", signing_in.not_offered),
    path("account/signup/", signing_in.not_offered),
    path("account/sessions/", signing_in.not_offered),
    path("account/3rdparty/", signing_in.not_offered),
    path("account/3rdparty/signup/", signing_in.not_offered),
    path("account/3rdparty/login/error/", outside.not_this_time),
    path("account/3rdparty/login/cancelled/", outside.not_this_time),
    path("account/go-on", setting_up.go_on, name="go_on"),
    path("account/2fa/webauthn/", signing_in.to_sessions),
    path("account/2fa/", signing_in.to_sessions),
    path("account/with/<int:provider_id>/", outside.begin, name="outside"),
    path("account/with/<int:provider_id>/back", outside.back, name="outside_back"),
    path("account/with/<int:provider_id>/again", outside.again, name="outside_again"),
    path(f"{_SCHOOL}/people/signing-in", outside.providers, name="providers"),
    path(f"{_SCHOOL}/people/signing-in/<int:provider_id>/end", outside.end, name="end_provider"),
    path("set-up", setting_up.set_up, name="set_up"),
    path(f"{_SCHOOL}/add-school", setting_up.add_school, name="add_school"),
]
