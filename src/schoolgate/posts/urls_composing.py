"""Addresses of composing."""

from django.urls import path

from schoolgate.posts.views import (
    adding,
    composing,
    deleting,
    facing,
    keeping,
    picturing,
    readable,
    taking_out,
)

_POSTS = "schools/<slug:school_slug>/posts"
_PICTURE = f"{_POSTS}/<int:post_id>/pictures/<int:picture_id>"

_ANY_PICTURE = "schools/<slug:school_slug>/pictures/<int:picture_id>"

urlpatterns = [
    path(f"{_ANY_PICTURE}/wrong", deleting.wrong_picture, name="wrong_picture"),
    path(f"{_ANY_PICTURE}/deleted", deleting.picture_deleted, name="picture_deleted"),
    path(f"{_POSTS}/new", composing.new, name="new"),
    path(f"{_POSTS}/check", composing.check, name="check"),
    path(f"{_POSTS}/keep", keeping.keep, name="keep"),
    path(f"{_POSTS}/add-picture", adding.add_one, name="add_picture"),
    path(f"{_POSTS}/<int:post_id>/edit", composing.edit, name="edit"),
    path(f"{_PICTURE}/who", picturing.who, name="who"),
    path(f"{_PICTURE}/take-out", taking_out.take_out, name="take_out"),
    path(f"{_PICTURE}/cover", picturing.cover, name="cover_somebody"),
    path(f"{_PICTURE}/cover/<int:appearance_id>", picturing.cover, name="cover"),
    path(f"{_PICTURE}/words", readable.words, name="words"),
    path(f"{_PICTURE}/words/draw", readable.draw, name="draw_words"),
    path(f"{_PICTURE}/faces", facing.faces, name="faces"),
    path(f"{_PICTURE}/faces/draw", facing.mark, name="draw_face"),
    path(f"{_PICTURE}/faces/<int:face_id>/draw", facing.mark, name="draw_face_anew"),
]
