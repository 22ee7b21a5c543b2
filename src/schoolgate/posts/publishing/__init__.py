"""Bringing a post out exactly once, and bringing it down again with proof.

`starting` claims deliveries when their time has come; `sending` makes one attempt at one delivery; `removing` and
`looking` take copies down and look again; `calling_back` does so for a pupil; `ticks` are what the clock calls.
Every change of state is an action (`posts/actions/publishing.py`, `taking_down.py`, `calling_back.py`); what is
here talks to other machines, in between and outside every transaction.
"""
