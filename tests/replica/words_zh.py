"""Word banks of the Chinese stories. Every name, place and figure is invented or generic; slots as in `words_en`.

The words of a bank stand in one string, parted by ` / `.
"""

# fmt: off
_PACKED: dict[str, str] = {
    "surname":
        "高 / 罗 / 沈 / 谭 / 邱 / 谢 / 彭 / 方 / 戴 / 任 / 蒋 / 程 / 袁 / 白 / 孟 / 孔 / 苏 / 陆 / 侯 / 邹 / "
        "熊 / 秦 / 段 / 雷",
    "given":
        "为民 / 建华 / 振宇 / 立新 / 国庆 / 雪峰 / 海涛 / 明远 / 少波 / 永军 / 春兰 / 瑞芳 / 红斌 / 静雯 / "
        "培林 / 志刚 / 一帆 / 文学",
    "office":
        "党组书记、董事长 / 党组副书记、总经理 / 副总经理、党组成员 / 总工程师 / 总会计师 / 纪检监察组组长 / "
        "工会主席 / 党组成员、董事会秘书",
    "unit":
        "湘东钨业 / 北方稀土研究院 / 庐山有色 / 长远锂材 / 西南锌锗 / 燕山资本 / 渤海航运物流 / 湘江硬质合金 "
        "/ 宏图工程设计院 / 盐湖资源公司 / 东川矿业 / 泰和地产 / 华冶安装公司 / 二十二工程局",
    "partner":
        "江州市人民政府 / 武陵大学 / 北方银行 / 安第斯铜业联合体 / 海港控股 / 南岭铁路局 / 云梦县人民政府 / "
        "金沙江水电集团 / 北欧金属公司",
    "place":
        "郴江 / 益阳 / 赣南 / 邯山 / 秦港 / 韶州 / 株江 / 格木 / 铜岭 / 营海 / 花溪县 / 德化县 / 沿江县 / "
        "镇远县",
    "mine":
        "红原铁矿 / 石竹园西矿区 / 乌山井下矿 / 茶卡盐湖项目 / 拉斯帕尔马斯选矿厂 / 卡伦加锌矿 / 湖西铜矿 / "
        "青山尾矿综合利用项目",
    "metal": "铜 / 锌 / 钨精矿 / 镍 / 碳酸锂 / 锑 / 铁矿石 / 铋 / 稀土氧化物",
    "theme":
        "安全生产 / 国企改革 / 高质量发展 / 绿色矿山建设 / 科技创新 / 定点帮扶 / 乡村振兴 / 风险防控 / "
        "党建工作 / 精益管理 / 节能降碳 / 数字化转型 / 合规管理 / 青年人才培养",
    "gathering": "工作会议 / 动员大会 / 专题研讨会 / 视频会议 / 半年工作推进会 / 现场会 / 集体学习 / 座谈会 / 专题党课",
    "spirit":
        "党的二十大精神 / 中央经济工作会议精神 / 关于矿产资源的重要指示批示精神 / 国资委有关部署 / "
        "新发展理念 / 全国两会精神",
    "slogan":
        "“一岗双责” / “钉钉子精神” / “最后一公里” / “零事故” / “两山”理念 / “请进来、走出去” / “师带徒” / "
        "“四个对标” / “揭榜挂帅”",
    "outcome":
        "为全年工作奠定了坚实基础 / 创下历史同期最好水平 / 得到当地政府的高度评价 / 填补了国内空白 / "
        "一次性通过竣工验收 / 较计划提前{2-45}天完成 / 惠及{3-90}个行政村 / 受到业主通报表扬",
    "verb": "推进 / 抓实 / 深化 / 加强 / 统筹推进 / 持续推动 / 狠抓",
    "adverb": "扎实 / 全面 / 坚定不移 / 有序 / 纵深 / 系统 / 高标准",
    "tonnage": "{2-96}万吨 / {1,100-9,800}吨 / {1~38}亿吨",
    "money": "{1~98}亿元 / {110-9800}万元 / {2~88}亿美元",
    "group": "技术人员 / 青年员工 / 党员代表 / 驻村干部 / 一线职工 / 劳模代表 / 新入职大学生 / 项目团队",
    "department": "安全环保部 / 党群工作部 / 战略发展部 / 财务总部 / 人力资源部 / 办公厅 / 科技管理部",
}
BANKS: dict[str, tuple[str, ...]] = {name: tuple(words.split(" / ")) for name, words in _PACKED.items()}

OPENINGS: tuple[str, ...] = (
    "{DAY}，集团公司在{PLACE}召开{THEME}{gathering}。{OFFICE}{LEADER}出席会议并讲话。",
    "{DAY}，{OFFICE}{LEADER}在总部会见{PARTNER}主要负责人一行，双方就{THEME}、{MINE}合作等事宜进行了深入交流。",
    "近日，{UNIT}承担的{MINE}二期工程顺利投产，{outcome}。",
    "{DAY}，集团公司与{PARTNER}在{PLACE}签署战略合作协议，{LEADER}出席签约仪式。",
    "{DAY}至{2-28}日，{OFFICE}{LEADER}深入{PLACE}调研{UNIT}{THEME}情况，看望慰问{group}。",
    "{DAY}，从{UNIT}传来喜讯：{MINE}{METAL}产量达到{tonnage}，同比增长{2~29}%。",
    "为深入学习贯彻{spirit}，{DAY}，{UNIT}组织{20-300}名{group}赴{PLACE}开展主题活动。",
)

SENTENCES: tuple[str, ...] = (
    "{LEADER}指出，要把{theme}作为一项长期任务，{adverb}{verb}{theme}，以{slogan}的要求{verb}各项部署落地见效。",
    "{LEADER}强调，要深入学习贯彻{spirit}，{adverb}{verb}{theme}，坚决防范化解重大风险。",
    "会上，{department}通报了{theme}进展情况，{2-14}家所属单位签订了责任书。",
    "据介绍，{mine}达产后年产{metal}{tonnage}，约占国内需求的{1~19}%。",
    "{1990-2015}年以来，双方在{metal}、{metal}和物流等领域合作紧密，累计贸易额{money}。",
    "近{2-9}年来，{unit}累计投入{money}用于{theme}，{outcome}。",
    "调研期间，{LEADER}走进{unit}生产车间，听取{surname}{given}关于{theme}的汇报，询问{group}的工作和生活情况。",
    "按照计划，{unit}将在{2018-2027}年年底前{verb}{theme}，在{place}建成{2-9}个示范基地。",
    "{department}、{unit}有关负责人，以及{20-300}名{group}参加活动。",
    "与去年同期相比，{metal}回收率提高{0~6}个百分点，单位成本下降{1~12}%。",
    "{unit}是集团公司{metal}产业的骨干企业，产品远销{11-48}个国家和地区。", "会议由{office}{surname}{given}主持。",
    "“我们有信心在{place}打造{theme}的样板。”{surname}{given}说，“大家的干劲更足了！”",
    "项目全长{20-480}公里，其中隧道{2-19}座、桥梁{3-30}座，最大埋深{110-980}米。",
    "与会人员一致认为，这既是考验也是机遇，要{adverb}{verb}{theme}，确保{outcome}。",
    "{surname}{given}、{surname}{given}等{3-30}名同志被授予“劳动模范”称号，其中{surname}{given}已在井下工作{1"
    "1-38}年。",
    "下一步，{unit}将围绕{theme}，{adverb}{verb}各项工作，为{place}经济社会发展作出新贡献。",
    "双方商定成立联合工作组，每年会商{2-4}次，重点{verb}{theme}。",
    "选矿厂设计年处理矿石{tonnage}，尾矿全部用于{mine}充填。", "这是{unit}连续第{3-18}次在年度考核中获评A级。",
    "活动中，{group}重温入党誓词，参观了{place}展览馆，{3-40}件矿物标本吸引了大家的目光。",
    "他要求，{place}发现的隐患须在{7-60}日内整改到位，{department}要逐项复核。",
)

TITLES: tuple[str, ...] = (
    "集团公司召开{YEAR}年{THEME}{gathering}", "{LEADER}会见{PARTNER}负责人", "集团公司与{PARTNER}签署战略合作协议",
    "{UNIT}{METAL}产量创历史新高", "{LEADER}到{UNIT}调研{THEME}", "{MINE}二期工程建成投产", "{LEADER}：{verb}{THEME}",
    "{UNIT}在{PLACE}开展{THEME}主题活动", "{UNIT}荣获{3-30}项省部级奖励", "{UNIT}{verb}{THEME}走深走实",
)

SUBTITLES: tuple[str, ...] = ("——{LEADER}出席并讲话", "——记{UNIT}{group}", "——{MINE}侧记", "——{UNIT}{THEME}综述")

HEADINGS: tuple[str, ...] = ("{verb}{theme}", "走进{mine}", "{slogan}见成效", "与{PARTNER}同行", "{group}的一天")

NUMERALS: tuple[str, ...] = ("一", "二", "三", "四", "五")

ITEMS: tuple[str, ...] = (
    "{adverb}{verb}{theme}，{outcome}；", "向{mine}投入{money}；", "为{unit}培训{group}{100-900}人次；",
    "{10-90}日内完成{mine}排查；", "每月向{department}报告{theme}；",
)

CAPTIONS: tuple[str, ...] = (
    "{LEADER}在{gathering}上讲话", "{mine}全景", "{unit}{group}在{place}", "签约仪式现场", "夜幕下的{mine}",
)

TABLE_HEAD: tuple[tuple[str, ...], ...] = (
    ("产品", "产量（万吨）", "同比"),
    ("单位", "投资（亿元）", "完成率"),
)

SOURCES: tuple[str, ...] = ("{unit}", "{department}", "中国矿业报", "人民日报", "新华社")
# fmt: on
