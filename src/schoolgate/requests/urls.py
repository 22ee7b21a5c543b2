"""Addresses of requests."""

from django.urls import path

from schoolgate.requests.views import asking, making, reading

app_name = "requests"

_ALL = "schools/<slug:school_slug>/requests"
_ONE = f"{_ALL}/<int:request_id>"

urlpatterns = [
    path(f"{_ALL}/", reading.requests, name="requests"),
    path(f"{_ALL}/make", making.make, name="make"),
    path(f"{_ALL}/make/<int:version_id>/retire", making.retire, name="retire"),
    path(f"{_ALL}/new/<slug:key>", asking.ask, name="ask"),
    path(_ONE, reading.one, name="request"),
    path(f"{_ONE}/change", asking.change, name="change"),
    path(f"{_ONE}/send", asking.send, name="send"),
    path(f"{_ONE}/withdraw", asking.withdraw, name="withdraw"),
    path(f"{_ONE}/decide", reading.decide, name="decide"),
    path(f"{_ONE}/done", reading.done, name="done"),
    path(f"{_ONE}/revoke", reading.revoke, name="revoke"),
    path(f"{_ONE}/review", reading.review, name="review"),
    path(f"{_ONE}/print", reading.printed, name="printed"),
]
