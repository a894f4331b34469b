"""Reading what an export holds."""

from trellis_web.exports.queries.document import document_of

__all__ = ["document_of"]
