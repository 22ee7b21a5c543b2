"""Where a request comes from, and how much of it: what is kept of that leads to nobody."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import RequestFactory

from schoolgate.web.counting import HOUR_S, MINUTE_S, count_one, counted, seconds_left
from schoolgate.web.networks import is_this_machine, network_of
from tests.make import NOW


def asked(address: str, **headers: str):
    return RequestFactory(headers=headers).get("/", REMOTE_ADDR=address)


@pytest.mark.parametrize(
    ("address", "network"),
    [("192.0.2.7", "192.0.2.7/32"), ("2001:db8:1:2::9", "2001:db8:1:2::/64"), ("no address", "unknown")],
)
def test_of_ipv6_it_is_the_network_that_one_customer_has(address, network):
    assert network_of(asked(address)) == network


def test_behind_our_own_proxy_it_is_whoever_asked_it(settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert network_of(asked("127.0.0.1", **{"x-forwarded-for": "198.51.100.1, 192.0.2.7"})) == "192.0.2.7/32"


@pytest.mark.parametrize("address", ["127.0.0.1", "::1"])
def test_who_sits_at_this_machine_is_told_from_who_does_not(address, settings):
    assert is_this_machine(asked(address))
    assert not is_this_machine(asked("192.0.2.7"))
    assert not is_this_machine(asked(""))
    for header in ("x-forwarded-for", "forwarded", "x-real-ip"):
        assert not is_this_machine(asked(address, **{header: "127.0.0.1"}))
    settings.TRUSTED_PROXY_COUNT = 1
    assert not is_this_machine(asked(address))


@pytest.mark.parametrize("period_s", [MINUTE_S, HOUR_S])
def test_each_minute_or_hour_counts_from_nothing_and_no_mark_leads_to_the_one_before(period_s):
    cache.clear()
    assert [count_one("knocks:192.0.2.7", NOW, period_s) for _ in range(2)] == [1, 2]
    later = NOW + timedelta(seconds=seconds_left(NOW, period_s))
    assert counted("knocks:192.0.2.7", NOW, period_s) == 2
    assert counted("knocks:192.0.2.7", later - timedelta(seconds=1), period_s) == 2
    assert counted("knocks:192.0.2.7", later, period_s) == 0
    assert count_one("knocks:192.0.2.7", later, period_s) == 1
    marks = {str(one).rsplit(":")[-1] for one in getattr(cache, "_cache", {})}
    assert len(marks) == 2
    assert not any("192.0.2.7" in mark for mark in marks)
