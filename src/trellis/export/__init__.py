"""What somebody takes along about themself: signed, and readable without the system."""

from trellis.export.keys import fingerprint, kept_key, public_pem
from trellis.export.signing import canonical, signed, verified

__all__ = ["canonical", "fingerprint", "kept_key", "public_pem", "signed", "verified"]
