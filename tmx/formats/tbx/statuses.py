"""Statuses of terms and their names in TBX (administrativeStatus; ISO 12620)."""

from __future__ import annotations

from tmx.terms import TermStatus

STATUSES: dict[TermStatus, str] = {
    "preferred": "preferredTerm-admn-sts",
    "admitted": "admittedTerm-admn-sts",
    "deprecated": "deprecatedTerm-admn-sts",
    "forbidden": "supersededTerm-admn-sts",
}
"""TBX has nothing stronger than deprecated and superseded; what is forbidden is called superseded."""
NAMES: dict[str, TermStatus] = {name: status for status, name in STATUSES.items()} | {
    "legalTerm-admn-sts": "preferred",
    "regulatedTerm-admn-sts": "preferred",
    "standardizedTerm-admn-sts": "preferred",
}
CONTEXT_SOURCE = "source"
"""``admin`` type that says where a context is from."""
