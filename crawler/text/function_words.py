"""Frequent words of the languages that a text may be in.

Each list has some thirty words of running prose: articles, prepositions, pronouns, forms of `be` and `have`.
"""

# BCP 47 primary tag -> words; first those in the Latin alphabet, then by script.
FUNCTION_WORDS = {
    "en": "the of and to in for with that is on by was from which will has have been its this are an at as be not it",
    "de": "der die und das von zu mit den ist im des für auf ein eine nicht dem sich als auch wird bei wurde werden wie "
    "aus nach",
    "fr": "le les des et la du une est dans pour qui au aux sur avec par ce cette plus sont été ses ont nous que pas en "
    "un leur",
    "es": "el los las del y que en una para con por su al como más sus ha fue este esta entre también desde la de un se "
    "es lo pero",
    "pt": "os as do da dos das que em uma para com não por mais como seu sua foi ao pela pelo são também no na o a de e "
    "um se mas é",
    "it": "il di che la per della del un una con sono nel alla dei delle gli è anche più dal dalla come ha nella in non "
    "al le i da",
    "nl": "de het een van en in is dat op te voor met zijn niet aan er ook door bij naar wordt deze worden heeft om als "
    "maar over",
    "sv": "och att det som en på är av för med den till har inte om ett från kommer vi under också kan de var men",
    "da": "og at det som en på er af for med den til har ikke om et fra kommer vi også kan de var men blev efter være eller "
    "bliver hvor mere der",
    "nb": "og å det som en på er av for med den til har ikke om et fra kommer vi også kan de var men ble etter være eller "
    "blir hvor mer fikk ein eit frå ho vart",
    "is": "og að í á er sem til um með við en það fyrir af var hefur ekki hann eru frá verið eða verður því þess þar einnig",
    "fi": "ja on ei se että oli joka ovat sekä myös kun mukaan ole hän mutta voi vuoden sen tai kuin jo olla jonka vuonna",
    "et": "ja on ei et see ka oli mis kui aasta selle ning või nende aga oma kes ta siis mille kuid tema pärast saab veel",
    "lv": "un ir ar no par kas uz lai arī tika kā gada pie tiek tas bet vai gadā pēc vairāk tā kur ja būs tās viņš",
    "lt": "ir yra su iš į kad bus buvo taip pat apie už tai metų kaip bei ar jau dėl nuo kuris kurie kur prie tik gali",
    "pl": "w i na z się do że nie jest o od przez oraz za po dla jak jego to są roku został które co ale tym był będzie "
    "można być mają",
    "cs": "a v se na je že s z do o k i ve ze pro od jsou bude byl které který po jako také při své však roku podle jeho nebo",
    "sk": "a v sa na je že s z do o k aj vo zo pre od sú bude bol ktoré ktorý po ako tiež pri svoje však roku podľa jeho alebo",
    "sl": "in v je na se da za so ki pa z iz tudi od ne po bo bil bila kot do ali s pri leta še lahko več smo",
    "hr": "i u je na se da za su od koji s iz će kao te o bi ali a po što godine koja biti do sve ili uz već nije",
    "hu": "a az és hogy is nem egy meg ez volt már csak mint után lesz között által szerint vagy el még így minden lehet",
    "ro": "și în de la a cu care pe să din pentru este au un o că mai prin ale al sau fost nu lui se unei acest ani",
    "sq": "të e në dhe për me që nga një është i u ka do si janë nuk më së kjo ky ose po por edhe",
    "ca": "el els les del dels i que en una per amb és al com més seva aquest aquesta entre també des la de un no són ha "
    "dins",
    "gl": "o os as do da das e que en unha para con non por máis como seu súa foi ao pola polo son tamén no na un se co coa "
    "dunha dun á ás pero xa onde",
    "eu": "eta da du ere bat ez dira izan den egin dute zen egingo beste baina bere duen baino diren hau dela dituzte urte",
    "cy": "y yr a i yn o ar ei mae wedi gan am bod sydd hyn fel eu oedd gyda ac bydd cael nid ond rhwng",
    "ga": "an na agus ar i go a le is bhí sé tá do ag leis seo ach nach sin bheith ón maidir faoi chun mar",
    "mt": "il li ta fil u ma huwa għal dan minn kien biex din kif jew fuq fejn aktar ukoll wara bħala dawn qed mal se",
    "tr": "ve bir bu için ile de da olarak olan daha çok gibi en kadar sonra yılında olduğu ise tarafından ancak her ne "
    "yeni olacak",
    "az": "və bir bu üçün ilə də da olan daha çox kimi ən qədər sonra ki olub isə tərəfindən ancaq hər nə olunub edib",
    "uz": "va bu uchun bilan ham bir boʻlgan o'z dan da ga edi esa qilish kerak koʻra yil keyin yangi emas bo'yicha",
    "id": "yang dan di untuk dengan ini dari dalam pada ke akan adalah tidak juga oleh telah kami perusahaan sebagai itu "
    "bisa karena",
    "ms": "yang dan di untuk dengan ini dari dalam pada ke akan adalah tidak juga oleh telah kami syarikat sebagai itu "
    "boleh kerana ialah bagi turut serta iaitu ia",
    "tl": "ang ng sa na mga at ay para ito nang kung hindi siya may mula ni isang kanyang ayon naman bilang dahil nila",
    "sw": "ya na wa kwa katika ni za la kuwa hii hiyo cha yake huo kama pia hilo alisema wake lakini hadi baada kila zaidi",
    "af": "die van en in is het dat vir met nie op te om aan was sy deur word ook kan by hulle maar wat sal na ons uit",
    "vi": "và của các là có được trong cho với một những này không đã để tại từ đến công năm về",
    "ru": "и в на что с по не из для к от о это как его также при был компании года были которые или но за она они до у "
    "все чтобы уже было же только",
    "uk": "і й в у на що з до та не за для від у як це його також при був компанії року які було або але ще вона їх який "
    "буде бо вже він",
    "be": "і ў на што з да не за для ад у як гэта яго таксама пры быў года якія было або але яшчэ яна іх па",
    "bg": "и в на за от се да е с по са не като това но които ще към при беше между след или който години до тя му",
    "sr": "и у на је се да за су од који са из ће као о би али а по што године која бити до све или уз није",
    "mk": "и во на за од се да е со по не како ова но кои ќе кон при беше меѓу или кој години до ги го им",
    "kk": "және мен бұл үшін бір деп да де бар болды осы кейін туралы жаңа болып бойынша еді ол оның жыл екі",
    "mn": "нь ба энэ бол байна болон юм байсан гэж дээр тухай хийх оны шинэ ч уг бөгөөд хүн талаар гэсэн тус",
    "ar": "في من على إلى عن أن التي الذي مع هذا هذه ما كان بين بعد كما قد وقد خلال شركة",
    "fa": "در به از که را با این است برای آن شد های می یک خود تا شرکت کرد بود شده",
    "ur": "کے کی کا میں ہے سے کو اور نے پر کہ ہیں یہ بھی ایک کیا اس تھا گیا لیے ہو گی جو تک نہیں",
    "hi": "के में है की को से का और पर ने यह कि हैं भी एक इस लिए कर हो गया था किया नहीं तक जो",
    "mr": "आहे आणि या ते हे च्या मध्ये आहेत करण्यात आले होते नाही त्या एक की केले असून साठी यांनी व",
    "ne": "छ र को मा का लाई ले गरेको हो पनि भएको यो छन् गर्ने एक थियो तथा गर्न हुने भने",
}
SCRIPT_OF = {
    **dict.fromkeys(("ru", "uk", "be", "bg", "sr", "mk", "kk", "mn"), "cyrillic"),
    **dict.fromkeys(("ar", "fa", "ur"), "arabic"),
    **dict.fromkeys(("hi", "mr", "ne"), "devanagari"),
}  # of the languages above that are not in the Latin alphabet
# Languages that share most of their frequent words: the one with more of its own in a text is meant, however few.
RELATIVES = (("da", "nb"), ("id", "ms"), ("cs", "sk"), ("pt", "gl"), ("uk", "be"))
