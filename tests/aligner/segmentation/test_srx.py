"""SRX files: what they mean, and what is said of bad ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from aligner.errors import UsageError
from aligner.segmentation import own_rules, segment_text
from aligner.segmentation.pattern import PatternError, translate
from aligner.segmentation.srx import LanguageMap, LanguageRules, Rule, SrxRules, dump, parse, read, write

DOT = Rule(True, r"\.", r"\s")
MR = Rule(False, r"Mr\.", r"\s")


def rules(*languages: LanguageRules, maps: tuple[tuple[str, str], ...], cascade: bool = True) -> SrxRules:
    return SrxRules(languages=languages, maps=tuple(LanguageMap(*entry) for entry in maps), cascade=cascade)


def cut(text: str, language: str, given: SrxRules) -> list[str]:
    return [text[span.start : span.end] for span in segment_text(text, language, given)]


def test_the_first_rule_that_fits_decides() -> None:
    first = rules(LanguageRules("a", (MR, DOT)), maps=((".*", "a"),))
    last = rules(LanguageRules("a", (DOT, MR)), maps=((".*", "a"),))
    assert cut("Mr. X. Yes.", "en", first) == ["Mr. X.", "Yes."]
    assert cut("Mr. X. Yes.", "en", last) == ["Mr.", "X.", "Yes."]


def test_a_break_between_two_exceptions_counts_at_its_own_place() -> None:
    given = rules(
        LanguageRules("a", (MR, Rule(True, r"\.", r"\sY"), Rule(False, r"X\.", r"\s"), DOT)), maps=((".*", "a"),)
    )
    assert cut("Mr. X. Yes. X. No. No.", "en", given) == ["Mr. X.", "Yes.", "X. No.", "No."]


def test_rules_cascade_only_if_the_header_says_so() -> None:
    both = (LanguageRules("en", (MR,)), LanguageRules("all", (DOT,)))
    maps = (("EN.*", "en"), (".*", "all"))
    assert cut("Mr. X. Yes.", "en-GB", rules(*both, maps=maps)) == ["Mr. X.", "Yes."]
    assert cut("Mr. X. Yes.", "en-GB", rules(*both, maps=maps, cascade=False)) == ["Mr. X. Yes."]
    assert cut("Mr. X. Yes.", "fr", rules(*both, maps=maps)) == ["Mr.", "X.", "Yes."]


def test_a_file_is_read_as_it_was_written(tmp_path: Path) -> None:
    write(own_rules(), tmp_path / "rules.srx")
    again = read(tmp_path / "rules.srx")
    assert (again.languages, again.maps, again.cascade) == (own_rules().languages, own_rules().maps, False)
    assert dump(again) == dump(own_rules())


def test_a_language_without_rules_of_its_own_has_general_ones() -> None:
    assert cut("Yksi. Kaksi! Kolme? Neljä... viisi.", "fi", own_rules()) == [
        "Yksi.",
        "Kaksi!",
        "Kolme?",
        "Neljä... viisi.",
    ]


SRX = """<srx xmlns="http://www.lisa.org/srx20" version="2.0"><header {}/><body><languagerules>
<languagerule languagerulename="a"><rule break="yes"><beforebreak>{}</beforebreak><afterbreak>\\s</afterbreak></rule>
</languagerule></languagerules><maprules><languagemap languagepattern="{}" languagerulename="{}"/></maprules></body>
</srx>
"""


def srx(header: str = 'cascade="yes"', before: str = r"\.", pattern: str = ".*", name: str = "a") -> bytes:
    return SRX.format(header, before, pattern, name).encode("utf-8")


def test_a_no_break_space_is_white_space_in_icu_but_not_in_omegats_file() -> None:
    assert cut("Un.\u00a0Deux.", "fr", parse(srx())) == ["Un.", "Deux."]
    assert cut("Un.\u00a0Deux.", "fr", parse(srx(header=""))) == ["Un.\u00a0Deux."]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "r.srx, line 1: not XML: Document is empty, line 1, column 1"),
        (b"<tmx/>", "r.srx: not an SRX 2.0 file (export the rules from your tool as SRX 2.0)"),
        (srx(before="("), r"r.srx, line 2: beforebreak '(' can't be used: missing ) at position 3"),
        (srx(before=r"(a)\1"), r"r.srx, line 2: beforebreak '(a)\\1' can't be used: back-references are not supported"),
        (
            srx(pattern="["),
            "r.srx, line 3: languagepattern '[' can't be used: unterminated character set at position 1",
        ),
        (srx(name="b"), "r.srx, line 3: no languagerule is named 'b'"),
    ],
)
def test_bad_files_are_refused(data: bytes, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse(data, source="r.srx")
    assert str(caught.value) == message


def test_a_missing_file_is_named() -> None:
    with pytest.raises(UsageError, match=r"^no/such\.srx: No such file or directory$"):
        read("no/such.srx")


@pytest.mark.parametrize(
    ("pattern", "flavour", "translated"),
    [
        (r"(a)(?<n>b)(?:c)", "icu", "(?:a)(?:b)(?:c)"),
        (r"\s[\s,]\S", "java", r"[\t-\r ][\t-\r ,][^\t-\r ]"),
        (r"\Qa.b\E\x{41}\z", "icu", r"a\.bA\Z"),
        (r"(?iu)a(?u)b", "icu", "(?i)ab"),
        (r"[a||b(]", "icu", r"[a\|b(]"),
    ],
)
def test_expressions_are_translated(pattern: str, flavour: str, translated: str) -> None:
    assert translate(pattern, "java" if flavour == "java" else "icu") == translated


def test_an_expression_may_not_end_in_a_backslash() -> None:
    with pytest.raises(PatternError, match=r"^ends in a backslash$"):
        translate("a\\")
