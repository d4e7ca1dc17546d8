"""Language tags: BCP 47 (RFC 5646), normalised once on entry.

>>> normalise("fr_FR"), normalise("FR"), normalise("fra"), normalise("zh-hans-cn")
('fr-FR', 'fr', 'fr', 'zh-Hans-CN')
"""

from __future__ import annotations

import functools
import re

from tmx.errors import TmxError

# ISO 639-2 (terminology and bibliographic codes) to ISO 639-1; BCP 47 asks for the shortest code there is.
_SHORTER_CODES = """
aar=aa abk=ab afr=af aka=ak alb=sq amh=am ara=ar arg=an arm=hy asm=as ava=av ave=ae aym=ay aze=az bak=ba
bam=bm baq=eu bel=be ben=bn bih=bh bis=bi bod=bo bos=bs bre=br bul=bg bur=my cat=ca ces=cs cha=ch che=ce
chi=zh chu=cu chv=cv cor=kw cos=co cre=cr cym=cy cze=cs dan=da deu=de div=dv dut=nl dzo=dz ell=el eng=en
epo=eo est=et eus=eu ewe=ee fao=fo fas=fa fij=fj fin=fi fra=fr fre=fr fry=fy ful=ff geo=ka ger=de gla=gd
gle=ga glg=gl glv=gv gre=el grn=gn guj=gu hat=ht hau=ha heb=he her=hz hin=hi hmo=ho hrv=hr hun=hu hye=hy
ibo=ig ice=is ido=io iii=ii iku=iu ile=ie ina=ia ind=id ipk=ik isl=is ita=it jav=jv jpn=ja kal=kl kan=kn
kas=ks kat=ka kau=kr kaz=kk khm=km kik=ki kin=rw kir=ky kom=kv kon=kg kor=ko kua=kj kur=ku lao=lo lat=la
lav=lv lim=li lin=ln lit=lt ltz=lb lub=lu lug=lg mac=mk mah=mh mal=ml mao=mi mar=mr may=ms mkd=mk mlg=mg
mlt=mt mon=mn mri=mi msa=ms mya=my nau=na nav=nv nbl=nr nde=nd ndo=ng nep=ne nld=nl nno=nn nob=nb nor=no
nya=ny oci=oc oji=oj ori=or orm=om oss=os pan=pa per=fa pli=pi pol=pl por=pt pus=ps que=qu roh=rm ron=ro
rum=ro run=rn rus=ru sag=sg san=sa sin=si slk=sk slo=sk slv=sl sme=se smo=sm sna=sn snd=sd som=so sot=st
spa=es sqi=sq srd=sc srp=sr ssw=ss sun=su swa=sw swe=sv tah=ty tam=ta tat=tt tel=te tgk=tg tgl=tl tha=th
tib=bo tir=ti ton=to tsn=tn tso=ts tuk=tk tur=tr twi=tw uig=ug ukr=uk urd=ur uzb=uz ven=ve vie=vi vol=vo
wel=cy wln=wa wol=wo xho=xh yid=yi yor=yo zha=za zho=zh zul=zu
"""
_SHORTER = dict(pair.split("=") for pair in _SHORTER_CODES.split())
_PRIMARY = re.compile(r"[A-Za-z]{2,8}|[xXiI]")
_SUBTAG = re.compile(r"[A-Za-z0-9]{1,8}")


@functools.lru_cache(maxsize=512)
def normalise(tag: str) -> str:
    """Return ``tag`` in the form of BCP 47, section 2.1.1: hyphens, shortest language code, customary case.

    A POSIX locale's encoding and modifier (``fr_FR.UTF-8@euro``) are dropped. Raises :class:`TmxError` where
    ``tag`` is not of that form.
    """
    plain = re.split(r"[.@]", tag.strip(), maxsplit=1)[0]
    first, *rest = re.split(r"[-_]", plain)
    if not _PRIMARY.fullmatch(first) or not all(_SUBTAG.fullmatch(part) for part in rest):
        raise TmxError(f"{tag!r} is not a language tag; write it like 'fr' or 'fr-CA'")
    language = first.lower()
    parts = [_SHORTER.get(language, language)]
    private = len(language) == 1
    for part in rest:
        parts.append(part.lower() if private else _cased(part))
        private = private or len(part) == 1
    return "-".join(parts)


def primary(tag: str) -> str:
    """Return the language alone: ``fr`` for ``fr-CA``."""
    return normalise(tag).partition("-")[0]


def matches(wanted: str, tag: str) -> bool:
    """Whether ``tag`` is ``wanted`` or more special: basic filtering of RFC 4647, section 3.3.1.

    >>> matches("fr", "fr-CA"), matches("fr-CA", "fr"), matches("fr", "frr")
    (True, False, False)
    """
    broad, special = normalise(wanted).lower(), normalise(tag).lower()
    return special == broad or special.startswith(broad + "-")


def _cased(subtag: str) -> str:
    """Region in capitals, script with one, all else small (RFC 5646, section 2.1.1)."""
    if len(subtag) == 2 and subtag.isalpha():
        return subtag.upper()
    if len(subtag) == 4 and subtag.isalpha():
        return subtag.title()
    return subtag.lower()
