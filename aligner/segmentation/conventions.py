"""Where a full stop ends no sentence, language by language: what our segmentation rules are made of.

Abbreviations stand without their last stop; one that begins with a small letter counts with a capital too. A tilde is
a space that may be missing (``p.~ex``).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Conventions:
    """What a language's texts abbreviate and how their sentences begin; words separated by spaces."""

    titles: str = ""
    """Abbreviations before a name; such a stop never ends a sentence."""
    references: str = ""
    """Abbreviations before what they refer to, or inside a phrase; such a stop never ends a sentence either."""
    counters: str = ""
    """Words that are abbreviations only before a numeral or a letter that counts: English ``No. 5``, ``art. 5``."""
    endings: str = ""
    """Abbreviations that may end a sentence, before a capital only if it begins one of ``starters``."""
    finals: str = ""
    """Abbreviations with stops inside that end the sentence before any capital: ``и т. д.``"""
    units: str = ""
    """Abbreviations that after a numeral end the sentence if a capital follows: ``10 a.m.``, ``2009 г.``"""
    openings: str = ""
    """Words that begin a sentence with a date: ``В 2010 г. Комитет`` is no sentence that ends with the year."""
    bound: tuple[tuple[str, str], ...] = ()
    """Abbreviations and the capitalised word that belongs to them: ``долл. США``."""
    labels: str = ""
    """Words, or abbreviations with their stop, before a capital letter that is no initial: ``annexe A.``"""
    starters: str = ""
    """Words with which a sentence often begins and a name never; one with an apostrophe stands before any word."""


_ENGLISH_TITLES = "Mr Messrs Mrs Ms Mses Mx Dr Drs Prof Profs St Gen Lt Col Maj Capt Cmdr Adm Brig Sgt Hon Sen Gov Amb"
_ENGLISH_REFERENCES = "arts paras subpara subparas vols pp chaps sects figs cf viz eds e.g i.e vs approx ca incl resp"
_ENGLISH_COUNTERS = """No Nos no nos art para vol p chap ch sect sec secs fig app ann doc docs par suppl Add Corr Rev
    tab reg regs ser cl cls item note n c pt pts res resol dec Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec"""

CONVENTIONS = {
    "ar": Conventions(
        titles=f"د أ.د أ.م.د {_ENGLISH_TITLES}",
        references=f"{_ENGLISH_REFERENCES} op.~cit loc.~cit",
        counters=f"ص ص.ص ج مج ط ع ف ق رقم {_ENGLISH_COUNTERS}",
        endings="هـ ق.م إلخ الخ",
    ),
    "en": Conventions(
        titles=f"{_ENGLISH_TITLES} Msgr H.E Rev",
        references=f"{_ENGLISH_REFERENCES} esp supp",
        counters=_ENGLISH_COUNTERS,
        endings="al Jr Sr Inc Ltd Co Corp Bros v ed trans op.~cit loc.~cit Ph.~D",
        units="a.m p.m",
        labels="""sec. sect. chap. app. annex appendix group option part plan table section category list
            column division scenario schedule variant figure type class title chapter vitamin hepatitis point
            phase level exhibit zone cluster panel committee""",
        starters="""The This That These Those It Its He She They We You His Her Their Our In On At By For
            From With Without To As If When While Where Although However Moreover Furthermore Therefore Thus
            Accordingly Nevertheless Further An A After Before During Since Such Some Many Most Several Both
            Each Every All Any No One Two There Here And But Or Nor So Yet Under Over Upon Until Between Among
            Only Also See Another Other Others Following Pursuant Having Because What Which Who How Why Not""",
    ),
    "es": Conventions(
        titles="""Sr Sres Sra Sras Srta Srtas Dr Dres Dra Dras Prof Profa Lic Ing Arq Abg D Dª Dña Excmo
            Excma Excmos Ilmo Ilma Mons Gral Cnel Tte Almte Emb Sto Sta Fr Hno""",
        references="""art arts párr párrs núm núms pág págs vols caps secc incs ap apdo apdos apart figs cf
            cfr vid p.~ej por~ej ed eds trad coord suppl supl aprox tít fasc expte EE anx obs""",
        counters="""No Nos Nº nº no nros nro p pp ss n Add Corr Rev vol cap inc fig lib col res resol doc
            docs dir nota dec ene feb mar abr may jun jul ago sept sep oct nov dic""",
        endings="al Ud Uds Vd op.~cit loc.~cit ob.~cit v",
        finals="EE.~UU",
        units="a.~m p.~m hs hrs a.m p.m",
        labels="""secc. cap. ap. anexo apéndice grupo opción parte plan cuadro tabla sección categoría lista
            columna división escenario variante figura tipo clase título capítulo vitamina hepatitis punto fase
            nivel zona serie""",
        starters="""El La Los Las Lo Un Una Unos Unas Este Esta Estos Estas Esto Ese Esa Esos Esas Eso Aquel
            Aquella En Por Para Con Sin A Al Ante Bajo Desde Hasta Hacia Según Sobre Tras Si No Se Su Sus Es Son
            Fue Ha Han Pero Además Asimismo También Tampoco Así Cuando Donde Como Mientras Aunque Entre Durante
            Después Antes Todo Toda Todos Todas Cada Algunos Algunas Varios Varias Muchos Muchas Otro Otra Otros
            Otras Ningún Ninguna Nuestro Nuestra Nosotros Ellos Ellas Él Ella Véase Véanse Dicho Dicha Dichos
            Dichas Cabe De Del""",
    ),
    "fr": Conventions(
        titles="M MM Mr Mme Mmes Mlle Mlles Dr Drs Pr Prof Me Mgr St Ste Gal Col Cdt Lt Amb",
        references="""paras chap sect vol vols pp cf réf réfs fig tabl suppl éd trad coll fasc liv rapp Add
            Rev Corr env n° nᵒ c.-à-d c.~-à-d p.~ex par~ex arr obs""",
        counters="""art par al no No nos Nos s l n p alin ch sec tit doc docs rés déc dir note let av ap apr
            comp req aff ann app pt janv févr juil juill sept oct nov déc add rev corr""",
        endings="et~al J.-C op.~cit loc.~cit art.~cit v Cie Jr",
        labels="""sect. chap. app. annexe appendice groupe option partie plan tableau section catégorie
            liste colonne division scénario variante figure type classe titre chapitre vitamine hépatite point
            phase niveau comité zone""",
        starters="""Le La Les Il Ils Elle Elles On Ce Cet Cette Ces Cela En Un Une Des Au Aux À Dans Pour
            Par Si Mais Toutefois Cependant Néanmoins Ainsi Or Car Sur Selon Outre Afin Nous Vous Notre Nos Son
            Sa Ses Leur Leurs Tout Tous Toute Toutes Lors Lorsque Après Avant Depuis Pendant Chaque Plusieurs
            Certains Certaines Aucun Aucune Voir De Du Avec Sans Comme Quant Enfin Ensuite Puis Parmi Celui
            Celle Ceux Celles D’ L’ C’ S’ J’ N’ Qu’ Aujourd’ Lorsqu’ D' L' C' S' J' N' Qu' Aujourd' Lorsqu'""",
    ),
    "ru": Conventions(
        titles="г-н г-жа г-да гг-н проф акад д-р доц св пос ул просп бул пер пл г",
        references=f"""ст п пп подп абз гл разд тт вып стр табл прим примеч см ср напр т.~е т.~к т.~о исправ
            изд цит указ соч {_ENGLISH_REFERENCES}""",
        counters=f"""{_ENGLISH_COUNTERS} № рев ред кн т ч чч с сс док доб добав рез рис граф илл им пункт янв
            февр мар апр июн июл авг сент окт нояб дек""",
        endings="т.~ч н.~э ген полк кап обл",
        finals="др проч пр т.~д т.~п",
        openings="В Во С Со К До После На По За От",
        units="г гг в вв руб коп долл чел тыс млн млрд трлн т кв кг км экз с ч мин",
        bound=(("долл", "США"), ("руб", "РФ")),
        labels="""разд. гл. прил. приложение приложения приложении добавление добавления группа группы
            группе вариант варианта варианте часть части план таблица таблицы таблице раздел раздела разделе
            категория категории перечень колонка список сценарий рисунок тип класс глава главы главе витамин
            гепатит пункт этап уровень зона серия""",
        starters="""В Во На По При Для От До Из За Над Под Об О Он Она Оно Они Это Этот Эта Эти Тот Та Те Мы
            Вы Я Как Если Когда Хотя Однако Кроме Также Таким Так Тем Но А И Или Чтобы Поскольку После Перед Со
            С К Ко У Без Между Среди Согласно Все Всё Вся Весь Каждый Каждая Каждое Некоторые Многие Ряд Другие
            Его Ее Её Их Наш Наша Наши Там Здесь Где Что Кто Не Ни Через Помимо Вместе Ввиду Несмотря Учитывая
            Данный Данная Данные Такой Такая Такие Затем Поэтому Ныне Сегодня См Настоящий Настоящая Настоящее
            Указанные""",
    ),
    "zh": Conventions(titles=_ENGLISH_TITLES, references=_ENGLISH_REFERENCES, counters=_ENGLISH_COUNTERS, endings="al"),
}
"""By primary language subtag; a language without an entry has its list of abbreviations, which never end a sentence."""
