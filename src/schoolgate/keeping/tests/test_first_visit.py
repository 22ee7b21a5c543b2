"""The first visit in one flow: the school, its headteacher, and the policy it adopts."""

from urllib.parse import unquote

from django.test import Client

from schoolgate.audit.models import Event
from schoolgate.people.models import School
from schoolgate.policies.queries import current_policy, fresh_policy, policy_to_adopt

FILLED = {
    "school_name": "Oakfield Primary School",
    "nation": "wales",
    "forename": "Sam",
    "surname": "Hale",
    "email": "Head@oakfield.example",
    "password": "three odd words",
}


def test_the_first_visit_goes_on_to_adopt_the_policy_that_was_chosen(db: None, client: Client) -> None:
    assert "Which policy does the school start from?" in client.get("/set-up").content.decode()
    answer = client.post("/set-up", {**FILLED, "policy": "AC"})
    school = School.objects.get()
    step = f"/schools/{school.slug}/policy/library/ac/?first=yes"
    assert unquote(answer.url).endswith(step)
    shown_one(client)
    assert client.get("/account/go-on").url == step
    assert client.get("/account/go-on").url == "/today"
    page = client.get(step)
    assert "Step 3 of 3" in page.content.decode()
    given = {"form_key": "a key", "checks": policy_to_adopt(school, "AC").setting("adoption_checks")}
    answer = client.post(step, given)
    assert answer.url == "/today"
    assert Event.objects.filter(type="policy.adopted").count() == 1


def test_until_a_policy_is_adopted_the_fresh_schools_rules_hold(db: None, client: Client) -> None:
    client.post("/set-up", {**FILLED, "policy": ""})
    assert current_policy(School.objects.get()).digest == fresh_policy().digest
    assert client.post("/set-up", {**FILLED, "policy": "no-such"}).status_code == 302


def shown_one(client: Client) -> None:
    """The session as it is once a passkey was added."""
    session = client.session
    methods = session["account_authentication_methods"]
    session["account_authentication_methods"] = [*methods, {"method": "mfa", "at": 0, "type": "totp"}]
    session.save()
