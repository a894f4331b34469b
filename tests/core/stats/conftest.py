"""Published examples, and simulated panels whose truth is known."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import settings

VECTORS = Path(__file__).parents[4] / "shared" / "data" / "vectors" / "agreement.json"


@pytest.fixture(scope="session")
def vectors() -> dict[str, Any]:
    """Data and figures as they were published."""
    if not VECTORS.is_file():
        pytest.fail("The published figures are missing: put them in ../shared/data/vectors.")
    read: dict[str, Any] = json.loads(VECTORS.read_text())
    return read


@pytest.fixture
def panels() -> Callable[..., list[Any]]:
    """Many panels: rating = item + rater + noise, on 1 to 5; ten times as many in `make soak`."""

    def simulate(
        raters: int, items: int, *, noise: float, seed: int, is_rounded: bool = True
    ) -> list[Any]:
        chance = np.random.default_rng(seed)
        size = (2 * settings.default.max_examples, raters, items)  # type: ignore[union-attr]
        exact = 3 + chance.normal(0, 1, (size[0], 1, items)) + chance.normal(0, noise, size)
        exact += chance.normal(0, noise / 2, (size[0], raters, 1))
        return list(np.clip(exact.round(), 1, 5) if is_rounded else exact)

    return simulate
