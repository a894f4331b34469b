"""Frameworks: a family, its draft, its published versions.

Family      a job family; `current` is the version that supplies the criteria
Competency  the stable key of a competency of a family, over all versions
Authorship  who works on the framework of a family, and as what
Draft       the editable predecessor of the next version
Version     an immutable, published document
"""

from trellis_web.frameworks.models.authorship import Authorship
from trellis_web.frameworks.models.draft import Draft
from trellis_web.frameworks.models.family import Competency, Family
from trellis_web.frameworks.models.version import Version

__all__ = ["Authorship", "Competency", "Draft", "Family", "Version"]
