"""Arabic."""

from aligner.languages.language import (
    LATIN_MARKERS,
    FrontPage,
    Language,
    LengthPrior,
    MarkerStyle,
    NumberFormat,
    ReferenceForm,
)
from aligner.languages.numbering import ABJAD, ABJAD_NAME, ARABIC, ARABIC_ORDINAL

LANGUAGE = Language(
    tag="ar",
    name="Arabic",
    endonym="العربية",
    script="Arabic",
    right_to_left=True,
    markers=(
        MarkerStyle(level="section", numbering=ARABIC_ORDINAL, form="{}-"),
        MarkerStyle(level="section", numbering=ARABIC_ORDINAL, form="{}."),
        MarkerStyle(level="section", numbering=ARABIC_ORDINAL, form="{}:", cost=1.0),
        MarkerStyle(level="subsection", numbering=ABJAD_NAME, form="{}-"),
        MarkerStyle(level="subsection", numbering=ABJAD_NAME, form="{}."),
        MarkerStyle(level="paragraph", numbering=ARABIC, form="{}-"),
        MarkerStyle(level="item", numbering=ABJAD, form="({})"),
        MarkerStyle(level="item", numbering=ABJAD, form="{})"),
        MarkerStyle(level="item", numbering=ABJAD, form="{}-", cost=1.0),
        MarkerStyle(level="subitem", numbering=ARABIC, form="'{}'"),
        *LATIN_MARKERS,
    ),
    annexes=("المرفق", "مرفق", "التذييل", "تذييل"),
    chapters=("الفصل {}", "الباب {}", "الجزء {}"),
    articles=("المادة {}", "القاعدة {}"),
    front=FrontPage(
        setting=(
            r"(?:الدورة|الجلسة) .{1,40}|الاجتماع ال\w+(?: عشر)?|البن(?:د|ود|دان) .{0,4}\d.*|"
            r".+، \d{1,2}\b.*\b\d{4}|الأمم المتحدة|الجمعية العامة|مجلس الأمن|"
            r"المجلس الاقتصادي والاجتماعي|مجلس حقوق الإنسان"
        ),
        byline=(
            r"(?:مذكرة|تقرير|رسالة|ورقة عمل|وثيقة معلومات أساسية) .{0,20}(?:من|مقدم|الأمين|الأمانة|"
            r"الرئيس|المدير|المفوض|أعدت).*|إضافة|تصويب"
        ),
        summary=r"موجز|المحتويات|ملخص",
        contents=r"(?:فهرس )?المحتويات",
    ),
    numbers=NumberFormat(
        thousands=("\u00a0", "\u202f", " ", "٬", ","), decimal=(",", ".", "٫", "،"), digits="٠١٢٣٤٥٦٧٨٩"
    ),
    quotes=(("”", "“"), ("“", "”"), ("«", "»"), ('"', '"'), ("’’", "‘‘")),
    suffixes=tuple("ات ية ين يات تها اتها اتهم ياتها".split()),
    terminals=".!؟?…۔",
    abbreviations=tuple("د. أ. م. ص. ص.ب. هـ. ج. الخ. إلخ. No. Mr. Ms. p. pp. vol. Vol.".split()),
    length=LengthPrior(ratio=0.752, log_sd=0.197, p05=0.56, p95=1.075, variance=3.85),
    reference=ReferenceForm(
        paragraph="الفقرة {}",
        item=" ({})",
        subitem=" '{}'",
        footnote="الحاشية {}",
        unnumbered="النص {}",
        annex="المرفق {}",
        article="المادة {}",
        separator="، ",
        section_numerals=tuple("أولا ثانيا ثالثا رابعا خامسا سادسا سابعا ثامنا تاسعا عاشرا".split()),
        item_letters=tuple("أ ب ج د هـ و ز ح ط ي ك ل م ن س ع ف ص ق ر ش ت ث خ ذ ض ظ غ".split()),
        subitem_numerals=tuple(str(number) for number in range(1, 31)),
    ),
    frequent=tuple(
        "في من على إلى أن التي عن مع هذه هذا المتحدة الأمم الدول تقرير لجنة مجلس الأمين العام حقوق الإنسان التنمية "
        "الدولية بين ذلك بما كما كل غير أو لا ما لم تم قد كان كانت الذي ومن وفي وقد أيضا التدابير الأشخاص المادة "
        "الفقرة بشأن خلال بعد قبل عام جميع".split()
    ),
    compounds=(),
)
