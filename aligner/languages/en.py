"""English."""

from aligner.languages.language import (
    LATIN_MARKERS,
    FrontPage,
    Language,
    LengthPrior,
    NumberFormat,
    ReferenceForm,
)

LANGUAGE = Language(
    tag="en",
    name="English",
    endonym="English",
    script="Latin",
    markers=LATIN_MARKERS,
    annexes=("Annex", "Appendix"),
    chapters=("Chapter {}", "Part {}"),
    articles=("Article {}", "Rule {}"),
    front=FrontPage(
        setting=(
            r"(?:[\w-]+ ){1,4}(?:session|meeting|plenary)(?: \(.*\))?|"
            r"(?:[Pp]rovisional )?(?:[Aa]genda )?[Ii]tems? \d.*|.+, \d{1,2}\b.*\b\d{4}|United Nations|"
            r"(?:General Assembly|Security Council|Economic and Social Council|Human Rights Council)"
        ),
        byline=(
            r"(?:Note|Report|Memorandum|Letter|Message|Communication|Submission|Working paper|"
            r"Background paper|Draft [\w ]+|Addendum|Corrigendum)\b(?: submitted| prepared)?,? (?:by|of|"
            r"from|dated)\b.*|Addendum|Corrigendum"
        ),
        summary=r"Summary|Contents|Abstract|Executive summary",
        contents=r"(?:Table of )?Contents",
    ),
    numbers=NumberFormat(thousands=(",", "\u202f", "\u00a0", " "), decimal=(".",)),
    quotes=(("“", "”"), ('"', '"'), ("‘", "’")),
    clitics=("s", "t", "re", "ve", "ll", "d", "m"),
    abbreviations=tuple(
        "No. Nos. para. paras. art. arts. Mr. Ms. Mrs. Messrs. Dr. Prof. St. p. pp. vol. vols. chap. chaps. sect. "
        "sects. subpara. fig. e.g. i.e. etc. Ibid. ibid. cf. cont. ed. eds. rev. add. corr. suppl. U.S. U.K. U.N. v. "
        "vs. Inc. Ltd. Co. Jan. Feb. Mar. Apr. Aug. Sept. Oct. Nov. Dec. approx. op. cit. loc. al. incl. resp. "
        "Gen. Col. Lt. Sgt. Jr. Sr. Hon. H.E. ref. refs. dept. est.".split()
    ),
    length=LengthPrior(ratio=0.889, log_sd=0.159, p05=0.696, p95=1.134, variance=3.39),
    reference=ReferenceForm(
        paragraph="para. {}",
        item=" ({})",
        subitem=" ({})",
        footnote="footnote {}",
        unnumbered="text {}",
        annex="annex {}",
    ),
    frequent=tuple(
        "the of and to in a for on that by as with be is was at from an or its are their has had have which it this "
        "not were also should been other all more such these they he his who would will can may between under into "
        "states united nations report council committee international development including rights shall no any "
        "paragraph article measures persons countries there through than those our we".split()
    ),
    compounds=("so-called", "follow-up", "well-being", "decision-making", "capacity-building"),
)
