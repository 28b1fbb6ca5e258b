//! What customers and staff write. All of it was made up for this; the phone number is the network's own.

/// How content somebody is who writes so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Praise.
    Good,
    /// Something could be better.
    Mixed,
    /// Something was wrong.
    Bad,
}

/// What is written at the end of a survey, or as a reason.
pub fn comments(tone: Tone) -> &'static [&'static str] {
    match tone {
        Tone::Good => &[
            "服务顾问讲得很清楚，谢谢。",
            "洗车很干净，休息区也安静。",
            "师傅很细心，还帮我看了轮胎。",
            "比约定的时间早了十分钟，很满意。",
            "交车讲解很耐心，孩子也很高兴。",
            "费用和事先说的一样，放心。",
            "预约方便，到店就有人接待。",
            "一直来这家店，大家都很热情。",
        ],
        Tone::Mixed => &[
            "等的时间有点长，其他都好。",
            "休息区的座位不太够。",
            "停车位难找，希望能改善。",
            "账单上的项目看不太懂。",
            "希望完工前先发个消息。",
            "咖啡机坏了，没人修。",
            "讲解有点快，回家又看了一遍说明书。",
        ],
        Tone::Bad => &[
            "约好十点，等到十一点半才有人接车。",
            "没人告诉我还要等多久。",
            "多做的项目没有事先说。",
            "取车时车里有油污。",
            "问了三个人，说法都不一样。",
            "异响还在，要再跑一趟。",
            "打了几次电话都没人接。",
        ],
    }
}

/// What happened, in a complaint.
pub const COMPLAINTS: [&str; 10] = [
    "说好两个小时取车，结果等了一下午，也没人解释。",
    "空调修过一次，回家第二天又不凉了，还是没修好。",
    "结账比报价多了三百多，问起来没人说得清。",
    "取车后发现右前门有一道新的刮痕，希望给个说法。",
    "交车日期改了三次，每次都是我打电话才知道。",
    "低速刹车时有异响，踩下去感觉发软，我不敢再开。",
    "加装的行车记录仪没接好，用了两天就不亮了。",
    "接待的人态度不好，我问一句他嫌烦。",
    "送的保养券到店说不能用，和当初讲的不一样。",
    "车里放的雨伞和充电线取车时不见了。",
];

/// What kind of car it is about.
pub const CARS: [&str; 4] = ["星辰 S3", "星辰 S5", "远山 X", "远山 L"];

/// How customers want to be called.
pub const NAMES: [&str; 8] = ["王女士", "李先生", "张女士", "陈先生", "刘先生", "赵女士", "周先生", "吴女士"];

/// A number that belongs to no customer.
pub const PHONE: &str = "13800138000";

/// What staff note beside a step.
pub const NOTES: [&str; 6] = [
    "已电话联系，客户愿意再来店一次。",
    "已和车间核对工单。",
    "零件已订，三天内到店。",
    "差额退还，客户同意。",
    "已向客户说明原因并致歉。",
    "和客户约了周六上午。",
];
