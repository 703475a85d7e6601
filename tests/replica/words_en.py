"""Word banks of the English stories. Every name, place and figure is invented or generic.

`{name}` in an entry stands for a choice from the bank of that name, `{a-b}` for a whole number and `{a~b}` for one with
a decimal; names in capitals (`{LEADER}`) are fixed for a story.

The words of a bank stand in one string, parted by ` / `.
"""

# fmt: off
_PACKED: dict[str, str] = {
    "surname":
        "Gao / Luo / Shen / Tan / Qiu / Xie / Peng / Fang / Dai / Ren / Jiang / Cheng / Yuan / Bai / Meng / "
        "Kong / Tang / Dong / Su / Lu / Hou / Zou / Xiong / Qin / Wen / Duan / Lei / Tian",
    "given":
        "Weimin / Jianhua / Zhenyu / Lixin / Guoqing / Xuefeng / Haitao / Mingyuan / Shaobo / Yongjun / "
        "Chunlan / Ruifang / Hongbin / Jingwen / Peilin / Zhigang / Xiaodan / Yifan / Dingli / Wenxue / "
        "Qiushi / Tieying",
    "office":
        "Party Secretary and Chairman / Deputy Party Secretary and President / Vice President / Member of "
        "the Party Leadership Group / Chief Engineer / Chairman of the Trade Union / Chief Accountant / "
        "Secretary of the Board / Director of the Safety Department",
    "unit":
        "Eastern Hunan Tungsten / Northern Rare Earth Research / Lushan Nonferrous / Pacific Resources "
        "Trading / Changyuan Lithium Materials / Minmetals Exploration & Development / Southwest Zinc & "
        "Germanium / Yanshan Capital / Minmetals Yanjing Real Estate / Bohai Shipping and Logistics / "
        "Xiangjiang Cemented Carbide / Hongtu Engineering Design / Minmetals Salt Lake",
    "partner":
        "Norrland Metals AB / the Andean Copper Consortium / Sierra Alta Mining / Kivu Plateau Resources / "
        "Harbour & Lane Holdings / the Port Authority of Santa Ramona / Tsubame Trading / Orinoco Steel / "
        "Great Karoo Manganese / Baltic Bulk Carriers / the University of Science in Wuling / Alpstein "
        "Engineering AG / Bank of the Northern Provinces / Gulf Industrial City Company",
    "person":
        "Johan Lindqvist / Maria Elena Quispe / Thomas Adeyemi / Peter Wainwright / Sofia Marchetti / Kenji "
        "Aramaki / Anneke de Wit / Rashid Al-Farouq / Claire Dubois / Viktor Sokolenko / Grace Mwangi / "
        "Hans-Peter Zoller",
    "place":
        "Chenzhou / Yiyang / Ganzhou / Handan / Panzhihua / Qinhuangdao / Shaoguan / Zhuzhou / Golmud / "
        "Tongren / Yingkou / Huayuan County / Dejiang County / Yanhe County / Zhenxiong County",
    "abroad":
        "Lima / Perth / Windhoek / Lubumbashi / Santiago / Vientiane / Port Moresby / Johannesburg / Astana "
        "/ Duisburg",
    "mine":
        "the Cerro Lindo Alto copper mine / the Shizhuyuan West deposit / the Kalunga zinc mine / the Red "
        "Plain iron ore project / the Lake Chaka brine field / the Las Palmas concentrator / the Wushan "
        "underground mine / the Tonkolo bauxite project",
    "metal":
        "copper / zinc / tungsten concentrate / nickel / lithium carbonate / antimony / iron ore / bismuth / "
        "rare earth oxide",
    "theme":
        "work safety / reform of state-owned enterprises / high-quality development / green mining / "
        "technological innovation / fixed-point poverty alleviation / rural revitalization / risk prevention "
        "/ Party building / lean management / energy conservation / digital transformation / compliance "
        "management / the training of young officials",
    "gathering":
        "work conference / mobilization meeting / special seminar / video conference / mid-year review "
        "meeting / on-site meeting / study session / symposium / enlarged meeting / briefing",
    "spirit":
        "the guiding principles of the 19th National Congress / the important remarks on mining and "
        "resources / the decisions of the Central Economic Work Conference / the requirements of SASAC / the "
        "original aspiration and the founding mission / the new development philosophy",
    "virtue":
        "a strong sense of responsibility / the spirit of driving a nail / a down-to-earth style of work / "
        "the courage to take on challenges / a firm political stand / a bottom-line mindset / the patience "
        "of a craftsman",
    "outcome":
        "laid a solid foundation for the coming year / set a new record for the enterprise / won praise from "
        "the local government / filled a gap in the domestic industry / passed the acceptance check at one "
        "go / was completed {2-45} days ahead of schedule / brought tangible benefits to {3-90} villages",
    "adverb":
        "steadily / conscientiously / vigorously / comprehensively / in a deep-going way / unswervingly / in "
        "real earnest",
    "verb":
        "promote / strengthen / deepen / carry forward / give priority to / push ahead with / pay close "
        "attention to",
    "weekday": "morning / afternoon / evening",
    "quoted":
        "“one belt, one platform” / “double-linked” / “three strictnesses” / “zero harm” / “pilot” / “good” "
        "/ “last mile” / “going global” / “four-in-one” / “talent station”",
    "tonnage": "{2-96} million tons / {1,100-9,800} tons / {200-990} thousand tons / {1~38} million tons",
    "money": "RMB {1~98} billion / USD {11-940} million / RMB {1,100-9,800} million / EUR {2-88} million",
    "group":
        "technicians / villagers / engineers / apprentices / dispatched officials / volunteers / Party "
        "members / shareholders",
    "department":
        "the Safety and Environment Department / the Party-Masses Affairs Department / the Strategy "
        "Department / the Finance Department / the Human Resources Department / the Discipline Inspection "
        "Group / the General Office",
}
BANKS: dict[str, tuple[str, ...]] = {name: tuple(words.split(" / ")) for name, words in _PACKED.items()}

OPENINGS: tuple[str, ...] = (
    "On {DAY}, {FIRM} held a {gathering} on {THEME} in {PLACE}. {LEADER}, {OFFICE}, attended the meeting and "
    "delivered a speech.",
    "{LEADER}, {OFFICE} of {FIRM}, met with {PERSON}, head of {PARTNER}, in Beijing on {DAY}, and the two "
    "sides exchanged views on {THEME} and on cooperation at {MINE}.",
    "{FIRM} and {PARTNER} signed a framework agreement in {ABROAD} on the {weekday} of {DAY}. {LEADER}, "
    "{OFFICE}, and {PERSON} were present at the ceremony.",
    "Good news came from {UNIT}, a subsidiary of {FIRM}, on {DAY}: the output of {METAL} at {MINE} reached "
    "{tonnage}, up {2~29} percent year on year.",
    "From {DAY}, {LEADER}, {OFFICE}, led a delegation to {PLACE} for an investigation tour of {UNIT}, and "
    "extended regards to the {group} there.",
    "The {3-19}th session of the training program on {THEME}, sponsored by {department} and undertaken by "
    "{UNIT}, opened in {PLACE} on {DAY}.",
    "{UNIT} recently completed the second phase of {MINE}, which {outcome}. The project was officially put "
    "into production on {DAY}.",
    "A delegation of {11-60} {group} from {FIRM} arrived in {PLACE} on {DAY} and donated {money} to support "
    "{THEME}.",
)

SENTENCES: tuple[str, ...] = (
    "{SHORT} pointed out that {theme} should be regarded as a long-term task, and that all member units "
    "shall {adverb} {verb} {theme}.",
    "He stressed that, with {virtue}, the {group} of {UNIT} have {verb2} {theme} for {3-19} years, and "
    "{outcome}.",
    "At the meeting, {department} made a report on {theme}, and {2-14} member units signed pledges of "
    "responsibility.",
    "It is estimated that {mine} will produce {tonnage} of {metal} a year, which is equal to {1~19} percent "
    "of the domestic demand.",
    "“We have confidence in the market of {metal},” said {PERSON}, “and we’d like to go further with {FIRM} "
    "in {abroad}.”",
    "Since {1990-2015}, the two sides have cooperated in {metal}, {metal} and logistics, with the trade "
    "volume totaling {money}.",
    "The {quoted} units should readily take responsibilities, {verb} {theme}, and report on the progress "
    "every {2-6} months.",
    "Over the past {2-9} years, {unit} has invested {money} in {theme}, and {outcome}.",
    "{SHORT} also visited the workshop of {unit}, listened to the report of {surname} {given}, and asked "
    "about the life of the {group}.",
    "According to the plan, {unit} will {verb} {theme} by the end of {2018-2027} and build {2-9} "
    "demonstration bases in {place}.",
    "The leaders of {department} and the representatives of {unit} took part in the event, along with "
    "{20-300} {group}.",
    "In view of {spirit}, the Party Leadership Group made it clear that no compromise shall be made in {theme}.",
    "Compared with the same period of last year, the recovery rate of {metal} rose by {0~6} percentage "
    "points and the cost fell by {1~12} percent.",
    "{unit} is the flagship of {FIRM} in {metal}; its products are sold to {11-48} countries and regions.",
    "The meeting was presided over by {surname} {given}, {office} of {UNIT}.",
    "After the ceremony, {PERSON} and his party were shown around the exhibition hall, where {3-40} kinds of "
    "minerals are on display.",
    "A total of {tonnage} of {metal} was transported along the {20-480}-kilometer line, and the last train "
    "left {place} at {1-11}:{10-58} p.m.",
    "The participants held that it is a test as well as an opportunity, and promised to {adverb} {verb} {theme}.",
    "{surname} {given} and {surname} {given} were honored as model workers; the former has worked "
    "underground for {11-38} years.",
    "{FIRM} shall always be the reliable backing of the {group}, and shall help {place} to {verb} {theme}.",
    "Both parties agreed to set up a joint working group, which is to meet {2-4} times a year in {abroad} "
    "and Beijing by turns.",
    "The concentrator is designed to treat {tonnage} of ore a year, and its tailings are used in full at {mine}.",
    "It was the {3-18}th time that {unit} had been rated {quoted} in the annual assessment, the highest "
    "level of its kind.",
    "He required that, first of all, the hidden dangers found in {place} be removed within {7-60} days, and "
    "that {department} check the result.",
)

VERB2: tuple[str, ...] = (
    "kept up", "improved", "persevered in", "contributed to", "taken part in", "worked hard on",
)

TITLES: tuple[str, ...] = (
    "{FIRM} Holds {YEAR} {Theme} {Gathering}", "{LEADER} Meets with {PERSON} of {PARTNER}",
    "{FIRM} and {PARTNER} Sign Framework Agreement on {Theme}", "{UNIT} Sets New Record in Output of {Metal}",
    "{LEADER} Visits {UNIT} and Extends Regards to Staff", "{UNIT}’s {Theme} Program Opens in {PLACE}",
    "Phase II of {MINE} Put into Production", "{FIRM} Donates to {PLACE} for {Theme}",
    "{LEADER}: “{Verb} {Theme}” in {PLACE}", "{UNIT} Wins {3-30} Prizes in {ABROAD}",
    "8th Meeting on {Theme} Convened in {PLACE}",
)

SUBTITLES: tuple[str, ...] = (
    "——{LEADER} attends the {gathering} and delivers a speech", "A report on {UNIT} in {PLACE}",
    "—Sidelights on {MINE}", "{PERSON}: a partner for {3-30} years", "Output of {METAL} up by {2~19} percent",
)

HEADINGS: tuple[str, ...] = (
    "{Theme} in {PLACE}:", "A new chapter at {mine}:", "Working together with {PARTNER}:", "Talent first:",
    "Looking ahead to {2019-2028}:", "From {place} to {abroad}:", "What the {group} say:", "Key figures of {unit}:",
)

ORDINALS: tuple[str, ...] = ("First", "Second", "Third", "Fourth", "Fifth")

ITEMS: tuple[str, ...] = (
    "{Verb} {theme} in {place} and {place}", "Put {money} into {mine}", "Train {100-900} {group} for {unit}",
    "Complete the check of {mine} within {10-90} days", "Report to {department} on {theme}",
)

CAPTIONS: tuple[str, ...] = (
    "{LEADER} at the {gathering}", "A view of {mine}", "The {group} of {unit} in {place}",
    "The signing ceremony in {abroad}", "{PERSON} visits {unit}", "Night shift at {mine}",
)

TABLE_HEAD: tuple[tuple[str, ...], ...] = (
    ("Product", "Output", "Change"),
    ("Unit", "Investment", "Completion"),
    ("County", "Households", "Funds"),
)

LOSSES: tuple[str, ...] = ("Javier Piñera", "Nuno Gonçalves", "João Brandão", "Iñigo Zuñiga", "Åsa Lindström")

KEPT: tuple[str, ...] = ("Sébastien Pérault", "María Solís", "Lucía Fernández")
# fmt: on
