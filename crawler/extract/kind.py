"""What a page is: an article, a listing, or neither, with the reason. For any page, at a fraction of a millisecond.

Pages that stand in for another one (challenge, block page, error, maintenance, cookie wall, login) are known by words in
six languages that stand alone on them; articles are told from listings and service pages by a logistic model.
"""

import math
import re

from crawler.extract.blocks import Block
from crawler.extract.dates.claims import url_date
from crawler.extract.dates.printed import main_run
from crawler.extract.head import Head, head_of
from crawler.extract.kind_features import NAMES, features
from crawler.extract.kind_weights import BIAS, WEIGHTS
from crawler.extract.page import Page

# Text of scripts and frames that only stand-in pages have; believed where the page shows almost nothing.
_CHALLENGE_CODE = (
    "__jsluid", "__jsl_clearance", "_cf_chl", "cf-chl", "challenge-platform", "cf-browser-verification", "captcha-delivery.com", "_Incapsula_Resource",
    "px-captcha", "acw_sc__v2", "aliyun_waf", "yunsuo", "hcaptcha.com", "recaptcha", "ddos-guard", "sucuri_cloudproxy", "awswaf", "_abck", "geetest",
    "slowAES", "document.cookie", "window.location.reload", "location.reload", "distil_r_captcha", "safeline", "wzws-waf", "_guard/",
)
_STAND_INS = (
    ("challenge", re.compile(
        r"^(?:just a moment|attention required|one moment,? please|please wait|checking (?:your|if the site)|verif(?:y|ying) (?:you are|your browser|that you)|"
        r"are you (?:a )?(?:human|robot)|security check|robot check|human verification|ddos protection|bot verification|please (?:verify|complete the|enable javascript|enable cookies)|"
        r"enable javascript and cookies|pardon our interruption|captcha|安全验证|安全检查|人机验证|访问验证|滑动验证|请(?:完成|进行|输入).{0,8}验证|正在(?:进行)?(?:安全)?(?:验证|检查)|"
        r"浏览器(?:安全)?检查|sicherheitsüberprüfung|bitte bestätigen sie,? dass sie|einen moment|vérification (?:de sécurité|que vous)|vérifiez que vous|un instant|"
        r"comprobación de seguridad|verifi(?:ca|que) que (?:eres|es)|un momento|ロボットではない|セキュリティ(?:チェック|確認)|あなたが人間)", re.I)),
    ("block_page", re.compile(
        r"^(?:access (?:to this (?:page|site|website) )?(?:has been |is |was )?(?:denied|forbidden|blocked|restricted)|(?:error )?(?:403|1020|1015)\b|forbidden|(?:sorry,? )?you have been blocked|"
        r"(?:your )?(?:request|ip|access)[\w\s]{0,20}(?:has been )?blocked|request (?:rejected|unsuccessful|blocked)|the requested url was rejected|not authorized|unauthorized|"
        r"too many requests|rate limit|429\b|unavailable (?:in your|for legal)|451\b|(?:您的|你的)?(?:访问|请求|ip).{0,10}(?:被拒绝|被拦截|被阻断|被禁止|受限|已被)|禁止访问|拒绝访问|访问(?:被拒绝|受限|禁止|异常|过于频繁)|"
        r"zugriff (?:verweigert|nicht erlaubt|gesperrt)|accès (?:refusé|interdit)|acceso (?:denegado|prohibido|restringido)|アクセスが(?:拒否|禁止|制限)|アクセス(?:拒否|制限))", re.I)),
    ("soft_404", re.compile(
        r"^(?:(?:error|http|fehler|erreur)?\W{0,3}(?:404|410)\b|(?:oops|sorry|uh[- ]oh|whoops)\W{0,6}(?:(?:that|the|this) )?page|(?:the |this |that )?(?:requested )?page (?:was |could )?(?:you|not found|not be found|cannot|can't|can’t|doesn|does not|is no|no longer|has been (?:removed|moved|deleted))|"
        r"(?:content|article|document|file|resource|story|url) (?:was )?(?:not found|no longer|is no longer|unavailable|not available|has been (?:removed|deleted))|not found|nothing (?:was )?found|we (?:can't|can’t|couldn't|couldn’t|could not|cannot|can not) find|"
        r"(?:对不起|抱歉|很抱歉|非常抱歉)?[，,。！!\s]*(?:您|你)?(?:要|所|请求)?(?:访问|查找|请求|浏览|打开)?的?(?:页面|网页|文章|内容|信息|文件|资源)(?:不存在|未找到|没有找到|找不到|已(?:经)?(?:被)?(?:删除|下线|移除|失效)|无法找到|可能已)|"
        r"找不到(?:该|您|你|页面|网页|文件)|页面(?:走丢|丢失|出错|没找到)|无此(?:页面|文章|信息)|(?:die |diese )?(?:angeforderte |gewünschte )?seite (?:wurde |konnte |ist )?nicht (?:gefunden|vorhanden|verfügbar)|"
        r"(?:cette |la )?page (?:demandée )?(?:est |n'existe|n’existe|introuvable|non trouvée)|contenu introuvable|(?:la )?página (?:solicitada )?(?:no (?:encontrada|existe|se|ha|está|disponible))|no encontramos|"
        r"(?:お探しの|ご指定の|指定された)?(?:ページ|記事|コンテンツ)(?:は|が|を)?(?:見つかりません|存在しません|ありません|見つけることが)|お探しのページ)", re.I)),
    ("maintenance", re.compile(
        r"^(?:(?:site|website|page|we(?:'re|’re| are)|currently|this (?:site|website)|our (?:site|website)|sorry)[\w\s,'’]{0,24}(?:under|down for|undergoing|performing)[\w\s]{0,20}(?:maintenance|construction)|"
        r"(?:scheduled |planned |under |site )?maintenance(?: mode| page| break)?\W*$|under (?:maintenance|construction)|we(?:'ll|’ll| will) be (?:right )?back|(?:http |error )?50[0234]\b|service (?:temporarily )?unavailable|temporarily (?:unavailable|down)|"
        r"bad gateway|gateway time-?out|internal server error|coming soon\W*$|(?:本|网|系统|该)?(?:网站|站点|系统|平台)?(?:正在|正)?(?:升级|系统)?维护(?:升级)?(?:中|升级中)|(?:网站|系统)(?:正在)?(?:升级|维护|建设)|网站(?:暂时)?(?:关闭|无法访问)|"
        r"wartungs(?:arbeiten|modus|seite)|(?:die |unsere )?(?:seite|website) (?:wird|ist|befindet)[\w\s]{0,20}(?:gewartet|wartung)|(?:site |page )?en (?:cours de )?maintenance|(?:sitio |página )?en (?:mantenimiento|construcción)|"
        r"(?:ただいま|現在)?(?:システム)?メンテナンス(?:中|のお知らせ))", re.I)),
    ("cookie_wall", re.compile(
        r"^(?:before you continue to|we (?:and our partners )?(?:value your privacy|use cookies)|your privacy(?: choices| matters)?\W*$|(?:please )?accept (?:all )?cookies|cookie (?:consent|settings|policy|notice)\W*$|consent\b|"
        r"wir (?:und unsere partner )?(?:verwenden|nutzen|brauchen|benötigen)[\w\s]{0,20}(?:cookies|einwilligung|zustimmung)|ihre (?:zustimmung|privatsphäre)|datenschutz-?einstellungen|nous (?:et nos partenaires|utilisons)|"
        r"votre vie privée|(?:nosotros|usamos|utilizamos)[\w\s]{0,20}cookies|su privacidad|クッキー|cookieの使用|我们使用\s?cookie)", re.I)),
    ("login", re.compile(
        r"^(?:(?:please )?(?:log ?in|sign ?in|login)(?: (?:to|or|with|required)\b.{0,60})?\W*$|(?:please |you (?:must|need to) )(?:be )?(?:log(?:ged)? ?in|sign(?:ed)? ?in)|(?:member|user|account|customer) (?:log ?in|sign ?in)|"
        r"(?:create|subscribe).{0,20} to (?:continue|read)|(?:用户|会员|请先?)(?:登录|登陆)|登录\W*$|(?:bitte )?(?:melden sie sich|einloggen|anmelden)|anmeldung\W*$|(?:veuillez )?(?:vous )?connect(?:er|ez-vous)|"
        r"identifi(?:ez-vous|cation)|inici(?:a|e|ar) sesión|acceda|ログイン)", re.I)),
)
_LITTLE = 1500  # characters of running text beyond which a page does not stand in for another one
_HARDLY_ANY = 250
_STRONG_PARAGRAPH = 600
_EDGE = " \t\n!·|-–—:：。.,，【】[]()（）\"“”'⚠️❌🚧"
_ROWS, _SOME_ROWS = 8, 5
_ARTICLE_URL = 2.0  # a date in the address speaks for an article as much as a third of everything else

_ROW_SHAPES, _HEADLINES = NAMES.index("repeats"), NAMES.index("headline_links")
_ROOT, _LINK_DENSITY = NAMES.index("path_root"), NAMES.index("link_density")


def page_kind(page: Page) -> tuple[str, str]:
    """(`article` | `listing` | `other`, reason).

    Reasons: `article_body`; `rows`; `empty`, `challenge`, `block_page`, `soft_404`, `maintenance`, `cookie_wall`, `login`,
    `needs_javascript`, `section_front`, `service_page`.
    """
    head = head_of(page)
    shown = [block for block in page.blocks if block.text and not block.hidden]
    run = main_run(page.blocks)
    reason = stand_in(page, head, shown, run)
    if reason:
        return "other", reason
    values = features(page, run)
    if article_score(values, page.url) > 0:
        return "article", "article_body"
    rows, headlines = _count(values[_ROW_SHAPES]), _count(values[_HEADLINES])
    if headlines >= _ROWS or rows >= _SOME_ROWS:
        return "listing", "rows"
    if values[_ROOT] or values[_LINK_DENSITY] > 0.5:
        return "other", "section_front"
    return "other", "service_page"


def article_score(values: list[float], url: str) -> float:
    """Log odds that a page with these features is an article."""
    score = BIAS + sum(weight * value for weight, value in zip(WEIGHTS, values, strict=True))
    return score + (_ARTICLE_URL if url_date(url) is not None else 0.0)


def _count(logarithm: float) -> int:
    return round(math.expm1(logarithm))


def stand_in(page: Page, head: Head, shown: list[Block], run: tuple[int, int]) -> str | None:
    """Why the page is not what its address promised; None where it may be."""
    text = sum(len(block.text) - block.link_chars for block in shown)
    if text < _HARDLY_ANY and _challenge_code(page.text, text):
        return "challenge"
    if text == 0 and not any(block.image is not None for block in page.blocks):
        return _by_form(page, 0) or ("needs_javascript" if len(page.text) > 1000 and "<script" in page.text.lower() else "empty")
    main = [block for block in shown if run[0] <= block.index <= run[1]]
    running = sum(len(block.text) - block.link_chars for block in main)
    if running > _LITTLE or any(len(block.text) - block.link_chars > _STRONG_PARAGRAPH for block in main):
        return None
    title = (head.title or "").strip(_EDGE)
    reason = _matched(title) if title and text < 4 * _LITTLE else None
    if reason and (text < _LITTLE or reason == "soft_404"):
        return reason
    return _said(shown, text) or (_by_form(page, running) if text < 600 else None)


def _said(shown: list[Block], text: int) -> str | None:
    """A stand-in that says so in a heading or, where there is little else, at the start of any line."""
    for block in shown[:400]:
        if block.link_chars or len(block.text) > 400:
            continue
        if block.element.tag in ("h1", "h2") or text < 700:
            reason = _matched(block.text.strip(_EDGE))
            if reason and (reason not in ("cookie_wall", "login") or text < 700):
                return reason
    return None


def _matched(text: str) -> str | None:
    return next((reason for reason, pattern in _STAND_INS if pattern.match(text)), None)


def _challenge_code(text: str, shown: int) -> bool:
    """Scripts that set a cookie and come back; on a page that shows nothing one sign is enough."""
    if len(text) > 200_000:
        return False
    return sum(sign in text for sign in _CHALLENGE_CODE) >= (1 if shown < 60 else 2)


def _by_form(page: Page, running: int) -> str | None:
    if running < 200 and any((field.get("type") or "").lower() == "password" for field in page.root.iter("input")):
        return "login"
    return None
