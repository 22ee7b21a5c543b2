"""Addresses of worries: a short one for everybody, and those of the people whom a worry is for."""

from django.urls import path

from schoolgate.concerns import views, views_public

app_name = "concerns"
_ALL = "schools/<slug:school_slug>/worries"
_ONE = f"{_ALL}/<int:concern_id>"

urlpatterns = [
    path("worry/<slug:school_slug>/", views_public.tell, name="tell"),
    path("worry/<slug:school_slug>/child/", views_public.tell, {"child": True}, name="tell_child"),
    path("worry/<slug:school_slug>/answer/", views_public.answer, name="answer"),
    path(f"{_ALL}/", views.concerns, name="concerns"),
    path(f"{_ALL}/poster", views.poster, name="poster"),
    path(_ONE, views.concern, name="concern"),
    path(f"{_ONE}/read", views.look, name="look"),
    path(f"{_ONE}/note", views.note, name="note"),
    path(f"{_ONE}/hand-over", views.hand_over, name="hand_over"),
    path(f"{_ONE}/close", views.close, name="close"),
    path(f"{_ONE}/bring-in", views.bring_in, name="bring_in"),
    path(f"{_ONE}/keep-from", views.keep_from, name="keep_from"),
]
