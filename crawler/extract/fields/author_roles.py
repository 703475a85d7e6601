"""Who of several that a text names wrote, and who did other work."""

import re

# `And`; some of these are words of names in other languages, so that they part what else says to be several.
AND = (
    "and|und|et|y|e|ac|en|og|och|ja|un|ir|dhe|va|və|ve|iyo|na|dan|và|agus|eta|és|și|şi|oraz|i|a|και|и|та|және|և|եւ|და|و|और|ও"
)
_IS_AND = re.compile(AND, re.I)
# `By`, before a name; `Da` with a capital letter is the beginning of one.
BY = "by|von|par|por|di|(?-i:da)|door|deur|gan|av|af|oleh|od|nga|от|โดย"
_OTHER_WORK = re.compile(  # than of those who write
    r"\W{0,3}\w{0,6}?(?:photo|foto|φωτο|фото|video|видео|kamera|camera|illustr|ilustr|graphic|grafik|gráfic|zdjęci|valokuv|bild|"
    r"transl|tradu|tłum|prevod|prijevod|překlad|übers|перев|переклад)",
    re.I,
)
LABEL_OF_OTHERS = re.compile(
    r"[^:：／]{0,20}?(?:editor|edited|redak|photo|foto|bild|imag|video|illustr|transl|source|quelle|[ck]onta[ck]t|contatt|contato|"
    r"контакт|联系|聯絡|编辑|編輯|责编|责任|校对|审核|摄影|攝影|来源|來源|写真|사진)[^:：／]{0,14}[:：／]",
    re.I,
)
_OFFICE = re.compile(  # before a section: `Redakteurin Lokales`
    r"(?:\w*redakteur(?:in)?|\w*reporter(?:in)?|korrespondent(?:in)?|journalist(?:e|in)?|rédact(?:eur|rice)|redactora?|periodista|"
    r"redattore|redattrice|giornalista|jornalista|redat(?:or|ora)|redacteur|redaktør|redaktor(?:ka)?|toimittaja|редактор|"
    r"корреспондент|журналист)\s",
    re.I,
)
_ROLE_BEHIND = re.compile(
    rf"(?:\A|(?<=[)）]))[\s,;]*(?:(?:{AND})\s)?([^()（）]{{2,60}}?)\s?[(（]([^()（）]{{2,20}})[)）]"
)
_REPORTED = re.compile(  # `記者林素月／青山報導`
    r"(?:[\u4e00-\u9fff]{2,8}\s?[/／]\s?)?記者\s?([\u4e00-\u9fff]{2,4}(?:[、/／][\u4e00-\u9fff]{2,4}){0,3})\s?[/／]\s?[\u4e00-\u9fff]{0,6}報導"
)
_FIRST_OF_WORKS = re.compile(r"\A(?:\w+ )?by (\S+(?: \S+){1,3}?) \w+ by .+", re.I)  # `Words by Jane Roe Pictures by Ann Lee`
# Words of bodies that write under their own name.
_BODY = re.compile(
    r"\b(?:team|staff|desk|editorial|editors|newsroom|news|press|office|agency|agencies|agenc[ij]a|agência|agenzia|agence|agentura|online|institut\w*|instytut\w*|instituto|ústav\w*|fakult\w*|universi\w*|univerzit\w*|институт\w*|университет\w*|department|ministry|"
    r"association|committee|council|cent(?:er|re)|foundation|bureau|redaktion\w*|presse\w*|referat|abteilung|stabsstelle|assessoria|gabinete|prensa|imprensa|stampa|equip[eo]|équipe|redaksi|\w*agentur|gemeinde|stadt|redacción|"
    r"ayuntamiento|redação|prefeitura|redazione|ufficio|comune|rédaction|mairie|redactie|gemeente|kommune|kommun|redakcja|redakce|"
    r"szerkesztőség|редакция|редакція|пресс-служба|администрация)\b|[\u4e00-\u9fff]{2}(?:日报|日報|晚报|晚報|早报|时报|時報|新闻|新聞|"
    r"通讯社|通訊社|电视台|编辑部|編輯部|編集部|办公室|宣传部|委员会|委員會|协会|大学|大學|学院)\Z|\A[\u4e00-\u9fff]{3,12}[网網社台局科处處部室]\Z|편집부|편집국",
    re.I,
)


def who_wrote(text: str) -> str:
    """A text without those that it says did other work, or with the reporters alone that it names with their place."""
    return _FIRST_OF_WORKS.sub(r"\1", _reporters(_of_roles(text)))


def _of_roles(text: str) -> str:
    """Those in a text that it says did other work in brackets behind the name left out: `Jane Roe (text), Ann Lee (photo)`."""
    roles = list(_ROLE_BEHIND.finditer(text)) if text.endswith((")", "）")) else []
    if not any(is_other_work(role[2]) for role in roles):
        return text
    return ", ".join(role[1].strip(" ,;") for role in roles if not is_other_work(role[2]))


def is_reported(text: str) -> bool:
    """Whether a text names reporters and their place, as papers of Taiwan do."""
    return _reporters(text) != text


def _reporters(text: str) -> str:
    """The reporters that a text names before their place; another text as it is."""
    named = _REPORTED.fullmatch(text.strip("【】〔〕()（） "))
    return named[1] if named else text


def is_and(word: str) -> bool:
    return _IS_AND.fullmatch(word) is not None


def is_other_work(text: str) -> bool:
    """Whether a text begins with what others do than those who write: a photographer's work, a translator's."""
    return _OTHER_WORK.match(text) is not None


def begins_with_office(text: str) -> bool:
    """Whether a text behind a name begins with what that person does."""
    return _OFFICE.match(text) is not None


def is_body(name: str) -> bool:
    """Whether a name is a body's: a desk, an agency, an office."""
    return _BODY.search(name) is not None
