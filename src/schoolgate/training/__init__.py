"""Courses, sessions, who came, and what classes were taught."""
