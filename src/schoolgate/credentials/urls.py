"""Addresses of shared logins. No address ever holds anything of what lies in one."""

from django.urls import path

from schoolgate.credentials.views import days, leaving, logins, opening, suspecting

app_name = "credentials"

_ALL = "schools/<slug:school_slug>/logins"
_ONE = f"{_ALL}/<int:login_id>"
_LEAVERS = "schools/<slug:school_slug>/leavers"
_COMPROMISES = "schools/<slug:school_slug>/compromises/<int:compromise_id>"
_DAY = "schools/<slug:school_slug>/here-for-a-day"

urlpatterns = [
    path(f"{_ALL}/", logins.logins, name="logins"),
    path(f"{_ALL}/new", logins.add, name="add_login"),
    path(f"{_ALL}/emergencies/", opening.emergencies, name="emergencies"),
    path(f"{_ALL}/emergencies/<int:opening_id>/look", opening.look, name="look"),
    path(f"{_ALL}/seen/<int:person_id>", logins.seen, name="seen"),
    path(_ONE, logins.login, name="login"),
    path(f"{_ONE}/show", opening.show, name="show"),
    path(f"{_ONE}/emergency", opening.emergency, name="emergency"),
    path(f"{_ONE}/change", logins.change, name="change_login"),
    path(f"{_ONE}/remove", logins.remove, name="remove_login"),
    path(f"{_ONE}/people/new", logins.name, name="name"),
    path(f"{_ALL}/people/<int:named_id>/end", logins.end_naming, name="end_naming"),
    path(f"{_LEAVERS}/", leaving.all_leavers, name="leavers"),
    path(f"{_LEAVERS}/<int:leaving_id>", leaving.leaver, name="leaver"),
    path(f"{_LEAVERS}/<int:leaving_id>/pass-on", leaving.pass_on, name="pass_on"),
    path(f"{_LEAVERS}/<int:leaving_id>/certify", leaving.certify, name="certify"),
    path(f"{_LEAVERS}/<int:leaving_id>/certificate", leaving.certificate, name="certificate"),
    path(
        "schools/<slug:school_slug>/accounts/<int:account_id>/broken-into", suspecting.suspect, name="suspect"
    ),
    path(_COMPROMISES, suspecting.compromise, name="compromise"),
    path(f"{_COMPROMISES}/end", suspecting.end, name="end_compromise"),
    path(f"{_COMPROMISES}/mistake", suspecting.take_back, name="take_back"),
    path(f"{_DAY}/", days.day, name="day"),
    path(f"{_DAY}/make", days.make, name="make_day_code"),
    path(f"{_DAY}/export.csv", days.export, name="export_days"),
    path(f"{_DAY}/<int:code_id>/end", days.end, name="end_day_code"),
    path("day/<str:key>", days.sign, name="sign_for_a_day"),
]
