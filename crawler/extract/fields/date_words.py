"""The words by which a page's own dates are known, in the languages of newsrooms: labels, class names, keys, addresses."""

import re

YEAR = re.compile(
    r"(?:19|20)\d\d|\d[./]\d{1,2}[./]\d\d|[〇零○一二]{1,2}[〇零○一二三四五六七八九]{2}年|['’]\d\d|[年년]|[０-９]{4}|"
    r"[A-Za-z]{3} \d{1,2}, \d\d\b|\d-\d{1,2}-\d\d|(?:(?![0-9])\d){3,4}|\b1[0-3]\d[./-]\d|\b(?:25|1[34])\d\d\b|"
    r"[\u0e01-\u0e2e]\.?\s?\d\d\b|\b[RH]\d{1,2}[./-]\d"
)
ASCII_YEAR = re.compile(r"(?:19|20)\d\d|\d[./]\d{1,2}[./]\d\d|'\d\d| \d{1,2}, \d\d\b|\d-\d{1,2}-\d\d|\b[RH]\d{1,2}[./-]\d")
PUBLISHED = re.compile(
    r"(?:publi(?:shed|cation|é|ée|cado|cada|cação|cato|cat|cerad|ceret|sert|kovan)|posted|released?|issued|"
    r"post(?:ed)? (?:date|on)|\bdate\b|date posted|"
    r"veröffentlicht|erschienen|stand\b|datum|fecha|data\b|mis en ligne|发布|發布|发表|發表|发文|印发|成文|录入|"
    r"(?<![\u4e00-\u9fff])(?:日期|时间|時間)|上传|刊登|公開|掲載|"  # not of what begins or ends: `报名时间`
    r"投稿|配信|更新时间|作成|등록|입력|게시|опубликован|опубліковано|публикуван|first published|pubblicato|gepubliceerd|"
    r"geplaatst|opublikowan|vloženo|zve[rř]ejn[eě]n|közzétéve|megjelent|julkaistu|objavljeno|avaldatud|paskelbta|δημοσ[ιί]ε|yayın|انتشار|نشر|"
    r"פורסם|प्रकाशित|প্রকাশ|เผยแพร่|วันที่|โพสต์|đăng|diterbitkan|dipublikasikan|გამოქვეყნ)",
    re.I,
)
ORIGINAL = re.compile(
    r"(?:originally|first) (?:published|posted|appeared|released)|ursprünglich (?:veröffentlicht|erschienen)|erstveröffentlich|"
    r"(?:publié|paru) (?:initialement|pour la première fois)|publicado originalmente|首次发布|首发于|初出|初版公開",
    re.I,
)
MODIFIED = re.compile(
    r"(?:updated?|modified|revised|last (?:reviewed|edited|changed|checked)|reviewed|edited|a[ck]?tuali[sz]|geändert|mis à jour|"
    r"mise à jour|modifi[ée]|aggiorna(?:t[oa]|mento)|uuendus|muokattu|sist endret|senast ändrad|zmodyfikowan|"
    r"修改|更新日|最終更新|最后更新|수정|обновлен|оновлено|"
    r"bijgewerkt|gewijzigd|upraven|frissítve|módosítva|uppdatera|opdateret|oppdatert|päivitetty|"
    r"ažurirano|актуализиран|ενημερώθηκε|güncelle|به‌?روز|تحديث|עודכן|अपडेट|আপডেট|ปรับปรุง|แก้ไข|cập nhật|diperbarui|"
    r"განახლ|uuendatud|atnaujinta)",
    re.I,
)
FOREIGN = re.compile(
    r"(?:©|\(c\)|copyright|all rights|版权|版權|(?<![^\W\d_])(?:joined|member since|deadline|expires?|effective|accessed|"
    r"retrieved|birth|born|founded|since|today|established|"
    r"event date|valid (?:until|through)|through\b|until\b|closing date)|icp备|icp证|访问|今天是|当前日期|截止|注册)",
    re.I,
)
DATE_CLASS = re.compile(
    r"date|time|publi|posted|byline|meta\b|meta[-_]|[-_]meta|info|source|author|dateline|pubtime|"
    r"fecha|datum|xl_time|shijian|riqi",
    re.I,
)
ELSEWHERE = re.compile(  # not `__next`, the root of what one framework makes
    r"(?:^|(?<!^_)(?<!\s_)[\s_-])(?:comments?|related|recommend\w*|sidebar|side|widget|footer|foot|copyright|nav\w*|menu|popular|"
    r"latest|trending|recent|more|archive|calendar|carousel|card|teaser|ticker|hot|rank\w*|upcoming|events?|next|prev\w*)(?:[\s_-]|$)",
    re.I,
)
ELSEWHERE_TAGS = frozenset(("footer", "nav", "aside"))
DATELINE = re.compile(
    r"/(?:PRNewswire|PRNewswire-\w+)/|\((?:BUSINESS WIRE|GLOBE ?NEWSWIRE|ACCESSWIRE|NEWSFILE)|\b(?:EQS|DGAP)-",
    re.I,
)
SAID_AFTER = re.compile(r"[^。，\d]{0,20}(?:发表|发布|發表|發布|更新|报道|投稿|公開|掲載)")
META_NAME = re.compile(
    r"(?:publish|pub|issued?|release|posted|created)[a-z]{0,12}[-_.: ]{0,3}(?:date|time|on|at)\b|"
    r"\bdate[-_.: ]?(?:published|posted|issued)",
    re.I,
)
# `var ct = "1581517074";`, as WeChat's pages have it; other systems assign `publish_time`.
# Each begins with a sign in one case, so that the search skips ahead: these look at whole pages.
ASSIGNED = re.compile(
    r"var(?<=\bvar)\s{1,4}(?i:(ct(?=\s?=\s?[\"']\d{10}[\"'])|publish_?time|pub_?time)\s?=\s?[\"']([^\"']{6,40})[\"'])"
)
_KEY = (
    r"(?i:(?=[dfp])(datePublished|publishedAt|published_at|publishDate|publish_date|publishedDate|published_date|"
    r"firstPublished(?:At|Date)?|first_published_at|pubDate|publicationDate|datePosted|displayDate|publishTime|pubtime)(?:\\?\"|"
    r"&quot;)\s*:\s*(?:\\?\"|&quot;)([^\"\\&]{6,40}))"
)
SCRIPTED, SCRIPTED_IN_ATTRIBUTE = re.compile(rf'"{_KEY}'), re.compile(f"&quot;{_KEY}")
