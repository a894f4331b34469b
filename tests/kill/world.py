"""Fills an empty installation for `test_kill`, and prints who may save what as JSON."""

import json
import os
import sys
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from trellis_web.people.models import Person

PEOPLE = 50
LETTERS = 60  # for each; the worker is always busy with some


def main() -> None:
    """A round in which everyone writes about themself, everyone signed in, and letters to send."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trellis_web.config.settings")
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    sys.stdout.write(f"{json.dumps(_fill())}\n")


def _fill() -> list[dict[str, str]]:
    from django.db import transaction
    from django.utils import timezone

    from tests.web.factories import person
    from tests.web.reviews.factories import member, opened, sheet, version
    from trellis_web.notices.actions import Letter, queue_mails

    manager, pinned = person("Tom Reyes"), version()
    people = [member(manager, name=f"Writer {n}") for n in range(PEOPLE)]
    opened([pinned.family])
    letters = (
        Letter(each, "Kill", "A letter.", f"kill:{n}:{each.pk}")
        for n in range(LETTERS)
        for each in people
    )
    with transaction.atomic():
        queue_mails(letters, now=timezone.now())
    return [
        {"session": _session(each), "sheet": str(sheet(each, "self").pk), "person": str(each.pk)}
        for each in people
    ]


def _session(person: "Person") -> str:
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    return str(session.session_key)


if __name__ == "__main__":
    main()
