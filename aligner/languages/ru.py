"""Russian."""

from aligner.languages.language import (
    LATIN_MARKERS,
    FrontPage,
    Language,
    LengthPrior,
    MarkerStyle,
    NumberFormat,
    ReferenceForm,
)
from aligner.languages.numbering import CYRILLIC

LANGUAGE = Language(
    tag="ru",
    name="Russian",
    endonym="русский",
    script="Cyrillic",
    markers=(
        *LATIN_MARKERS,
        MarkerStyle(level="item", numbering=CYRILLIC, form="{})", cost=2.0),
        MarkerStyle(level="item", numbering=CYRILLIC, form="({})", cost=2.0),
    ),
    annexes=("Приложение", "Добавление"),
    chapters=("Глава {}",),
    articles=("Статья {}",),
    front=FrontPage(
        setting=(
            r"(?:[\w-]+ ){1,5}(?:сессия|совещание|заседание)(?: .{1,30})?|Пункт(?:ы)? \d.*|"
            r".+, \d{1,2}\b.*\b\d{4}(?: года| г\.)?|Организация Объединенных Наций|"
            r"Генеральная Ассамблея|Совет Безопасности|Экономический и Социальный Совет|"
            r"Совет по правам человека"
        ),
        byline=(
            r"(?:Записка|Доклад|Меморандум|Письмо|Послание|Сообщение|Рабочий документ|"
            r"Справочный документ) (?:Секретариата|Генерального|Председател|Директора|Верховного|"
            r"Специальн|Исполнительного|секретариата|представлен|подготовлен|от ).*|Добавление|"
            r"Исправление"
        ),
        summary=r"Резюме|Содержание",
    ),
    numbers=NumberFormat(thousands=("\u00a0", "\u202f", " "), decimal=(",",)),
    quotes=(("«", "»"), ("„", "“"), ("<<", ">>")),
    abbreviations=tuple(
        "г. гг. г-н. г-жа. ст. п. пп. подп. стр. с. гл. разд. см. т. е. д. п. т.е. т.д. т.п. др. пр. им. долл. тыс. "
        "млн. млрд. руб. кв. куб. англ. фр. исп. рус. ред. изд. рис. табл. прим. напр. ср. ч. вып. кн. н. э. "
        "янв. февр. авг. сент. окт. нояб. дек. ул. проф. акад.".split()
    ),
    length=LengthPrior(ratio=0.984, log_sd=0.186, p05=0.753, p95=1.319, variance=5.51),
    reference=ReferenceForm(
        paragraph="п. {}", footnote="сноска {}", unnumbered="текст {}", annex="приложение {}", article="ст. {}"
    ),
    frequent=tuple(
        "и в на по с о для что не к от а из также об или его их как при за до со том том это которые они было был "
        "были быть может года году государств наций объединенных организации прав человека доклад совета комитет "
        "развития международного меры лиц стран статьи пункт между том числе является следует ее все этих она "
        "которых без этого после через она государства".split()
    ),
    compounds=(),
)
