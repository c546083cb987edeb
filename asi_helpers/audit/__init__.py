"""Checks of printed numbers: of a ratio on its own, and of a whole line against its counts."""

from .estimate import FLAGS, AuditResult, audit_estimate, matches
from .printed import VERDICTS, Finding, PrintedAudit, audit_printed
from .words import findings_in_words

__all__ = [
    "FLAGS",
    "VERDICTS",
    "AuditResult",
    "Finding",
    "PrintedAudit",
    "audit_estimate",
    "audit_printed",
    "findings_in_words",
    "matches",
]
