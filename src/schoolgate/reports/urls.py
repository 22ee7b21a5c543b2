"""Addresses of reports. They have no namespace: every page leads to Today."""

from django.urls import path

from schoolgate.reports import views, views_practice, views_review, views_trust
from schoolgate.reports.trail import views as trail

_TRAIL = "schools/<slug:school_slug>/trail"

urlpatterns = [
    path("today", views.today_page, name="today"),
    path("your-schools", views.schools_page, name="schools"),
    path("schools/<slug:school_slug>/practice", views_practice.practice, name="practice"),
    path("schools/<slug:school_slug>/practice/trust", views_trust.signed, name="practice_trust"),
    path("schools/<slug:school_slug>/practice/review", views_review.review_agenda, name="review_agenda"),
    path(f"{_TRAIL}/", trail.trail, name="trail"),
    path(f"{_TRAIL}/<int:event_id>", trail.trail_event, name="trail_event"),
    path(f"{_TRAIL}/<int:event_id>/erase", trail.trail_erase, name="trail_erase"),
]
