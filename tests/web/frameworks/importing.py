"""What tests of the import wizard do again and again."""

import io
from collections.abc import Sequence
from typing import Any

import xlsxwriter
from django.test import Client

from trellis.framework.model import Framework
from trellis_web.frameworks.models import Draft
from trellis_web.frameworks.queries.drafts import read_text

ADDRESS = "/frameworks/administration/imports/"
WIDE = "Competency;L1;L2\nDesign;Draws a plan.;Leads a plan.\nTalk;Writes notes.;Runs meetings.\n"
LONG = (
    "level;rank;competency;statement;id\n"
    "L1;1;Design;Draws a plan.;a\nL2;2;Design;Leads a plan.;b\n"
    "L3;x;Talk;Runs meetings.;c\nL1;1;;Writes notes.;d\n"
)


def paste(client: Client, text: str, **fields: str) -> str:
    """The address of the upload."""
    answer = client.post(ADDRESS, {"pasted": text, **fields})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def shown(client: Client, address: str) -> str:
    return client.get(address, follow=True).content.decode()


def imported(client: Client, address: str, **fields: str) -> Any:
    """What the import answers, with the revisions that the check page gave."""
    page = client.get(address)
    revisions = [
        f"{each.plan.framework.id}={each.plan.revision}" for each in page.context["check"].plans
    ]
    return client.post(f"{address}drafts/", {"revision": revisions, **fields})


def statements(slug: str) -> dict[str, str]:
    made = Draft.objects.get(family__slug=slug)
    framework = read_text(made.text, made.family, now=made.updated_at).framework
    return {each.id: each.text for each in framework.statements()}


def book(*rows: Sequence[str], formula: str = "") -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as made:
        page = made.add_worksheet("Matrix")
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
        if formula:
            page.write_formula("B2", formula, None, "Draws a plan.")
    return out.getvalue()


def plan_of(client: Client, address: str) -> Framework:
    """What the upload would become."""
    framework = client.get(address).context["check"].plans[0].plan.framework
    assert isinstance(framework, Framework)
    return framework
