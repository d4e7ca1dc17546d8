r"""Regular expressions of SRX files, turned into those of the ``regex`` package.

SRX 2.0 (section 3) asks for ICU expressions; OmegaT's own file is written for Java, where ``\s``, ``\d`` and ``\w``
know ASCII only. Both share nested sets and possessive quantifiers with the ``regex`` package, so little changes.
"""

from __future__ import annotations

from typing import Literal

import regex

Flavour = Literal["icu", "java"]

_JAVA_CLASSES = {"s": r"\t-\r ", "d": "0-9", "w": "A-Za-z0-9_"}
_JAVA_NEGATED = {"S": r"[^\t-\r ]", "D": "[^0-9]", "W": "[^A-Za-z0-9_]"}
_ANCHORS = {"z": r"\Z", "Z": r"(?=\n?\Z)", "h": r"[\t\p{Zs}]"}
_SET_OPERATORS_OF_REGEX_ONLY = ("||", "~~")


class PatternError(ValueError):
    """An expression that is malformed, or that says what can't be translated."""


def translate(pattern: str, flavour: Flavour = "icu") -> str:
    """Return ``pattern`` as an expression for ``regex`` in V1 mode, without capturing groups.

    The result may stand in an alternation and in a lookbehind. Raises :class:`PatternError`.
    """
    translated = _Translator(pattern, flavour).run()
    try:
        regex.compile(translated, regex.V1)
    except (regex.error, OverflowError, RecursionError) as wrong:
        raise PatternError(str(wrong)) from wrong
    return translated


class _Translator:
    """One pass over one pattern."""

    def __init__(self, pattern: str, flavour: Flavour) -> None:
        self.pattern = pattern
        self.flavour = flavour
        self.at = 0
        self.depth = 0
        """How many sets are open."""

    def run(self) -> str:
        parts = []
        while self.at < len(self.pattern):
            parts.append(self._next())
        return "".join(parts)

    def _next(self) -> str:
        sign = self.pattern[self.at]
        if sign == "\\":
            return self._escape()
        if self.depth:
            return self._in_set(sign)
        if sign == "(":
            return self._group()
        self.at += 1
        if sign == "[":
            self.depth = 1
            return sign + self._set_start()
        return sign

    def _in_set(self, sign: str) -> str:
        if self.pattern[self.at : self.at + 2] in _SET_OPERATORS_OF_REGEX_ONLY:
            self.at += 2
            return f"\\{sign}"
        self.at += 1
        if sign == "[":
            self.depth += 1
            return sign + self._set_start()
        if sign == "]":
            self.depth -= 1
        return sign

    def _set_start(self) -> str:
        start = "^" if self.pattern[self.at : self.at + 1] == "^" else ""
        self.at += len(start)
        return start

    def _group(self) -> str:
        rest = self.pattern[self.at :]
        if not rest.startswith("(?"):
            self.at += 1
            return "(?:"
        named = regex.match(r"\(\?P?<[A-Za-z]\w*>", rest)
        if named:
            self.at += named.end()
            return "(?:"
        flags = regex.match(r"\(\?([a-zA-Z]*)(?:-([a-zA-Z]*))?([:)])", rest)
        if flags and (flags[1] or flags[2]):
            self.at += flags.end()
            return _flags(flags[1], flags[2] or "", flags[3])
        self.at += 2
        return "(?"

    def _escape(self) -> str:
        letter = self.pattern[self.at + 1 : self.at + 2]
        if not letter:
            raise PatternError("ends in a backslash")
        if letter == "Q":
            return self._quoted()
        if letter == "x" and self.pattern[self.at + 2 : self.at + 3] == "{":
            return self._code_point()
        self.at += 2
        if not self.depth and (letter in "123456789" or letter == "k"):
            raise PatternError("back-references are not supported")
        if self.flavour == "java" and letter in _JAVA_CLASSES:
            return _JAVA_CLASSES[letter] if self.depth else f"[{_JAVA_CLASSES[letter]}]"
        if self.flavour == "java" and letter in _JAVA_NEGATED:
            return _JAVA_NEGATED[letter]
        if letter in _ANCHORS and (letter == "h" or not self.depth):
            return _ANCHORS[letter]
        return f"\\{letter}"

    def _quoted(self) -> str:
        start = self.at + 2
        end = self.pattern.find("\\E", start)
        end = len(self.pattern) if end < 0 else end
        self.at = end + 2
        return regex.escape(self.pattern[start:end], special_only=True)

    def _code_point(self) -> str:
        end = self.pattern.find("}", self.at)
        try:
            char = chr(int(self.pattern[self.at + 3 : end], 16))
        except (ValueError, OverflowError) as wrong:
            raise PatternError(f"no character {self.pattern[self.at : self.at + 12]}") from wrong
        self.at = end + 1
        return regex.escape(char, special_only=True)


def _flags(on: str, off: str, end: str) -> str:
    """Keep the flags ``regex`` shares with ICU and Java; the others (``u``, ``w``, ``d``) are its default anyway."""
    kept = "".join(sign for sign in on if sign in "imsx")
    dropped = "".join(sign for sign in off if sign in "imsx")
    if not kept and not dropped:
        return "(?:" if end == ":" else ""
    return f"(?{kept}{'-' + dropped if dropped else ''}{end}"
