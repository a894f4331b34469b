"""The real browser of the journeys: the Chromium that the system has. None is downloaded."""

import os
import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = [
    "--no-sandbox",  # Chromium refuses its sandbox to root, and CI runs as root
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def chromium() -> str:
    """Path of the browser: `TRELLIS_CHROMIUM`, or the first one found. Exits with a sentence."""
    named = os.environ.get("TRELLIS_CHROMIUM")
    found = next(filter(None, map(shutil.which, [named] if named else NAMES)), None)
    if found is None:
        raise SystemExit(
            "No Chromium was found, and the journeys need a real browser. Install it"
            " ('apt install chromium') or name its path in TRELLIS_CHROMIUM."
        )
    return found
