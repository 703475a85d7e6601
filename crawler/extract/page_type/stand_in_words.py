"""How pages begin that stand in for another one, in English, Chinese, German, French, Spanish and Japanese."""

import re

# Text of scripts and frames that stand-in pages have, by who makes it: what one maker leaves behind is one sign.
CHALLENGE_CODE = (
    ("__jsluid", "__jsl_clearance", "yunsuo"),
    ("_cf_chl", "cf-chl", "challenge-platform", "cf-browser-verification"),
    ("captcha-delivery.com",),
    ("_Incapsula_Resource",),
    ("px-captcha",),
    ("acw_sc__v2", "aliyun_waf"),
    ("ddos-guard",),
    ("sucuri_cloudproxy",),
    ("awswaf",),
    ("_abck",),
    ("slowAES",),
    ("distil_r_captcha",),
    ("safeline",),
    ("wzws-waf", "_guard/"),
    # What any page may do: forms have captchas, counters set cookies, buttons load the page anew.
    ("hcaptcha.com", "recaptcha", "geetest", "document.cookie", "location.reload"),
)
_BEGINNINGS = {
    "challenge":
        r"just a moment|attention required|one moment,? please|please wait|checking (?:your|if the site)|"
        r"verif(?:y|ying) (?:you are|your browser|that you)|are you (?:a )?(?:human|robot)|security check|robot check|"
        r"human verification|ddos protection|bot verification|please (?:verify|complete the|enable javascript|enable cookies)|"
        r"enable javascript and cookies|pardon our interruption|captcha|安全验证|安全检查|人机验证|访问验证|滑动验证|"
        r"请(?:完成|进行|输入).{0,8}验证|正在(?:进行)?(?:安全)?(?:验证|检查)|浏览器(?:安全)?检查|sicherheitsüberprüfung|"
        r"bitte bestätigen sie,? dass sie|einen moment|vérification (?:de sécurité|que vous)|vérifiez que vous|un instant|"
        r"comprobación de seguridad|verifi(?:ca|que) que (?:eres|es)|un momento|ロボットではない|セキュリティ(?:チェック|確認)|"
        r"あなたが人間",
    "block_page":
        r"access (?:to this (?:page|site|website) )?(?:has been |is |was )?(?:denied|forbidden|blocked|restricted)|"
        r"(?:error\s)(?:403|1020|1015)\b|(?:403|1020|1015)\b\W*(?:$|error|forbidden|[-–|:—·(])|forbidden|"
        r"(?:sorry,? )?you have been blocked|(?:your )?(?:request|ip|access)[\w\s]{0,20}(?:has been )?blocked|"
        r"request (?:rejected|unsuccessful|blocked)|the requested url was rejected|not authorized|unauthorized|"
        r"too many requests|rate limit|429\b\W*(?:$|error|too many|[-–|:—·(])|unavailable (?:in your|for legal)|"
        r"451\b\W*(?:$|error|unavailable|[-–|:—·(])|(?:您的|你的)?(?:访问|请求|ip).{0,10}(?:被拒绝|被拦截|被阻断|被禁止|受限|"
        r"已被)|禁止访问|拒绝访问|访问(?:被拒绝|受限|禁止|异常|过于频繁)|zugriff (?:verweigert|nicht erlaubt|gesperrt)|"
        r"accès (?:refusé|interdit)|acceso (?:denegado|prohibido|restringido)|アクセスが(?:拒否|禁止|制限)|アクセス(?:拒否|制限)",
    "soft_404":
        r"(?:error|http|fehler|erreur)?\W{0,3}(?:404|410)\b\W*(?:$|error|not found|page|file|forbidden|unavailable|too many|"
        r"request|service|bad|internal|gateway|[-–|:—·(])|(?:oops|sorry|uh[- ]oh|whoops)\W{0,6}(?:(?:that|the|this) )?page|"
        r"(?:the |this |that )?(?:requested )?page (?:was |could )?(?:you|not found|not be found|cannot|can't|can’t|doesn|"
        r"does not|is no|no longer|has been (?:removed|moved|deleted))|(?:content|article|document|file|resource|story|"
        r"url) (?:was )?(?:not found|no longer|is no longer|unavailable|not available|has been (?:removed|deleted))|not found|"
        r"nothing (?:was )?found|we (?:can't|can’t|couldn't|couldn’t|could not|cannot|can not) find|"
        r"(?:对不起|抱歉|很抱歉|非常抱歉)?[，,。！!\s]*(?:您|你)?(?:要|所|请求)?(?:访问|查找|请求|浏览|打开)?的?(?:页面|网页|"
        r"文章|内容|信息|文件|资源)(?:不存在|未找到|没有找到|找不到|已(?:经)?(?:被)?(?:删除|下线|移除|失效)|无法找到|可能已)|"
        r"找不到(?:该|您|你|页面|网页|文件)|页面(?:走丢|丢失|出错|没找到)|无此(?:页面|文章|信息)|"
        r"(?:die |diese )?(?:angeforderte |gewünschte )?seite (?:wurde |konnte |ist )?nicht (?:gefunden|vorhanden|verfügbar)|"
        r"(?:cette |la )?page (?:demandée )?(?:est |n'existe|n’existe|introuvable|non trouvée)|contenu introuvable|"
        r"(?:la )?página (?:solicitada )?(?:no (?:encontrada|existe|se|ha|está|disponible))|no encontramos|"
        r"(?:お探しの|ご指定の|指定された)?(?:ページ|記事|コンテンツ)(?:は|が|を)?(?:見つかりません|存在しません|ありません|"
        r"見つけることが)|お探しのページ",
    "maintenance":
        r"(?:site|website|page|we(?:'re|’re| are)|currently|this (?:site|website)|our (?:site|website)|"
        r"sorry)[\w\s,'’]{0,24}(?:under|down for|undergoing|performing)[\w\s]{0,20}(?:maintenance|construction)|"
        r"(?:scheduled |planned |under |site )?maintenance(?: mode| page| break)?\W*$|under (?:maintenance|construction)|"
        r"we(?:'ll|’ll| will) be (?:right )?back|(?:http |error )50[0234]\b|50[0234]\b\W*(?:$|error|service|bad|internal|"
        r"gateway|[-–|:—·(])|service (?:temporarily )?unavailable|temporarily (?:unavailable|down)|bad gateway|"
        r"gateway time-?out|internal server error|coming soon\W*$|(?:本|网|系统|该)?(?:网站|站点|系统|平台)?(?:正在|正)?(?:升级|"
        r"系统)?维护(?:升级)?(?:中|升级中)|(?:网站|系统)(?:正在)?(?:升级|维护|建设)|网站(?:暂时)?(?:关闭|无法访问)|"
        r"wartungs(?:arbeiten|modus|seite)|(?:die |unsere )?(?:seite|website) (?:wird|ist|befindet)[\w\s]{0,20}(?:gewartet|"
        r"wartung)|(?:site |page )?en (?:cours de )?maintenance|(?:sitio |página )?en (?:mantenimiento|construcción)|"
        r"(?:ただいま|現在)?(?:システム)?メンテナンス(?:中|のお知らせ)",
    "cookie_wall":
        r"before you continue to|we (?:and our partners )?(?:value your privacy|use cookies)|your privacy(?: choices|"
        r" matters)?\W*$|(?:please )?accept (?:all )?cookies|cookie (?:consent|settings|policy|notice)\W*$|consent\b|"
        r"wir (?:und unsere partner )?(?:verwenden|nutzen|brauchen|benötigen)[\w\s]{0,20}(?:cookies|einwilligung|zustimmung)|"
        r"ihre (?:zustimmung|privatsphäre)|datenschutz-?einstellungen|nous (?:et nos partenaires|utilisons)|votre vie privée|"
        r"(?:nosotros|usamos|utilizamos)[\w\s]{0,20}cookies|su privacidad|クッキー|cookieの使用|我们使用\s?cookie",
    "login":
        r"(?:please )?(?:log ?in|sign ?in|login)(?: (?:to|or|with|required)\b.{0,60})?\W*$|(?:please |"
        r"you (?:must|need to) )(?:be )?(?:log(?:ged)? ?in|sign(?:ed)? ?in)|(?:member|user|account|customer) (?:log ?in|"
        r"sign ?in)|(?:create|subscribe).{0,20} to (?:continue|read)|(?:用户|会员|请先?)(?:登录|登陆)|登录\W*$|"
        r"(?:bitte )?(?:melden sie sich|einloggen|anmelden)|anmeldung\W*$|(?:veuillez )?(?:vous )?connect(?:er|ez-vous)|"
        r"identifi(?:ez-vous|cation)|inici(?:a|e|ar) sesión|acceda|ログイン",
}  # fmt: skip
STAND_INS = tuple((reason, re.compile(f"^(?:{words})", re.I)) for reason, words in _BEGINNINGS.items())
