"""Addresses of posts."""

from django.urls import include, path

from schoolgate.posts.views import approving, asking, listing, noticing, stopping

app_name = "posts"

_SCHOOL = "schools/<slug:school_slug>/"
_POST = f"{_SCHOOL}posts/<int:post_id>"

urlpatterns = [
    path(f"{_SCHOOL}posts/", listing.posts, name="list"),
    path(f"{_SCHOOL}posts/calendar/", listing.month, name="this_month"),
    path(f"{_SCHOOL}posts/calendar/<int:year>-<int:number>/", listing.month, name="month"),
    path(_POST, listing.post, name="post"),
    path(f"{_POST}/approve", approving.approve, name="approve"),
    path(f"{_POST}/return", approving.send_back, name="return"),
    path(f"{_POST}/propose", approving.propose, name="propose"),
    path(f"{_POST}/release", approving.release, name="release"),
    path(f"{_POST}/look", approving.look, name="look"),
    path(f"{_POST}/ask", asking.ask, name="ask_first"),
    path(f"{_POST}/answer", asking.answer, name="answer_first"),
    path(f"{_POST}/discard", listing.discard, name="discard"),
    path(f"{_POST}/restore", listing.restore, name="restore"),
    path(f"{_SCHOOL}notices/", noticing.notices, name="notices"),
    path(f"{_SCHOOL}notices/new", noticing.prepare, name="prepare_notice"),
    path(f"{_SCHOOL}notices/<int:notice_id>/approve", noticing.approve, name="approve_notice"),
    path(f"{_SCHOOL}notices/<int:notice_id>/send", noticing.send, name="send_notice"),
    path(f"{_SCHOOL}notices/<int:notice_id>/retire", noticing.retire, name="retire_notice"),
    path(f"{_SCHOOL}stop", stopping.stop, name="stop"),
    path(f"{_SCHOOL}stop/resume", stopping.resume, name="resume"),
    path(f"{_SCHOOL}stop/trust", stopping.stop_trust, name="stop_trust"),
    path(f"{_SCHOOL}stop/trust/resume", stopping.resume_trust, name="resume_trust"),
    path("", include("schoolgate.posts.urls_composing")),
    path("", include("schoolgate.posts.urls_reading")),
    path("", include("schoolgate.posts.urls_publishing")),
]
