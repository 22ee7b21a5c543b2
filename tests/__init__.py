"""Tests of the whole: about the code itself, journeys with a browser, real systems."""
