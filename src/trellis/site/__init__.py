"""A published framework as a static site: what may be public, its pages and its feed."""

from trellis.site.build import build
from trellis.site.family import Published
from trellis.site.redact import DEFAULT, Allowed, allowed, redact, whole

__all__ = ["DEFAULT", "Allowed", "Published", "allowed", "build", "redact", "whole"]
