"""Forms for phones: from the neutral form to XForm XML, and from what a phone sends back to answers."""

from pamoja.formats.xform.making import XForm, make_xform
from pamoja.formats.xform.reading import MalformedSubmission, Reading, read_submission, reading, unknown_nodes

__all__ = ["MalformedSubmission", "Reading", "XForm", "make_xform", "read_submission", "reading", "unknown_nodes"]
