"""Answers of the API, its pages for people, and the keys of a person."""
