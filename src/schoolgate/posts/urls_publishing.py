"""Addresses of publishing: putting up by hand, taking down, and the public noticeboard."""

from django.urls import path

from schoolgate.posts.views import confirming, noticeboard, of_me, own_posts, taking_down

_SCHOOL = "schools/<slug:school_slug>/"
_BOARD = "noticeboard/<slug:school_slug>"

urlpatterns = [
    path(f"{_SCHOOL}pictures-of-me/", of_me.shows_me, name="shows_me"),
    path(f"{_SCHOOL}pupils/<int:pupil_id>/came-down", of_me.came_down, name="came_down"),
    path(f"{_SCHOOL}posts/<int:post_id>/again", of_me.put_back, name="put_back"),
    path(f"{_SCHOOL}posts/own", own_posts.own, name="own"),
    path(f"{_SCHOOL}posts/<int:post_id>/own", own_posts.look, name="own_look"),
    path(f"{_SCHOOL}posts/<int:post_id>/take-down", taking_down.take_down, name="take_down"),
    path(f"{_SCHOOL}deliveries/<int:delivery_id>", confirming.confirm, name="confirm"),
    path(f"{_SCHOOL}deliveries/<int:delivery_id>/up", confirming.is_up, name="confirm_up"),
    path(f"{_SCHOOL}deliveries/<int:delivery_id>/not-up", confirming.is_not_up, name="confirm_not_up"),
    path(f"{_SCHOOL}deliveries/<int:delivery_id>/gone", confirming.is_gone, name="confirm_gone"),
    path(f"{_SCHOOL}deliveries/<int:delivery_id>/leave-up", confirming.left_up, name="leave_up"),
    path(f"{_SCHOOL}deliveries/<int:delivery_id>/link", confirming.link, name="add_link"),
    path(f"{_SCHOOL}deliveries/<int:delivery_id>/again", confirming.again, name="try_again"),
    path(f"{_BOARD}/", noticeboard.board, name="noticeboard"),
    path(f"{_BOARD}/feed.atom", noticeboard.atom, name="noticeboard_atom"),
    path(f"{_BOARD}/feed.json", noticeboard.json_feed, name="noticeboard_json"),
    path(f"{_BOARD}/<str:key>/", noticeboard.post, name="noticeboard_post"),
    path(f"{_BOARD}/videos/<str:name>.mp4", noticeboard.film, name="noticeboard_film"),
    path(f"{_BOARD}/pictures/<str:name>.jpg", noticeboard.picture, name="noticeboard_picture"),
]
