"""Django's settings. Nothing here has to be set to try the program; docs/settings.md lists what can be."""

from pathlib import Path

from schoolgate.config import databases, environment
from schoolgate.kernel.secret_files import kept_secret

PACKAGE = Path(__file__).resolve().parents[1]
DATA = environment.folder("DATA", environment.CHECKOUT / "var" / "run")
KEYS_DIR = SCHOOLGATE_KEYS_DIR = environment.folder("KEYS_DIR", DATA / "keys")
# Not made here: it may be another machine's, and not there yet.
ROLL_FOLDERS = environment.path("ROLL_FOLDERS", DATA / "folders")
MEDIA_STORE = environment.folder("MEDIA_STORE", DATA / "media")
# Pictures lie in this bucket instead, where one is named (S3, or a store that speaks like it).
STORE_BUCKET = environment.text("STORE_BUCKET")
STORE_ENDPOINT = environment.text("STORE_ENDPOINT")
STORE_REGION = environment.text("STORE_REGION")
STORE_KEY = environment.text("STORE_KEY")
STORE_SECRET = environment.text("STORE_SECRET")
# Apart from the backups, best on another disk: what a backup must not have forgotten.
JOURNAL_DIR = environment.folder("JOURNAL_DIR", DATA / "never-forget")
BACKUP_DIR = environment.folder("BACKUP_DIR", DATA / "backups")
# Public keys that backups are sealed with; their secret ones are kept apart. `plain` leaves backups open.
BACKUP_KEYS = environment.words("BACKUP_KEY")
# How many days, weeks and months back a backup is kept, and from which hour of the night (London) one is made.
BACKUPS_KEPT = tuple(int(number) for number in environment.words("BACKUPS_KEPT", "7,4,6"))
# Real pupils' data stays out; every page says so.
IS_TRIAL = environment.switch("TRIAL")
METRICS_TOKEN = environment.text("METRICS_TOKEN")
BACKUP_FROM_HOUR = int(environment.text("BACKUP_FROM_HOUR", "2"))

# True only in a database made by `make demo`; the demo command sets it, together with a marker in the database.
IS_DEMO = environment.switch("DEMO")
DEBUG = environment.switch("DEBUG")
SECRET_KEY = environment.text("SECRET_KEY") or kept_secret(KEYS_DIR / "django-secret")

PORT = int(environment.text("PORT", "8000"))
SITE_ADDRESS = environment.text("ADDRESS", f"http://127.0.0.1:{PORT}").rstrip("/")
ALLOWED_HOSTS = environment.words("HOSTS", "127.0.0.1,localhost,[::1]")
IS_HTTPS = SITE_ADDRESS.startswith("https://")
CSRF_TRUSTED_ORIGINS = [SITE_ADDRESS]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.usersessions",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "schoolgate.audit",
    "schoolgate.kernel",
    "schoolgate.web",
    "schoolgate.connectors",
    "schoolgate.notifications",
    "schoolgate.people",
    "schoolgate.policies",
    "schoolgate.moments",
    "schoolgate.staffing",
    "schoolgate.duties",
    "schoolgate.requests",
    "schoolgate.registers",
    "schoolgate.pupils",
    "schoolgate.training",
    "schoolgate.official_accounts",
    "schoolgate.media",
    "schoolgate.rights",
    "schoolgate.posts",
    "schoolgate.showing",
    "schoolgate.wishes",
    "schoolgate.families",
    "schoolgate.credentials",
    "schoolgate.concerns",
    "schoolgate.breaches",
    "schoolgate.reports",
    "schoolgate.api",
    "schoolgate.keeping",
    "schoolgate.personal_data",
    "schoolgate.clockwork",
    "schoolgate.demo",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "schoolgate.web.logs.RequestNumber",
    "schoolgate.web.safety.SafetyHeaders",
    "schoolgate.web.no_room.SaysThereIsNoRoom",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "schoolgate.config.urls"
WSGI_APPLICATION = "schoolgate.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "schoolgate.web.languages.InLanguages",
        "NAME": "jinja2",
        "DIRS": [PACKAGE / "web" / "jinja2"],
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "schoolgate.web.jinja_environment.environment",
            "context_processors": [
                "schoolgate.web.context.everywhere",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]

# The same controls as Django's own, drawn by the engine that draws everything else here, four times as fast.
FORM_RENDERER = "django.forms.renderers.Jinja2"

DATABASES = {
    "default": databases.database(
        environment.text("DATABASE"), data=DATA, pool=int(environment.text("DATABASE_POOL", "8"))
    )
}
# One process counts for itself; several share a Redis, or each would allow as many wrong passwords again.
CACHE_ADDRESS = environment.text("CACHE")
CACHE_IS_SHARED = bool(CACHE_ADDRESS)
CACHES = {"default": databases.cache(CACHE_ADDRESS)}
WEB_PROCESSES = int(environment.text("WEB_PROCESSES", "1"))
WEB_THREADS = int(environment.text("WEB_THREADS", "4"))
WORKER_PROCESSES = int(environment.text("WORKER_PROCESSES", "1"))
TASKS = {"default": {"BACKEND": environment.text("TASKS", "schoolgate.clockwork.queue.Queue")}}

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["schoolgate.people.recognising.Recognises"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/today"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "schoolgate.people.signing_in.SchoolgateAdapter"
ACCOUNT_FORMS = {
    "login": "schoolgate.people.forms.signing_in.SignInForm",
    "reset_password": "schoolgate.people.forms.signing_in.ForgottenPasswordForm",
}
ACCOUNT_SESSION_REMEMBER = True
PASSWORD_RESET_TIMEOUT = 3 * 24 * 60 * 60
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_RATE_LIMITS = {"login_failed": "10/5m/key,100/h/ip"}
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
# Accounts that a trust keeps at Google, Microsoft or elsewhere (people/oidc); only their number is stored.
SOCIALACCOUNT_ADAPTER = "schoolgate.people.oidc.coming_in.OutsideAccounts"
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
MFA_ADAPTER = "schoolgate.people.signing_in.SchoolgateMfaAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Schoolgate"
# Who types while the app goes on to its next code is not refused for that.
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not IS_HTTPS
USERSESSIONS_TRACK_ACTIVITY = False
TRUSTED_PROXY_COUNT = int(environment.text("PROXIES", "0"))
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXY_COUNT
if TRUSTED_PROXY_COUNT:
    # The proxy before us ends HTTPS, and says so in a header that it takes away from whoever else sends it.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
CSRF_FAILURE_VIEW = "schoolgate.web.failures.form_too_old"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31536000 if IS_HTTPS else 0
X_FRAME_OPTIONS = "DENY"
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"

DATA_UPLOAD_MAX_MEMORY_SIZE = 3 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 40
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_HANDLERS = ["schoolgate.media.uploading.CarefulUpload"]

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English"), ("cy", "Cymraeg")]
LOCALE_PATHS = [PACKAGE / "web" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/London"

STATIC_URL = "/static/"
BUILT_STATIC = environment.CHECKOUT / "build" / "static"
# What set-up fetched (setup/faces.py); where it is missing, authors count the people in a picture themselves.
FACE_MODEL = environment.path("FACE_MODEL", environment.CHECKOUT / "build" / "faces" / "centerface.onnx")
# Likewise (setup/words.py); where they are missing, authors say themselves whether a name can be read in a picture.
WORD_MODELS = environment.path("WORD_MODELS", environment.CHECKOUT / "build" / "words")
# Seconds that a video may last.
LONGEST_VIDEO = int(environment.text("LONGEST_VIDEO", "180"))
# Typefaces for letters on paper (setup/styles.py); without them letters are set in typst's own, Latin only.
PAPER_FONTS = environment.path("PAPER_FONTS", environment.CHECKOUT / "build" / "fonts")
STATICFILES_DIRS = [path for path in (BUILT_STATIC, PACKAGE / "web" / "assets") if path.is_dir()]
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600

EMAIL_HOST = environment.text("MAIL_HOST")
EMAIL_PORT = int(environment.text("MAIL_PORT", "25"))
EMAIL_HOST_USER = environment.text("MAIL_USER")
EMAIL_HOST_PASSWORD = environment.text("MAIL_PASSWORD")
EMAIL_USE_TLS = environment.switch("MAIL_TLS")
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = environment.text("MAIL_FROM", "schoolgate@localhost")
# Without a mail server (and always in a demonstration) e-mails are kept as files, never sent.
EMAIL_FILE_PATH = DATA / "mail"
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if EMAIL_HOST and not IS_DEMO
    else "django.core.mail.backends.filebased.EmailBackend"
)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"()": "schoolgate.web.logs.PlainLines"},
        "json": {"()": "schoolgate.web.logs.JsonLines"},
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": environment.text("LOG_FORMAT", "plain")}
    },
    "root": {"handlers": ["console"], "level": environment.text("LOG", "WARNING")},
}

# WordPress and other addresses outside may only be public ones; tests and the demonstration allow this machine.
MAY_CALL_THIS_MACHINE = environment.switch("MAY_CALL_THIS_MACHINE", default=IS_DEMO)
