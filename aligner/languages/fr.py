"""French."""

from aligner.languages.language import (
    LATIN_MARKERS,
    FrontPage,
    Language,
    LengthPrior,
    NumberFormat,
    ReferenceForm,
)

LANGUAGE = Language(
    tag="fr",
    name="French",
    endonym="français",
    script="Latin",
    markers=LATIN_MARKERS,
    annexes=("Annexe", "Appendice"),
    chapters=("Chapitre {}", "Partie {}"),
    articles=("Article {}", "Règle {}"),
    front=FrontPage(
        setting=(
            r"(?:[\w’'-]+ ){1,5}(?:session|réunion|séance)(?: \w+)?|Points? \d.*|.+, \d{1,2}\b.*\b\d{4}|"
            r"(?:Organisation des )?Nations Unies|Assemblée générale|Conseil de sécurité|"
            r"Conseil économique et social|Conseil des droits de l[’']homme"
        ),
        byline=(
            r"(?:Note|Rapport|Mémorandum|Lettre|Message|Communication|Document de travail|"
            r"Document d[’']information|Additif|Rectificatif)\b.* (?:du|de la|de l[’']|par|présenté|"
            r"établi|adressée)\b.*|Note du Secrétariat|Additif|Rectificatif"
        ),
        summary=r"Résumé|Table des matières|Sommaire",
        contents=r"Table des matières|Sommaire",
    ),
    numbers=NumberFormat(thousands=("\u202f", "\u00a0", " "), decimal=(",",)),
    quotes=(("«", "»"), ("“", "”"), ("<<", ">>")),
    spaced_signs=":;?!»",
    elisions=tuple("c d j l m n s t qu jusqu lorsqu puisqu quoiqu quelqu presqu".split()),
    abbreviations=tuple(
        "M. MM. Mme. Mmes. Mlle. Dr. Me. art. par. al. chap. sect. vol. p. pp. n. no. nos. fig. tabl. cf. éd. trad. "
        "etc. Ibid. ibid. op. cit. ex. env. suppl. add. rev. corr. av. apr. réf. s. suiv. St. J. N. U. T. F. E. C. R. "
        "janv. févr. juill. sept. oct. nov. déc.".split()
    ),
    lost_superscripts=(("no", "nᵒ"), ("nos", "nᵒˢ"), ("No", "Nᵒ")),
    length=LengthPrior(),
    reference=ReferenceForm(),
    frequent=tuple(
        "de la les des et à le du en dans que pour par aux sur qui une au ou un est ne sont ont être avec ce cette "
        "ces il elle se pas plus leur leurs son sa ses été entre comme mais dont même ainsi tout tous toutes fait "
        "états nations unies droits rapport conseil comité également notamment devraient nous afin sans sous y "
        "paragraphe mesures personnes pays international internationale développement secrétaire".split()
    ),
    compounds=("main-d’œuvre", "main-d'œuvre", "chef-d’œuvre", "chefs-d’œuvre", "c’est-à-dire", "vis-à-vis"),
)
