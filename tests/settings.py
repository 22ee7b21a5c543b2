"""The program's own settings, on a folder that is thrown away, and quicker where safety is not the question."""

import atexit
import os
import shutil
import tempfile

_thrown_away = tempfile.mkdtemp(prefix="schoolgate-test-")
atexit.register(shutil.rmtree, _thrown_away, ignore_errors=True)
os.environ["SCHOOLGATE_DATA"] = _thrown_away
for name in ("DATABASE", "KEYS_DIR", "MEDIA_STORE", "DEMO", "DEBUG", "ADDRESS", "MAIL_HOST"):
    os.environ.pop(f"SCHOOLGATE_{name}", None)

# Faces are found, and words read, where a test asks for it, on every machine alike.
os.environ["SCHOOLGATE_FACE_MODEL"] = f"{_thrown_away}/no-model"
os.environ["SCHOOLGATE_WORD_MODELS"] = f"{_thrown_away}/no-models"

if os.environ.get("SCHOOLGATE_TEST_ENGINE") == "postgresql":
    from tests import postgres

    os.environ["SCHOOLGATE_DATABASE"] = postgres.of_this_run()
    # Each test has a database of its own, so no connection outlives it.
    os.environ["SCHOOLGATE_DATABASE_POOL"] = "0"

from schoolgate.config.settings import *  # noqa: E402, F403
from schoolgate.config.settings import DATABASES  # noqa: E402

os.environ.pop("SCHOOLGATE_DATABASE", None)
os.environ.pop("SCHOOLGATE_DATABASE_POOL", None)
# A power cut during a test loses nothing worth keeping.
if not DATABASES["default"]["ENGINE"].endswith("postgresql"):
    DATABASES["default"]["OPTIONS"] |= {
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA foreign_keys=ON;"
    }
    # Each test has a file of its own, so no connection outlives it.
    DATABASES["default"]["CONN_MAX_AGE"] = 0
# Passwords in tests guard nobody; the real hasher takes half a second each.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# An app shows another code every half minute: a slow machine is no failure.
MFA_TOTP_TOLERANCE = 10
# Each client would look through all static files first; those that a browser asks for are served as they really are.
WHITENOISE_AUTOREFRESH = True
