"""Spanish."""

from aligner.languages.language import (
    LATIN_MARKERS,
    FrontPage,
    Language,
    LengthPrior,
    NumberFormat,
    ReferenceForm,
)

LANGUAGE = Language(
    tag="es",
    name="Spanish",
    endonym="español",
    script="Latin",
    markers=LATIN_MARKERS,
    annexes=("Anexo", "Apéndice"),
    chapters=("Capítulo {}", "Parte {}"),
    articles=("Artículo {}", "Regla {}"),
    front=FrontPage(
        setting=(
            r"(?:[\wº]+ ){1,4}(?:período(?: \w+)? de sesiones|reunión|sesión)(?: .{1,30})?|Temas? \d.*|"
            r".+, \d{1,2}\b.*\b\d{4}|Naciones Unidas|Asamblea General|Consejo de Seguridad|"
            r"Consejo Económico y Social|Consejo de Derechos Humanos"
        ),
        byline=(
            r"(?:Nota|Informe|Memorando|Carta|Mensaje|Comunicación|Documento de trabajo|"
            r"Documento de antecedentes|Adición|Corrección)\b.* (?:de la|del|por|presentad[oa]|"
            r"preparad[oa]|dirigida)\b.*|Adición|Corrección"
        ),
        summary=r"Resumen|Índice",
        contents=r"Índice|Contenido",
    ),
    numbers=NumberFormat(thousands=(".", "\u202f", "\u00a0", " "), decimal=(",", ".")),
    quotes=(("“", "”"), ("«", "»"), ('"', '"')),
    abbreviations=tuple(
        "Sr. Sra. Sres. Sras. Srta. Dr. Dra. Excmo. Excma. párr. párrs. art. arts. núm. núms. pág. págs. p. pp. vol. "
        "vols. cap. caps. secc. sec. ap. inc. ej. etc. Ibid. ibid. Ibíd. ibíd. cf. fig. ed. eds. EE. UU. EE.UU. Vol. "
        "Núm. No. op. cit. rev. add. corr. apdo. Ud. Uds. Lic. Gral. ene. feb. abr. ago. sept. oct. nov. dic.".split()
    ),
    length=LengthPrior(ratio=1.013, log_sd=0.153, p05=0.811, p95=1.291, variance=3.99),
    reference=ReferenceForm(paragraph="párr. {}", footnote="nota {}", unnumbered="texto {}", annex="anexo {}"),
    frequent=tuple(
        "de la y en el los las que del a para se por con una un su al como sobre no o es más ha entre sus han lo "
        "también esta este fue así son estados unidas naciones derechos informe consejo comité desarrollo "
        "internacional internacionales medidas personas países artículo párrafo e sin ser había contra otros otras "
        "desde todos todas parte presente cuando hasta donde dicho dichas deberían".split()
    ),
    compounds=(),
)
