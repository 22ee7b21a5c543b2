"""Somebody of a sister school is given a role here by whoever knows their address, never found by counting up ids."""

import pytest

from tests.cast import assemble

pytestmark = pytest.mark.django_db


def test_they_are_not_there_until_their_address_was_typed():
    cast = assemble()
    client = cast.browse_as(cast.head)
    address = f"/schools/oakfield/people/{cast.head_elsewhere.pk}/appoint"
    assert client.get(address).status_code == 404
    added = client.post(
        "/schools/oakfield/people/add",
        {"email": cast.head_elsewhere.email, "forename": "Eve", "surname": "Stone", "role": "staff"},
    )
    assert "known in your trust" in added.content.decode()
    assert client.get(address).status_code == 200


def test_somebody_of_another_trust_is_not_there_either_way():
    cast = assemble()
    client = cast.browse_as(cast.head)
    client.post(
        "/schools/oakfield/people/add", {"email": cast.stranger.email, "forename": "Fay", "surname": "Rook"}
    )
    assert client.get(f"/schools/oakfield/people/{cast.stranger.pk}/appoint").status_code == 404
