"""A published framework as a static site: what may be public, its pages and its feed."""

from trellis.site.redact import DEFAULT, Allowed, allowed, redact, whole

__all__ = ["DEFAULT", "Allowed", "allowed", "redact", "whole"]
