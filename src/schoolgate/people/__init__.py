"""Trusts, schools, people, their appointments to posts, and the school's calendar."""
