"""Chinese."""

from aligner.languages.language import (
    LATIN_MARKERS,
    FrontPage,
    Language,
    LengthPrior,
    MarkerStyle,
    NumberFormat,
    ReferenceForm,
)
from aligner.languages.numbering import ARABIC, CIRCLED, ENCLOSED, HAN

_HAN_NUMERALS = tuple("一二三四五六七八九十") + tuple("十" + unit for unit in "一二三四五六七八九") + ("二十",)

LANGUAGE = Language(
    tag="zh",
    name="Chinese",
    endonym="中文",
    script="Han",
    markers=(
        MarkerStyle(level="section", numbering=HAN, form="{}、"),
        MarkerStyle(level="section", numbering=HAN, form="{}."),
        *LATIN_MARKERS,
        MarkerStyle(level="paragraph", numbering=ARABIC, form="{}、"),
        MarkerStyle(level="subitem", numbering=ENCLOSED, form="{}"),
        MarkerStyle(level="subitem", numbering=HAN, form="({})"),
        MarkerStyle(level="subsection", numbering=HAN, form="({})", cost=1.5),
        MarkerStyle(level="point", numbering=CIRCLED, form="{}"),
        MarkerStyle(level="subitem", numbering=CIRCLED, form="{}", cost=1.0),
        MarkerStyle(level="item", numbering=HAN, form="({})", cost=2.0),
    ),
    annexes=("附件", "附录", "附錄"),
    chapters=("第{}章", "第{}部分"),
    articles=("第{}条", "第{}條", "规则{}"),
    front=FrontPage(
        setting=(
            r"第[一-龥\d]+(?:届|次|期).{0,8}(?:会议|大会|会期|年会)|.{0,6}议程\*{0,3}.{0,8}项目.*|\d{4}年\d.*[，,].*|联合国|大会|"
            r"安全理事会|经济及社会理事会|人权理事会"
        ),
        byline=r".{1,12}(?:的|提交的|编写的)(?:说明|报告|备忘录|信|来文|工作文件)|增编|更正",
        summary=r"摘要|目录|内容提要",
        contents=r"目\s*[录錄次]",
    ),
    numbers=NumberFormat(thousands=("\u2009", "\u00a0", " ", ","), decimal=(".",)),
    quotes=(("“", "”"), ("《", "》"), ("‘", "’"), ("「", "」")),
    terminals="。！？….!?",
    abbreviations=tuple("No. Nos. Vol. vol. Mr. Ms. Mrs. Dr. St. p. pp. e.g. i.e. etc. Ibid.".split()),
    length=LengthPrior(ratio=0.241, log_sd=0.24, p05=0.174, p95=0.38, variance=0.67),
    reference=ReferenceForm(
        paragraph="第{}段",
        item="({})",
        subitem="{}",
        footnote="脚注{}",
        unnumbered="正文{}",
        annex="附件{}",
        article="第{}条",
        separator="，",
        section_numerals=_HAN_NUMERALS,
        subitem_numerals=tuple("㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"),
    ),
    frequent=tuple("的 和 在 是 了 年 国 会 人 为 以 有 这 该 并 与 其 对 中 及 不 上 第 条 等 各 将 应 所 他".split()),
    compounds=(),
)
