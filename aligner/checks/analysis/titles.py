"""Whether a place lies inside an official title: « Rapporteuse spéciale sur la traite des êtres humains »."""

from __future__ import annotations

import re

_HEAD = re.compile(
    r"(?<![\w’'])(?:[«“]\s?)?(?:Convention|Protocole?|Principes|Groupe|Rapporteu\w+|Manuel|Rapport|Plan|Loi|Déclaration|Fonds|"
    r"Comité|Conférence|Guides?|Programme|Initiative|Office|Haut-Commissariat|Pacte|Stratégie|Cadre|Recueil|Réseau|"
    r"Alliance|Campagne|Journée|Protocol|Principles|Group|Rapporteur|Manual|Report|Law|Declaration|Fund|Committee|"
    r"Conference|Framework|Network|Strategy|Convención|Protocolo|Principios|Grupo|Relator\w*|Informe|Ley|Declaración|"
    r"Fondo|Comité|Conferencia|Programa|Plan|Estrategia|Конвенци\w+|Протокол\w*|Принцип\w+|Групп\w+|Доклад\w*|План\w*)(?!\w)"
)
"""Words that official titles begin with."""
_BREAK = re.compile(
    r"[.;:!?()»”]|\b(?:qui|que|dont|devrai\w+|doi\w+|peu\w+|pourrai\w+|est|sont|ont|a été|who|which|that|should|must|"
    r"may|is|are|has|have|debe\w*|deberían?|puede\w*|es|son|ha|han|следует|должн\w+)\b"
)
"""What ends a title at the latest."""
_ROOM = 130
"""Characters of a title before the place."""


def in_title(text: str, at: int) -> bool:
    """Whether a title that begins before ``at`` goes on up to there.

    >>> in_title("la Rapporteuse spéciale sur la traite des êtres humains", 31)
    True
    >>> in_title("le Groupe devrait étudier la traite des êtres humains", 29)
    False
    """
    before = text[max(0, at - _ROOM) : at]
    heads = list(_HEAD.finditer(before))
    return any(not _BREAK.search(before, head.end()) for head in heads)
