"""The page about the API is made from its description, and needs nothing from elsewhere."""

import re

import pytest
from django.test import Client

from trellis_web.api.views import described

pytestmark = pytest.mark.django_db


def test_the_page_names_every_operation_shape_and_scope() -> None:
    page = Client().get("/api/docs")
    text, found = page.content.decode(), described()
    assert page.status_code == 200
    for path, methods in found["paths"].items():
        for method, node in methods.items():
            assert f"{method.upper()} {path}" in text
            assert f'id="{node["operationId"]}"' in text
            assert node["x-scope"] in text
    assert 'id="shape-Problems"' in text


def test_the_page_loads_nothing_from_elsewhere_and_runs_no_script_of_its_own() -> None:
    page = Client().get("/api/docs")
    text = page.content.decode()
    assert re.findall(r'(?:src|href)="(?:https?:)?//', text) == []
    assert re.findall(r"<script(?![^>]*\bsrc=)[^>]*>|<style|\bstyle=", text) == []
    assert "script-src 'self'" in page["Content-Security-Policy"]
