"""How far a job is. Not in the database: what a transaction writes, nobody else can read yet."""

from dataclasses import dataclass

from django.core.cache import caches

KEPT = 24 * 3600  # seconds


@dataclass(frozen=True, slots=True)
class Progress:
    """`done` of `of` pieces; `of` is 0 while nobody knows."""

    done: int = 0
    of: int = 0

    @property
    def percent(self) -> int:
        """Whole percent, 0 to 100."""
        return min(100, 100 * self.done // self.of) if self.of else 0


def note(job: int, done: int, of: int) -> None:
    """Tells whoever waits for the job how far it is."""
    caches["progress"].set(f"job-{job}", (done, of), KEPT)


def progress_of(job: int) -> Progress:
    """How far the job is, as it last told."""
    return Progress(*caches["progress"].get(f"job-{job}", (0, 0)))
