"""Settings, all of them from the environment: ``docs/reference/settings.md`` lists the variables.

Without any, the designer is embedded: SQLite in ``.data/``, and a Celery worker and the ticker inside the web process.
``DATABASE_URL`` and ``REDIS_URL`` alone move it to PostgreSQL and to workers of its own.
"""

from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

from dataflow_app.orm.databases.urls import database_settings
from designer.api.openapi import SPECTACULAR_SETTINGS as OPENAPI
from designer.conf import DEFAULTS, days
from designer.database_pool import BESIDE_RUNS, pooled
from designer.logs import configure_structlog, logging_settings
from designer.secret_key import secret_key

env = environ.Env()
BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(env("DATAFLOW_DATA_DIR", default=str(BASE_DIR / ".data")))

DEBUG = env.bool("DEBUG", default=False)
REDIS_URL: str = env("REDIS_URL", default="")
EMBEDDED = env.bool("EMBEDDED", default=not REDIS_URL)

SECRET_KEY: str = env("SECRET_KEY", default="")
if not SECRET_KEY:
    if not (DEBUG or EMBEDDED):
        msg = "SECRET_KEY is not set. Give every process the same long random text, for sessions and sealed credentials depend on it."
        raise ImproperlyConfigured(msg)
    SECRET_KEY = secret_key(DATA_DIR / "secret_key")

ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "designer",  # before the admin, whose templates it dresses
    "designer.admin_site.apps.DesignerAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "simple_history",
    "drf_spectacular",  # its command writes the document that the front end's types are made from
    "dataflow_app",
    "dataflow_app.catalog",
    "dataflow_app.ai",
]

MIDDLEWARE = [
    "designer.middleware.RequestId",
    "designer.probes.Probes",
    "django.middleware.security.SecurityMiddleware",
    "designer.middleware.StaticFiles",
    "django.middleware.gzip.GZipMiddleware",
    "designer.middleware.ContentSecurityPolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "designer.middleware.ActingUser",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "designer.site_urls"
ASGI_APPLICATION = "designer.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

DATA_DIR.mkdir(parents=True, exist_ok=True)
WORKER_CONCURRENCY = env.int("WORKER_CONCURRENCY", default=DEFAULTS.worker_concurrency)
DATABASES = {
    "default": pooled(
        database_settings(env("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'db.sqlite3'}")),
        most=env.int("DATABASE_POOL", default=WORKER_CONCURRENCY + BESIDE_RUNS),
        behind_pgbouncer=env.bool("PGBOUNCER", default=False),
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file for tests too: threads share a database in memory only under locks that refuse instead of waiting.
    DATABASES["default"]["TEST"] = {"NAME": str(DATA_DIR / "test.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Where parameters and outputs go that are too large for a row; every process must see the same files.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    "values": env.json("VALUES_STORAGE", default={})
    or {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(DATA_DIR / "values")}},
}

# What each of these means says designer/conf.py.
DESIGNER = {
    "REDIS_URL": REDIS_URL,
    "BROKER_URL": env("BROKER_URL", default=DEFAULTS.broker_url),
    "EMBEDDED": EMBEDDED,
    "WORKER_CONCURRENCY": WORKER_CONCURRENCY,
    "LEASE_SECONDS": env.int("LEASE_SECONDS", default=DEFAULTS.lease_seconds),
    "GRACE_SECONDS": env.float("GRACE_SECONDS", default=DEFAULTS.grace_seconds),
    "MAX_CRASHES": env.int("MAX_CRASHES", default=DEFAULTS.max_crashes),
    "VALUE_BOUND": env.int("VALUE_BOUND", default=DEFAULTS.value_bound),
    "KEEP_RUNS_DAYS": env("KEEP_RUNS_DAYS", cast=days, default=DEFAULTS.keep_runs_days),
    "KEEP_FAILED_DAYS": env("KEEP_FAILED_DAYS", cast=days, default=DEFAULTS.keep_failed_days),
    "TRUSTED_PROXIES": env.int("TRUSTED_PROXIES", default=DEFAULTS.trusted_proxies),
    "METRICS_TOKEN": env("METRICS_TOKEN", default=DEFAULTS.metrics_token),
    "METRICS_PORT": env.int("METRICS_PORT", default=DEFAULTS.metrics_port),
    "METRICS_HOST": env("METRICS_HOST", default=DEFAULTS.metrics_host),
    "VITE_DEV": env.bool("VITE_DEV", default=DEFAULTS.vite_dev),
}

# What a model's cache_ttl keeps is seen by every process at once where they share a cache.
if REDIS_URL:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}

LOGIN_URL = "designer:sign_in"
LOGIN_REDIRECT_URL = "designer:workflows"
LOGOUT_REDIRECT_URL = LOGIN_URL
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator", "NumericPasswordValidator")
]

LANGUAGE_CODE = "en-us"
TIME_ZONE = "UTC"
USE_I18N = False
USE_TZ = True

STATIC_URL = "/static/"
# Served from where they are built and installed: nothing to collect before the first start.
STATIC_ROOT = None
WHITENOISE_USE_FINDERS = True
# Vite puts a hash of its content into the name of each of these.
WHITENOISE_IMMUTABLE_FILE_TEST = r"^/static/designer/app/assets/"

HTTPS = env.bool("HTTPS", default=False)
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "designer.views.csrf_refused"
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024

# The API's views say for themselves how they authenticate, parse, refuse and render.
REST_FRAMEWORK = {"DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema"}
SPECTACULAR_SETTINGS = OPENAPI

configure_structlog()
LOGGING = logging_settings(env("LOG_LEVEL", default="WARNING"), as_json=env.bool("LOG_JSON", default=not EMBEDDED))
