"""Every address of the program; each noun's own are in its urls.py."""

from django.conf import settings
from django.urls import include, path

from schoolgate.people.views.setting_up import start
from schoolgate.web.help import help_page

handler404 = "schoolgate.web.failures.not_here"
handler500 = "schoolgate.web.failures.our_fault"

urlpatterns = [
    path("", start, name="start"),
    path("help", help_page, name="help"),
    # Tried in this order: the pages that are opened most stand first.
    path("", include("schoolgate.posts.urls")),
    path("", include("schoolgate.people.urls")),
    path("", include("schoolgate.policies.urls")),
    path("", include("schoolgate.moments.urls")),
    path("", include("schoolgate.rights.urls")),
    path("", include("schoolgate.training.urls")),
    path("", include("schoolgate.staffing.urls")),
    path("", include("schoolgate.pupils.urls")),
    path("", include("schoolgate.showing.urls")),
    path("", include("schoolgate.wishes.urls")),
    path("", include("schoolgate.families.urls")),
    path("", include("schoolgate.official_accounts.urls")),
    path("", include("schoolgate.credentials.urls")),
    path("", include("schoolgate.concerns.urls")),
    path("", include("schoolgate.breaches.urls")),
    path("", include("schoolgate.media.urls")),
    path("", include("schoolgate.duties.urls")),
    path("", include("schoolgate.requests.urls")),
    path("", include("schoolgate.registers.urls")),
    path("", include("schoolgate.reports.urls")),
    path("", include("schoolgate.api.urls")),
    path("", include("schoolgate.keeping.urls")),
    path("", include("schoolgate.personal_data.urls")),
    path("account/", include("allauth.urls")),
]

# A real installation has no such address (tests/house asserts it).
if settings.IS_DEMO:
    urlpatterns.append(path("", include("schoolgate.demo.urls")))
