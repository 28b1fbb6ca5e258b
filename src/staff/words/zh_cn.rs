//! Simplified Chinese.

use super::Words;
use crate::staff::facts::{FileNews, Offline, Waiting};
use crate::sync::word;
use handover_domain::complaint::{Category, Deadline, Department, NotNow, Remedy, Severity, StepKind};
use handover_domain::record::Mode;
use handover_domain::vehicle::{BadVin, PlateKind};
use handover_domain::visit::Visit;
use handover_domain::wire::{FileWhy, Role};

pub(super) static WORDS: Words = Words {
    close: "关闭",
    back: "返回",
    lock: "锁定",
    overview: "概览",
    tablet: "本机",
    settings: "设置",
    role: |role| match role {
        Role::Staff => "店员",
        Role::Manager => "店长",
    },
    mode: |mode| match mode {
        Mode::Live => "正式",
        Mode::Training => "培训模式：此处的记录不计入任何统计",
        Mode::Test => "测试模式：此处的记录不计入任何统计",
    },
    not_written: "没能写入，没有任何改动。请在“本机”查看原因后再试。",

    setup_title: "设置这台平板",
    setup_note: "总部会给您一个八位的注册码，由字母和数字组成，只能用一次。",
    code_label: "注册码",
    code_note: "大小写、空格和横线都没有关系。",
    connect: "连接",
    connecting: "正在连接总部",
    code_mistyped: "这不是注册码。注册码由八位字母和数字组成，例如 ABCD-EFGH。",
    setup_lost: "本机曾完成设置，但设置已无法读取。已记录的答案都还在。请向总部索取新的注册码。",
    not_enrolled: |why| match why {
        word::UNREACHABLE => "联系不上总部，注册码仍然有效。请检查网络后再试，或用文件完成设置。",
        word::BAD_CODE => "总部不接受这个注册码：可能输错了、用过了或已过期。请索取新的注册码。",
        word::OTHER_TABLET => {
            "这个注册码是给另一台平板的，或者回复来自另一个总部。没有做任何更改。请报上本机编号，索取本机的注册码。"
        }
        word::NOT_KEPT => "浏览器无法保存平板的密钥，没有做任何更改。请确认不是无痕窗口，而且存储空间未满。",
        _ => "收到的回复不像来自总部，没有做任何更改。请检查本页的网址。",
    },
    by_file: "没有网络时",
    by_file_note: "输入注册码，保存申请文件并送交总部。总部会给您一个文件，在这里读取即可。",
    save_request: "保存申请文件",
    done_title: "这台平板已设置好",
    shop_is: |shop, number| format!("{shop}，{number} 号平板"),
    step_key: "密钥已生成，本机私钥无法导出",
    step_config: "总部的设置已核验",
    step_storage: "浏览器保证保留存储内容",
    step_offline: "没有网络也能启动",
    step_record: "测试记录已送达总部",
    not_durable: "浏览器不保证保留本页存储的内容。如果这是无痕窗口，关闭后一切都会丢失。请改用普通窗口，把本页安装为应用或加入书签，并允许存储。",
    record_waits: "有网络时会自动送出，在此之前平板可以照常使用。",
    begin: "开始使用",

    who: "您是哪位？",
    pin_label: "PIN 码",
    unlock: "打开",
    pin_note: "PIN 码由总部发放和更换。",
    pin_trying: "请稍候",
    pin_wrong: "PIN 码不对，已记录在案。",
    pin_wait: |seconds| format!("输错次数太多。请在 {seconds} 秒后再试，重启不会缩短等待时间。"),
    no_people: "总部尚未登记本店人员。登记之前，这里不能发起交接，也不能处理投诉。",

    today: "今天",
    this_week: "本周",
    handovers: "交接",
    surveys: "问卷",
    complaints: "投诉",
    response_rate: "回收率",
    open_complaints: |count| format!("待处理投诉：{count}"),
    none_open: "没有待处理的投诉。",
    deadline: |deadline| match deadline {
        Deadline::ToDepartment => "转到责任部门",
        Deadline::FirstContact => "首次联系客户",
        Deadline::Agreement => "与客户达成一致",
        Deadline::Revisit => "回访",
    },
    left: |span| format!("还有 {span}"),
    overdue: |span| format!("已超时 {span}"),
    span: |days, hours, minutes| match (days, hours) {
        (0, 0) => format!("{minutes} 分钟"),
        (0, _) => format!("{hours} 小时 {minutes} 分钟"),
        _ => format!("{days} 天 {hours} 小时"),
    },
    no_contact: "客户不希望联系",
    closed: "已结案",
    severity: |severity| match severity {
        Severity::Grievance => "客户抱怨",
        Severity::Ordinary => "一般投诉",
        Severity::Major => "重大投诉",
    },
    category: |category| match category {
        Category::ProductQuality => "产品质量",
        Category::Fitting => "装配",
        Category::Use => "使用",
        Category::Other => "其他",
        Category::AfterSalesService => "售后服务",
        Category::Sales => "销售",
    },
    department: |department| match department {
        Department::Sales => "销售部",
        Department::Service => "服务部",
        Department::Parts => "备件及精品部",
        Department::CustomerCare => "客户关怀部",
    },
    clock_moved: "本机时间被改动过，时限可能不准。请检查日期和时间。",
    out_now: |order| format!("平板正交由客户使用，工单 {order}。"),
    take_back: "收回平板",
    no_feed: "尚未收到总部的消息：这里只有本机记录的投诉。",
    feed_of: |at| format!("总部消息截至 {at}。"),

    start: "交给客户",
    start_title: "把平板交给客户",
    visit_label: "来店类型",
    visit: |visit| match visit {
        Visit::Service => "维修保养",
        Visit::Delivery => "交车",
    },
    order_label: "工单号",
    order_note: "字母、数字、横线、点和下划线。",
    order_bad: "工单号只能有字母、数字、横线、点和下划线，不能是姓名或车牌。",
    listed: "从来店名单选择",
    advisor_label: "顾问",
    plate_label: "车牌号",
    plate_look: |kind| match kind {
        Some(PlateKind::Mainland) => "中国大陆车牌。",
        Some(PlateKind::NewEnergy) => "新能源车牌。",
        Some(PlateKind::Other) => "按原样记录。",
        None => "看起来不像车牌号，请核对。",
    },
    vin_label: "车架号（VIN）",
    vin_look: |bad| match bad {
        None => "校验位正确。".into(),
        Some(BadVin::Length(length)) => format!("车架号有 17 位字母和数字，这里是 {length} 位。"),
        Some(BadVin::Letter(letter)) => format!("车架号里没有“{letter}”。I、O、Q 在车架号里是 1 和 0。"),
        Some(BadVin::Check) => "校验位不符，可能有输错的地方，请核对。".into(),
    },
    model_label: "车型",
    mileage_label: "里程（公里）",
    mileage_bad: "里程应为整数公里。",
    sealed_note: "车牌号和车架号会立即加密，不再显示。",
    optional: "可不填",
    second: |at, answered| {
        if answered {
            format!("这个工单已有一份问卷（{at} 交接）。再填一份会保留并标记，但只计第一份。")
        } else {
            format!("这个工单已在 {at} 交接过，没有填成问卷。本次会标记为第二次。")
        }
    },
    hand_over: "现在交给客户",
    hand_over_anyway: "仍然交给客户",

    recorded: |at| format!("记录于 {at}"),
    steps: "处理经过",
    no_steps: "还没有。",
    step: |kind| match kind {
        StepKind::PassedOn => "已转责任部门",
        StepKind::Contacted => "已联系客户",
        StepKind::Confirmed => "情况已确认",
        StepKind::CauseFound => "原因已查明",
        StepKind::RemedyChosen => "已定处理方案",
        StepKind::RemedyApproved => "处理方案已批准",
        StepKind::Agreed => "已与客户达成一致",
        StepKind::CarriedOut => "已实施",
        StepKind::Satisfied => "回访：满意",
        StepKind::NotSatisfied => "回访：不满意",
    },
    remedy: |remedy| match remedy {
        Remedy::Replace => "更换",
        Remedy::Repair => "维修",
        Remedy::Compensate => "补偿",
        Remedy::Explain => "解释",
    },
    remedy_label: "处理方案",
    next_step: "记录一个步骤",
    note_label: "备注",
    note_note: "加密保存；总部可读，店内凭六个单词可读。",
    record_step: "记录这个步骤",
    step_recorded: "已记录，会同步到总部和本店其他平板。",
    not_now: |why| match why {
        NotNow::Closed => "已结案，不再记录。",
        NotNow::Before => "这一步已记录过。",
        NotNow::NoRemedy => "请先定处理方案。",
        NotNow::NotApproved => "请先由店长批准处理方案。",
        NotNow::NoContact => "这位客户不希望联系。",
        NotNow::ManagerOnly => "处理方案只能由店长批准。",
    },
    said_title: "客户所说的内容",
    six_note: "凭本店的六个单词打开。每次打开都会记下您的名字。",
    six_label: "六个单词",
    open: "打开",
    six_wrong: "这不是本店的六个单词，已记录在案。",
    elsewhere: "这条投诉是在本店另一台平板上记录的，客户所说的内容请在那台平板上打开。",
    no_shop_key: "这条投诉没有为本店加密，请由总部打开。",
    unreadable: "这里无法读取，请由总部打开。",
    name_label: "姓名",
    phone_label: "电话",

    no_news: "负责发送记录的部分尚未启动。记录不会丢失；若一直如此，请联网后重新载入页面。",
    no_setup: "本机尚未设置。",
    waiting: |waiting| match waiting {
        Waiting::Nothing => "总部已全部收到。",
        Waiting::Sending => "正在发送记录。",
        Waiting::Unreachable => "暂时连不上总部。记录不会丢失，会自动重试。没有网络时，请保存文件。",
        Waiting::Unknown => "总部不认识本机的密钥。记录不会丢失。请向总部索取新的注册码。",
        Waiting::Revoked => "总部已停用本机。已记录的内容仍保存在这里。请联系总部。",
        Waiting::NotApproved => "本机换了新密钥，总部尚未批准。记录不会丢失。请联系总部。",
        Waiting::UpdateNeeded => "总部的程序需要升级。记录不会丢失。",
    },
    counts: |pending, apart| format!("等待总部确认：{pending} 条。暂存待查：{apart} 条。"),
    oldest: |at| format!("最早一条自 {at} 起等待。"),
    receipt: |at| format!("总部最近一次确认：{at}。"),
    room: |used, quota| format!("存储空间：已用 {used} MB，共 {quota} MB。"),
    durable: "浏览器保证保留存储内容。",
    low: "存储空间快满了。请先发送记录或保存文件，再清理本机空间。",
    offline: |offline, file| match offline {
        Offline::Ready => "离线可用：没有网络也能启动。".into(),
        Offline::Unproven => {
            "暂不能离线启动：程序副本已存好，还没有从副本启动过。请让首页静置几秒钟。".into()
        }
        Offline::Missing => format!("暂不能离线启动：{file} 没有取到。请保持联网，会自动重试。"),
        Offline::Older => format!("新版本没有取全（缺 {file}）。当前版本照常使用，离线也能启动。"),
        Offline::None => "暂不能离线启动：这个浏览器没有保存程序副本。请保持联网，并使用普通窗口。".into(),
    },
    given_up: "最新版本没能启动，现在用的是上一个版本。请联系总部。",
    clock_off: |span, behind| {
        format!("本机时间比总部{} {span}。请检查日期和时间。", if behind { "慢" } else { "快" })
    },
    clock_right: "本机时间与总部一致。",
    versions: |app, packages| format!("版本 {app}；问卷 {packages}。"),
    chain: |seq, hash| format!("最后一条记录：第 {seq} 条，{hash}。"),
    key: |key| format!("密钥 {key}。"),
    send_now: "立即发送",
    save_pending: "保存文件：等待中的记录",
    save_days: |days| format!("保存文件：最近 {days} 天"),
    days: "该文件包含的天数",
    read_file: "读取总部的文件",
    file: |news| match news {
        FileNews::Written(0) => "没有可以写入文件的记录。".into(),
        FileNews::Written(records) => {
            format!("已保存含 {records} 条记录的文件。只有总部能读取，请送交总部。")
        }
        FileNews::Request => "申请文件已保存。请送交总部，并取回总部给的文件。".into(),
        FileNews::NotWritten => "文件没能写成。记录完好无损。".into(),
        FileNews::Brought(stored, 0) => format!("文件已读取。总部又确认了 {stored} 条记录。"),
        FileNews::Brought(stored, apart) => {
            format!("文件已读取。总部又确认了 {stored} 条记录，{apart} 条暂存待查。")
        }
        FileNews::Refused(line, why) => {
            let why = match why {
                FileWhy::Unreadable => format!("第 {line} 行不是总部文件的内容"),
                FileWhy::Cut => format!("文件到第 {line} 行就断了，不完整"),
                FileWhy::Altered => "有的行缺失、被添加或改动".into(),
                FileWhy::NotOurs => format!("第 {line} 行不是本机所属总部的签名"),
                FileWhy::OtherTablet => format!("第 {line} 行是给另一台平板的"),
                FileWhy::Later => "文件由更新的版本生成".into(),
            };
            format!("文件未被采用：{why}。请向总部重新索取。")
        }
        FileNews::NotRead => "文件无法读取。没有任何改动，请再试一次。".into(),
    },

    home_language: "首页语言",
    patience_label: "页面等待触摸的时间",
    patience: |seconds| format!("{seconds} 秒"),
    large_text: "一律使用大字",
    saved: "已保存，立即生效。",
    preview: "首页的样子",
    re_enrol: "重新注册",
    re_enrol_note: "总部不再认识本机时，凭同一总部的注册码重新注册。已记录的内容不变。",
    retire: "停用这台平板",
    retire_note: "先把全部记录送到总部，再删除本机上的所有内容。",
    retire_waits: |pending| format!("还有 {pending} 条记录未送达总部。送达之前不会删除任何内容。"),
    retire_sure: "全部送出，然后删除",
    retiring: "正在送出全部记录，随后清空本机。",
};
