"""Markers as each language writes them, one habit for a whole document."""

from __future__ import annotations

import random

_ABJAD = "أ ب ج د هـ و ز ح ط ي ك ل م ن س ع".split()
_NAMES = "ألف باء جيم دال".split()
_ORDINAL = "أولا ثانيا ثالثا رابعا خامسا سادسا".split()
_DEFINITE = "الأول الثاني الثالث الرابع الخامس السادس".split()
_HAN = "一 二 三 四 五 六 七 八 九 十 十一 十二".split()
_EASTERN = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def roman(number: int) -> str:
    """A number up to 39 in small Roman numerals."""
    units = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"]
    return "x" * (number // 10) + units[number % 10]


class Numerals:
    """How one document numbers its blocks."""

    def __init__(self, language: str, chance: random.Random, *, titles_below: bool) -> None:
        self._language = language
        self._pick = {
            "paragraph": chance.choice(
                {"ar": ["{}-", "{} -", "{e}-"], "zh": ["{}.", "{}．", "{}. "]}.get(language, ["{}."])
            ),
            "item": chance.choice({"en": ["({})"], "zh": ["({})", "（{}）"], "ar": ["({})"]}.get(language, ["{})"])),
            "subitem": chance.choice(
                {"en": ["({r})"], "zh": ["{k}", "({h})", "({r})", "（{h}）"], "ar": ["'{}'", "’{}‘"]}.get(
                    language, ["{r})"]
                )
            ),
            "section": chance.choice({"ar": ["{o}-", "{o} -"], "zh": ["{h}、", "{h}."]}.get(language, ["{R}."])),
        }
        self.titles = "below" if titles_below else " " if language == "zh" else "."
        """How the title of an annex follows its name."""
        self._look_alike = language == "ru" and chance.random() < 0.5

    def _form(self, kind: str, number: int) -> str:
        return self._pick[kind].format(
            number,
            e=str(number).translate(_EASTERN),
            r=roman(number),
            R=roman(number).upper(),
            h=_HAN[number - 1] if number <= 12 else "",
            k="㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"[number - 1] if number <= 10 else "",
            o=_ORDINAL[number - 1] if number <= 6 else "",
        )

    def section(self, number: int) -> str:
        return self._form("section", number)

    def paragraph(self, number: int) -> str:
        return self._form("paragraph", number).strip()

    def subitem(self, number: int) -> str:
        return self._form("subitem", number)

    def subsection(self, number: int) -> str:
        return f"{_NAMES[number - 1]}-" if self._language == "ar" else f"{'ABCD'[number - 1]}."

    def item(self, number: int) -> str:
        letter = _ABJAD[number - 1] if self._language == "ar" else "abcdefghijklmnop"[number - 1]
        if self._look_alike:
            letter = letter.translate(str.maketrans("aceop", "асеор"))
        return self._pick["item"].format(letter)

    def annex(self, number: int) -> str:
        """An annex's heading without its title; 0 for the only one."""
        return self._named(
            {"en": "Annex", "fr": "Annexe", "es": "Anexo", "ru": "Приложение", "zh": "附件", "ar": "المرفق"}, number
        )

    def chapter(self, number: int) -> str:
        if self._language == "zh":
            return f"第{_HAN[number - 1]}章"
        return self._named({"en": "Chapter", "fr": "Chapitre", "es": "Capítulo", "ru": "Глава", "ar": "الفصل"}, number)

    def article(self, number: int) -> str:
        if self._language == "zh":
            return f"第{_HAN[number - 1]}条"
        words = {"en": "Article", "fr": "Article", "es": "Artículo", "ru": "Статья", "ar": "المادة"}
        return f"{words[self._language]} {number}"

    def _named(self, words: dict[str, str], number: int) -> str:
        word = words[self._language]
        if not number:
            return word
        if self._language == "ar":
            return f"{word} {_DEFINITE[number - 1]}"
        return f"{word}{_HAN[number - 1]}" if self._language == "zh" else f"{word} {roman(number).upper()}"


def roman_upper(number: int) -> str:
    """Any number below a thousand in Roman numerals."""
    tens = ["", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC"]
    hundreds = ["", "C", "CC", "CCC", "CD", "D", "DC", "DCC", "DCCC", "CM"]
    return hundreds[number // 100] + tens[number // 10 % 10] + roman(number % 10).upper()
