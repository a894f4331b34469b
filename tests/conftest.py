"""What every test stands on: the database, settings that are safe in tests, and the browser.

`TRELLIS_TEST_DB` is `sqlite` (default) or `postgresql`. The environment is prepared when this file
is imported, before any other conftest can import a model; the workers of pytest-xdist inherit it.
"""

import atexit
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import django
import pytest
from django.conf import settings
from django.test import override_settings
from hypothesis import settings as hypothesis_settings

from tests.browser import QUIET, chromium
from tests.postgres import server_url


def _database_url(data: Path) -> str:
    wanted = os.environ.get("TRELLIS_TEST_DB", "sqlite")
    if wanted == "postgresql":
        return server_url()
    if wanted == "sqlite":
        return f"sqlite:///{data / 'test.sqlite3'}"
    raise pytest.UsageError(
        f"TRELLIS_TEST_DB is '{wanted}'. Use 'sqlite' or 'postgresql', or leave it out for SQLite."
    )


def _prepare_environment() -> None:
    data = Path(tempfile.mkdtemp(prefix="trellis-test-"))
    (data / "static").mkdir()  # an installation has one, and whitenoise looks for it
    atexit.register(shutil.rmtree, data, ignore_errors=True)
    os.environ |= {
        "DATABASE_URL": _database_url(data),
        "DJANGO_SETTINGS_MODULE": "trellis_web.config.settings",
        "TRELLIS_DATA_DIR": str(data),
        "TRELLIS_DEMO": "false",
        "TRELLIS_SECRET_KEY": "a key for tests only",
    }


def _only_the_core() -> bool:
    """Whether only core tests were named on the command line: those run without Django."""
    paths = [each for each in sys.argv[1:] if "tests" in each and not each.startswith("-")]
    return bool(paths) and all("tests/core" in path for path in paths)


if "PYTEST_XDIST_WORKER" not in os.environ and not _only_the_core():
    _prepare_environment()
    django.setup()

# The same examples at each run, so that a red gate can be repeated; `make soak` looks for new ones.
hypothesis_settings.register_profile("gate", deadline=None, derandomize=True, max_examples=50)
hypothesis_settings.register_profile("soak", deadline=None, max_examples=1000)
hypothesis_settings.load_profile("gate")


QUICK: dict[str, Any] = {
    "TASKS": {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}},
    "STORAGES": {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    },
    "PASSWORD_HASHERS": [
        "django.contrib.auth.hashers.MD5PasswordHasher",
        "django.contrib.auth.hashers.Argon2PasswordHasher",
    ],
}
"""Static files without a manifest, passwords without the work that makes them strong, and jobs in
the background that run where they are queued."""


@pytest.fixture(scope="session", autouse=True)
def _quick_settings() -> Iterator[None]:
    """Settings that make tests fast and change nothing that they look at."""
    if not settings.configured:
        yield
        return
    with override_settings(**QUICK):
        yield


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """How pytest-playwright starts the browser."""
    # Playwright keeps an event loop in the test's thread; Django would refuse the database there.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    return {"executable_path": chromium(), "args": QUIET}
