"""Short videos: taken in, drawn anew, looked through for faces, and covered, each in a caged child process.

What a child imports is `child`, `drawing`, `reading`, `limits` and `following`; nothing of them needs Django.
"""
