"""Real frameworks as their owners published them, beside this repository."""

from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("core", deadline=None)  # other work on the machine is no failure
settings.load_profile("core")

DATA = Path(__file__).parents[3] / "shared" / "data" / "frameworks"


@pytest.fixture(scope="session")
def published() -> Path:
    """The folder of published frameworks."""
    if not DATA.is_dir():
        pytest.fail("The published frameworks are missing: put them in ../shared/data/frameworks.")
    return DATA
