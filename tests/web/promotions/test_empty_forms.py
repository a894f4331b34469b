"""Whoever may not do something reads that first, and not what is missing in their form."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.web.promotions.stage import Stage
from trellis_web.people.models import Person

pytestmark = pytest.mark.django_db


def status(who: Person, name: str, *args: int) -> int:
    """What an empty form is answered with."""
    browser = Client()
    browser.force_login(who)
    return browser.post(reverse(name, args=args)).status_code


def test_permission_is_asked_before_the_form_is_read() -> None:
    at = Stage()
    case = at.in_committee()
    finding, sentence = case.findings.get(criterion="led"), case.statements.first()
    assert sentence
    about: dict[str, tuple[int, ...]] = {
        "case_finding": (finding.pk,),
        "case_sentence": (sentence.pk,),
    }
    rows: list[tuple[str, Person, Person]] = [
        ("case_statement", at.hana, at.maya),
        ("case_submission", at.hana, at.maya),
        ("case_evidence", at.hana, at.maya),
        ("case_finding", at.tom, at.chair),
        ("case_sentence", at.tom, at.chair),
        ("case_forwarding", at.maya, at.tom),
        ("case_backer_new", at.chair, at.tom),
        ("case_override", at.member, at.chair),
    ]
    found = {
        name: tuple(status(who, name, case.pk, *about.get(name, ())) for who in (not_they, they))
        for name, not_they, they in rows
    }
    assert found == {name: (403, 422) for name, *_people in rows}
