"""Words about people: what judges who somebody is, where a review should say what they did."""

from trellis.wording.person import findings_in

__all__ = ["findings_in"]
