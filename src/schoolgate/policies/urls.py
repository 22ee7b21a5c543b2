"""Addresses of policies."""

from django.urls import path

from schoolgate.policies.views import adopting, living, overriding, reading, signing

app_name = "policies"
urlpatterns = [
    path("schools/<slug:school_slug>/policy/", reading.policy, name="policy"),
    path("schools/<slug:school_slug>/policy/clauses/", living.clauses, name="clauses"),
    path("schools/<slug:school_slug>/policy/clauses/<str:clause>/", living.clause, name="clause"),
    path("schools/<slug:school_slug>/policy/versions/", reading.versions, name="versions"),
    path("schools/<slug:school_slug>/policy/versions/<int:number>/", reading.version, name="version"),
    path("schools/<slug:school_slug>/policy/library/", adopting.library, name="library"),
    path("schools/<slug:school_slug>/policy/library/<slug:code>/", adopting.adopt, name="adopt"),
    path(
        "schools/<slug:school_slug>/policy/library/<slug:code>/for-all/",
        adopting.adopt_for_all,
        name="adopt_for_all",
    ),
    path("schools/<slug:school_slug>/policy/versions/<int:number>/sign/", signing.sign, name="sign"),
    path("schools/<slug:school_slug>/policy/sign-for-all/", signing.sign_for_all, name="sign_for_all"),
    path("schools/<slug:school_slug>/policy/otherwise/<str:setting>/", overriding.override, name="override"),
    path(
        "schools/<slug:school_slug>/policy/otherwise/<str:setting>/end/", overriding.end, name="end_override"
    ),
]
