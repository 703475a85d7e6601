"""How the parts of a release begin: one pattern a part. Where a language has no pattern, structure says it (release_parts)."""

import re

from crawler.text.writing import weight

_LEAD = r"^[\s■●◆▪•*#>\-–—【\[(（]*"
_TAIL = r"[\s:：】\])）.\-–—*]*$"
_NAME = r"[A-Z0-9À-ÝŽ“\"'‘«&][^.!?。]{0,90}"

ABOUT_HEADING = re.compile(
    rf"{_LEAD}(?:About (?:(?!the\b|us\b|this\b|these\b|our\b|me\b|you\b){_NAME}|the (?=[^.]{{0,60}}\b(?:Company|Companies|Group|"
    r"Corporation|Foundation|Institute|Association|Fund|Bank|University|Organi[sz]ation|Partnership|Council|"
    r"Society)\b)[^.!?]{0,80}|us)|ABOUT [A-Z0-9][^a-z.!?]{1,80}|(?:Corporate|Company) (?:profile|overview|information)|"
    r"Company background|关于(?!.{0,20}(?:的|通知|公告|意见|情况|办法|规定|问题))[^，。！？；]{2,24}|"
    rf"(?:公司|企业|集团|品牌)(?:简介|介绍|概况)|Über (?:(?:die|den|das) )?{_NAME}|Über uns|Unternehmensprofil|Zum Unternehmen|"
    rf"Kurzporträt|[ÀA] propos (?:de (?:la |l['’])?|du |d['’]|des ){_NAME}|Acerca de (?:la |los |las )?{_NAME}|Sobre {_NAME}|"
    rf"[^。、！？\n]{{2,30}}(?:株式会社|グループ|社|Inc\.?|Corporation)[^。、！？\n]{{0,10}}について|会社概要|企業概要|"
    # The same without a name.
    r"O (?:firmie|spółce|nas|společnosti|spoločnosti|podjetju|tvrtki|kompaniji)|О (?:компании|нас)|Про (?:компанію|нас)|"
    r"За компанията|Om (?:oss|os|företaget|bolaget|selskapet|selskabet|virksomheden|koncernen)|Over (?:ons|het bedrijf)|"
    r"Chi siamo|L['’]azienda|Qui sommes[- ]nous|Quiénes somos|Sobre (?:nosotros|nós|la (?:empresa|compañía)|"
    r"a (?:empresa|companhia))|Tietoa (?:yhtiöstä|yrityksestä|meistä)|Yhtiö lyhyesti|Despre (?:noi|companie)|Rólunk|"
    r"A (?:cégről|vállalatról)|"
    r"(?:Şirket )?[Hh]akkında|Hakkımızda|회사 ?소개|Σχετικά με (?:εμάς|την εταιρεία)|Şirkət haqqında|Kompaniya haqida|"
    r"(?:Компания|Біз) (?:туралы|жөнүндө)|Компанийн тухай|Apie (?:mus|įmonę|bendrovę)|Par (?:mums|uzņēmumu)|"
    r"(?:Ettevõttest|Meist)|Um (?:fyrirtækið|okkur)|Rreth (?:nesh|kompanisë)|За (?:компанијата|нас)|Sobre l['’]empresa|"
    r"კომპანიის შესახებ|ჩვენ შესახებ|Ընկերության մասին|Մեր մասին|نبذة عن (?:الشركة|المؤسسة)|عن الشركة|درباره (?:ما|شرکت)|"
    r"אודות(?: החברה)?|על החברה|कंपनी के बारे में|हमारे बारे में|কোম্পানি সম্পর্কে|เกี่ยวกับ(?:บริษัท|เรา)|"
    r"(?:Giới thiệu )?[Vv]ề (?:công ty|chúng tôi)|Tentang (?:[Pp]erusahaan|[Kk]ami)|Mengenai (?:[Ss]yarikat|[Kk]ami)|"
    rf"Kuhusu (?:kampuni|sisi)){_TAIL}"
)
_IN_BRIEF = (
    r"(?<=\s)(?:lyhyesti|i korthet|i korte trekk|kort fortalt|in brief|in short|en bref|en breve|in breve|em resumo|in Kürze|"
    r"in het kort|w skrócie|v kostce|v skratce|dióhéjban|pe scurt|trumpai|īsumā|lühidalt|коротко|кратко|вкратце)"
)
_BRIEF_LABEL, _LONGEST_LABEL = re.compile(rf"{_IN_BRIEF}\Z"), 60
# Words that begin any heading: one of a part only where the text below begins with the same name.
ABOUT_NAME = re.compile(
    rf"{_LEAD}(?:(?:(?:Sobre(?: [oa]s?| el| los| las?)?|Informazioni su(?:l(?:la|l['’])?)?|Chi è|Om|Over(?: de| het)?|"
    r"Tietoa|Profil|O(?: firmie| spółce| společnosti)?|О(?: компании)?|Über|Про|Σχετικά με|Apie|Par|Um|Rreth|За|Tentang|Mengenai|"
    r"Về|Kuhusu|Tungkol sa|نبذة عن|عن|درباره|אודות|על) |เกี่ยวกับ ?|"
    r"关于|關於)[«„“\"]?(?P<after>[^\W\d][^.!?。\n]{1,60}?)|"
    rf"(?P<before>[^.。!?\n、]{{2,40}}?) ?(?:소개|[Hh]akkında|[Hh]aqqında|[Hh]aqida|について|简介|туралы|жөнүндө|тухай|შესახებ|"
    rf"մասին|के बारे में|সম্পর্কে|பற்றி|గురించి|ಬಗ್ಗೆ|-ri buruz|{_IN_BRIEF})){_TAIL}"
)
ABOUT_THE = re.compile(rf"{_LEAD}About the (?P<after>[A-Z][^.!?\n]{{1,60}}?){_TAIL}")  # the same, behind most of a text
ABOUT_INLINE = re.compile(
    rf"{_LEAD}(?:About (?!the (?!.{{0,40}}(?:Company|Group|Corporation|Foundation))){_NAME}?\s?(?:[:：]|\s[–—-]\s|\n)|"
    rf"(?:Über|À propos de|Acerca de|Sobre) {_NAME}?\s?(?:[:：]|\n)"
    r"|关于[^，。！？；：的]{2,24}[：:]\s?\S|(?:公司|企业|集团)简介[：:]|会社概要[：:]?\s?\S)"
)
FORWARD_HEADING = re.compile(
    rf"{_LEAD}(?:(?:Cautionary |Important )?(?:Statements?|Notes?|Notice|Language|Information|Disclosures?|"
    r"Disclaimers?)?\s?(?:Regarding|Concerning|About|on|as to|Relating to)?\s?[\"“]?Forward[- ]Looking (?:Statements?|"
    r"Information)[\w ,&]{0,60}|(?:Private Securities Litigation Reform Act )?[\"“]?Safe Harbou?r[\"”]?[\w ,&.\"“”]{0,80}|"
    r"前瞻性(?:陈述|声明|说明|信息)[^，。]{0,12}|安全港(?:声明|条款)?[^，。]{0,8}|(?:Hinweis(?:e)? (?:zu|"
    r"auf) )?(?:in die )?Zukunftsgerichteten? Aussagen|Zukunftsbezogene Aussagen|(?:Avertissement (?:relatif aux|"
    r"sur les) )?(?:Déclarations|Informations|Énoncés|Données) prospecti(?:ves|fs)[\w ]{0,20}|"
    r"(?:Declaraciones|Informaci[oó]n|Manifestaciones) (?:prospectivas?|a futuro|de futuro)|(?:将来(?:予測|の見通し|見通し)|"
    rf"業績予想)[^。]{{0,30}}|見通しに関する注意[^。]{{0,10}}|Dichiarazioni (?:previsionali|prospettiche)|"
    rf"Declarações (?:prospectivas|sobre o futuro|futuras)|Toekomstgerichte (?:verklaringen|uitspraken)|"
    rf"Framåtriktad information|Oświadczenia dotyczące przyszłości|"
    rf"(?:Заявления прогнозного характера|Прогнозные заявления)|(?:미래 ?예측|전망)[^.]{{0,8}}(?:진술|정보)[^.]{{0,8}}){_TAIL}",
    re.I,
)
FORWARD_INLINE = re.compile(
    r"^.{0,160}?(?:(?:contains?|constitutes?|includes?|are|may be|within the meaning|make|made|"
    r"certain)\b.{0,60}[\"“]?forward[- ]looking|forward[- ]looking (?:statements?|information) (?:within|in|are|is|as|involve|"
    r"contained)|zukunftsgerichtete[nr]? (?:aussagen|informationen)|déclarations (?:de nature )?prospectives|"
    r"informations prospectives|declaraciones (?:prospectivas|a futuro)|前瞻性(?:陈述|声明)|将来(?:予測|の見通し|に関する)|"
    r"safe harbou?r (?:statement|provision|act|for forward|of the private)|"
    r"(?:本|この)[^。、]{0,12}(?:リリース|資料|ページ)に"  # how long it holds
    r"(?:記載|掲載)[^。]{0,30}(?:は[、]?\s?|、)(?:発表(?:日|時)|報道発表))",
    re.I | re.S,
)
FORWARD_GOES_ON = re.compile(
    r"forward[- ]looking|undertakes? no obligation|no obligation to (?:publicly )?update|actual results|"
    r"risks and uncertainties|risk factors|form 10-[kq]|form 20-f|securities (?:act|exchange)|litigation reform act|"
    r"zukunftsgerichtet|prospectiv|riesgos e incertidumbres|前瞻性|风险和不确定|将来|リスク",
    re.I,
)
CONTACT_HEADING = re.compile(
    rf"{_LEAD}(?:(?:Media|Press|Investors?|Investor Relations|Company|Corporate|IR|PR|Public Relations|Analysts?|News ?room|"
    r"Contact|Further|General|For)?(?: (?:and|&|/|or) (?:Media|Press|Investors?|Analysts?|"
    r"Investor Relations))?\s?[:/,&-]{0,2}\s?(?:Relations\s)?(?:Contacts?(?: (?:Information|Details|us|person|for media|"
    r"for investors))?|Enquir(?:y|ies)|Inquir(?:y|ies))|Investor Relations|Public Relations|Media Relations|"
    r"For (?:more|further|additional) information,?(?: please)?(?: contact)?|(?:För|For) (?:mer|mere|ytterligare|yderligere) "
    r"(?:information|informasjon|opplysninger|oplysninger)[\w ,]{0,30}|Lisätietoja[\w ]{0,20}|Pour (?:plus|de plus amples) "
    r"(?:d['’])?informations?[\w ,]{0,30}|Para (?:más|mais) informaci?[óo](?:n|es)[\w ,]{0,20}|"
    r"Per (?:ulteriori|maggiori) informazioni|"
    r"Voor meer informatie[\w ,]{0,20}|(?:Więcej|Dodatkowych) informacji[\w ]{0,20}|Další informace|További információ\w{0,3}|"
    r"Weitere (?:Informationen|Auskünfte)[\w ]{0,20}|За дополнительной информацией[\w ]{0,20}|לפרטים נוספים|"
    r"للمزيد من المعلومات[\w ]{0,20}|Daha fazla bilgi için|Για περισσότερες πληροφορίες|"
    r"(?:新闻|媒体|投资者|公司|业务)?(?:联系人|联系方式|"
    r"联络人|联系我们|联络方式|咨询|垂询)(?:信息)?|(?:媒体|投资者)(?:垂询|查询|联络|联系|关系)[^，。]{0,8}|Pressekontakte?|"
    r"Perscontact(?:en)?|Presskontakt(?:er)?|Contatt[oi] (?:stampa|per la stampa)|Contatos?(?: (?:de|para)(?: a)? imprensa)?|"
    r"Контакты(?: для (?:прессы|СМИ))?|언론 ?문의|Kontakt dla mediów|Kontakt pro média|Basın (?:iletişim|irtibat)|"
    r"Ansprechpartner(?:in)?(?: für[\w ]{0,30})?|Kontakte?(?: für[\w ]{0,30})?|Rückfragen[\w ]{0,20}|Medienkontakte?|"
    r"Personnes?[- ]ressources?|Investor-Relations-Kontakt|"
    r"Contacts? (?:presse|médias|investisseurs|media)|Relations? (?:presse|médias|investisseurs)|"
    r"Contactos?(?: (?:de|para) (?:prensa|medios|inversores))?|Relaciones con (?:inversores|inversionistas|los medios)|"
    r"(?:本件に関する)?(?:報道関係者?(?:様|各位|の皆様)?(?:から)?の?)?お?問い?合わせ先?[^。]{0,14}|(?:報道|取材)(?:関係者)?の?(?:お?問い?合わせ|"
    rf"連絡)先?[^。]{{0,8}}|連絡先){_TAIL}",
    re.I,
)
CONTACT_INLINE = re.compile(
    rf"{_LEAD}(?:(?:(?:Media|Press|Investor|Corporate|Company)\s?)?(?:Contacts?|Inquiries|Enquiries)\s?[:：]\s?\S|"
    r"For (?:more|further|additional|media|press) (?:information|details|inquiries|enquiries|queries|questions)[^.]{0,20}"
    r"(?:please )?contact\b|"
    r"Pressekontakt\s?:|Ansprechpartner\s?:|Kontakt\s?:|Contacts? presse\s?:|Contacto\s?:|(?:新闻|媒体|投资者)?联系(?:人|方式|"
    r"电话|我们)[：:]|媒体联络[：:]|咨询电话[：:]|お?問い?合わせ先?[：:])",
    re.I,
)
# What the word for contacts begins with where it comes from Latin, whatever stands behind it: `Contatti societari`.
CONTACT_STEM = re.compile(rf"{_LEAD}(?:contact|contatt|contato|kontakt|контакт)", re.I)
_PHONE_WORDS = r"Tel|Phone|Fax|Mobile|T[eé]l[eé](?:ph?|f)[oó]{1,2}n\w{0,8}"
_DIGITS = r"\d(?:[\s()./-]{0,2}\d){5}"  # that a number to call begins with
CONTACT_EVIDENCE = re.compile(
    r"[\w.+-]@[\w-]++\.\w|\(at\)|(?:\+|\b00)\d[\d\s().-]{6,}|\(\d{2,4}\)\s?\d|\b\d{3,4}[-.\s]\d{3,4}[-.\s]\d{3,4}\b|"
    r"\b0\d{1,4}[-/ ]\d{3,}|\b0\d{1,4}-\d{1,4}-\d{3,4}\b|\b0\d{1,3}(?:[\s./-]\d{2,3}){3}\b|"
    r"(?:\b(?:tlf|puh|telp?|cell?|mob|gsm|тел|утас|τηλ)|هاتف|تلفن|ٹیلی فون|טל|फोन|ফোন|โทร)\S{0,3}[.:：]?\s?\d[\d\s-]{5,}|"
    rf"\b(?:{_PHONE_WORDS})\s?[+(]?{_DIGITS}|(?:{_PHONE_WORDS}|E-?mail|电话|传真|邮箱|電話)\s?[.:：]",
    re.I,
)
MAY_REACH = re.compile(rf"@|\(at\)|{_DIGITS}")  # a quick look for a number to call or a mail address
_NUMBER = re.compile(_DIGITS)
_MAIL = re.compile(r"[\w.+-]@[\w-]++\.\w")
TELEPHONE = re.compile(rf"(?:\b(?:{_PHONE_WORDS})\b|电话|電話)\s?[.:：]?\s?[+(\d]", re.I)
SOURCE_LINE = re.compile(
    r"^[\s(（【\[]*(?:SOURCE[:\s]\s?[A-Z“\"].{1,100}|Source\s?[:：]\s?\S.{0,100}|(?:文章|信息|新闻|稿件)?来源[：:]\s?\S.{0,40}|"
    r"(?:稿源|出处)[：:]\s?\S.{0,40}|Quelle\s?:\s?\S.{0,100}|Fuente\s?:\s?\S.{0,100}|出典\s?[:：]\s?\S.{0,60}|"
    r"View (?:original|source) (?:content|version|release)\b.{0,200}|Cision View original.{0,200}|Original-Content von:.{0,120}|"
    r"Originalinhalt anzeigen.{0,120}|Contenido original.{0,160}|Consultez le communiqué.{0,160})[)）】\]]*\s*$"
)
_WIRE_SOURCE = re.compile(r"^SOURCE[:\s]\s?([A-Z“\"].{1,60})$", re.M)  # whom a wire names as the sender, below all else
# What wires for stock exchange news print below a release: when it was sent, and a table about its issuer.
ISSUER = re.compile(
    r"This information is provided by RNS\b|"
    r"\d\d\.\d\d\.\d{4}\s(?:\d\d:\d\d\s)?CE?S?T/CES?T\b|(?:Language|Sprache|Langue|Lingua|Idioma)\s?:\s?\|?\s?\w{4,20}\s*\Z"
)
RELATED_HEADING = re.compile(
    rf"{_LEAD}(?:Related (?:Links?|Articles?|News|Stories|Content|Posts?|Documents?|Materials?|Resources|Reading|"
    r"Press Releases?|Topics?)|See also|Read (?:more|also|next)|More (?:on this (?:story|topic)|news|stories|"
    r"from [\w .&]{2,40})|Further reading|You (?:may|might) also like|Recommended(?: for you| reading| articles?)?|"
    r"相关(?:链接|阅读|新闻|文章|报道|推荐|资讯)|延伸阅读|推荐阅读|更多(?:新闻|阅读|报道)|猜你喜欢|"
    r"Weitere (?:Links|Artikel|Meldungen|Nachrichten|Informationen)|Mehr zum Thema|Lesen Sie auch|Weiterführende Links|"
    r"Das könnte Sie auch interessieren|(?:Articles?|Liens?|Contenus?) (?:liés?|associés?|utiles?|connexes?)|"
    r"À lire (?:aussi|également)|Lire aussi|Sur le même (?:sujet|thème)|(?:Enlaces?|Noticias?|Artículos?|"
    r"Contenidos?) relacionad[oa]s?|También te puede interesar|Lea también|Más información|関連(?:リンク|記事|ニュース|情報|"
    rf"ページ)|あわせて読みたい){_TAIL}",
    re.I,
)
RULE = re.compile(r"[\s\-–—―─━_=*＊※~～•·●○◆◇■□#]{2,80}\Z")
NOTES = re.compile(r"\W{0,3}(?:Notes? (?:to|for) (?:the )?[Ee]ditors?|Editors?['’]? [Nn]otes?)\s?:?\Z")  # the heading of some
# What says that the news ends, whatever stands below it.
_END = (
    r"#(?:\s?#){1,5}|[-–—*~]{0,40}\s?(?:END|ENDS|End|Ends|ENDE|Ende|FIN|Fin|完|終|以上|结束|30)\s?[-–—*~]{1,40}|"
    r"[-–—*~]{1,40}\s?(?:END|ENDS|End|Ends|ENDE|Ende|FIN|Fin|完|終|以上|结束|30)\s?[-–—*~]{0,40}|\(?(?:END|ENDS)\)?|"
    r"[（(](?:完|终|終|End|END)[)）]|[<〈《\[【（(]\s?끝\s?[>〉》\]】）)‹›]|以上|-{0,3}\s?[oO0]{3,8}\s?-{0,3}|"
    r"انتهای پیام\s?/?|انتهى|\(?Hết\.?\)?"
)
NEWS_END = re.compile(rf"^[\s*]{{0,40}}(?:{_END})[\s*]{{0,40}}$")
END_MARK = re.compile(
    rf"^[\s*]{{0,40}}(?:{_END}|"
    r"(?=[^\n]{0,60}PDF)[^\n]{0,60}(?<![A-Za-z])"
    r"Adobe(?:[ 　]|\(R\)|（R）|®){0,2}(?:Acrobat|Reader)(?![A-Za-z])[^\n]{0,90}|"
    r"[【\[（(]?\s?(?:打印|关闭|打印本页|关闭窗口|返回顶部|收藏|打印本文|字体|"
    r"大 ?中 ?小)(?:本页|此页|文章|窗口)?(?:[\s　|:：【】\[\]]*(?:打印|关闭|收藏|返回|大|中|小|窗口|本页|"
    r"分享))*\s?[】\])）]?(?:\s?[【\[（(]\s?[^，。】\]]{1,10}[】\])）])*|[【\[（(]?\s?(?:责任编辑|责编|编辑|编校|审核|校对|排版|"
    r"初审|复审|终审|监制|执行编辑|值班编辑|网络编辑)\s?[:：丨|/][^，。；]{0,40}[】\])）]?|"
    r"[【\[]?\s?(?:Print(?: this)?(?: page)?|Close(?: window)?|Print\s?[|/]?\s?Close|Back to top)\s?[】\]]?|扫一扫.{0,20}|"
    r"分享到\s?[:：]?.{0,20}|(?:上|下)一(?:篇|条)\s?[:：].{0,80})[\s*]{0,40}$"
)
# Of who typed a release, as its last line: `MG/AR/RK`.
INITIALS = re.compile(r"^[(（]?[^\s/\d.]{1,8}(?:/[^\s/\d.]{1,8}){2,6}[)）]?$")
END_SUFFIX = re.compile(
    r"(?:(?<!\s)\s++)?[（(【\[]\s?(?:(?:本文)?(?:责任编辑|责编|编辑)\s?[:：][^（）()【】\[\]]{0,24}|完|终)\s?[)）】\]]\s*$"
)
# A full stop that is not an abbreviation's: `About 500 people came.` is no heading, `About Acme Corp.` is one.
SENTENCE_END = re.compile(r"(?<!\bInc)(?<!\bCorp)(?<!\bLtd)(?<!\bCo)(?<!\bLLC)(?<![.\s][A-Za-z])(?<!\bplc)\.$")
_STATEMENT = 80  # Latin characters of one of the future


def says_contacts(text: str) -> bool:
    """Whether a line says in known words that contacts begin."""
    return bool(CONTACT_HEADING.match(text.partition("\n")[0]) or CONTACT_INLINE.match(text))


def says_in_brief(text: str) -> bool:
    """Whether a paragraph is behind a label that says it is about somebody in brief: `Nordkai i korthet: ...`."""
    label, colon, _ = text[:_LONGEST_LABEL].partition(":")
    return colon != "" and _BRIEF_LABEL.search(label) is not None


def has_address(text: str) -> bool:
    """Whether a number to call or a mail address stands in a text."""
    return CONTACT_EVIDENCE.search(text) is not None


def reaches_someone(text: str) -> bool:
    """Whether a telephone's number behind its word, or a mail address, stands in a text."""
    return _MAIL.search(text) is not None or TELEPHONE.search(text) is not None


def reaches_in_two_ways(text: str) -> bool:
    """Whether both a number to call and a mail address stand in a text."""
    return _MAIL.search(text) is not None and _NUMBER.search(text) is not None


def sender(text: str) -> str | None:
    """Whom a line of a wire names as the sender: `SOURCE Ore Corporation`."""
    match = _WIRE_SOURCE.search(text)
    return match[1].strip() if match else None


def speaks_of_the_future(text: str) -> bool:
    """Whether a paragraph is a forward-looking statement, with a quick look before the pattern."""
    head = text[:400].lower()
    signs = ("forward", "safe harb", "zukunfts", "prospectiv", "a futuro", "前瞻性", "将来", "載")
    return weight(text) > _STATEMENT and any(sign in head for sign in signs) and FORWARD_INLINE.match(text) is not None
