//! Traditional Chinese.

use super::Words;
use crate::staff::facts::{FileNews, Offline, Waiting};
use crate::sync::word;
use handover_domain::complaint::{Category, Deadline, Department, NotNow, Remedy, Severity, StepKind};
use handover_domain::record::Mode;
use handover_domain::vehicle::{BadVin, PlateKind};
use handover_domain::visit::Visit;
use handover_domain::wire::{FileWhy, Role};

pub(super) static WORDS: Words = Words {
    close: "關閉",
    back: "返回",
    lock: "鎖定",
    overview: "概覽",
    tablet: "本機",
    settings: "設定",
    role: |role| match role {
        Role::Staff => "店員",
        Role::Manager => "店長",
    },
    mode: |mode| match mode {
        Mode::Live => "正式",
        Mode::Training => "訓練模式：此處的記錄不計入任何統計",
        Mode::Test => "測試模式：此處的記錄不計入任何統計",
    },
    not_written: "沒能寫入，沒有任何改動。請在「本機」查看原因後再試。",

    setup_title: "設定這台平板",
    setup_note: "總部會給您一個八位的註冊碼，由字母和數字組成，只能用一次。",
    code_label: "註冊碼",
    code_note: "大小寫、空格和橫線都沒有關係。",
    connect: "連線",
    connecting: "正在連線總部",
    code_mistyped: "這不是註冊碼。註冊碼由八位字母和數字組成，例如 ABCD-EFGH。",
    setup_lost: "本機曾完成設定，但設定已無法讀取。已記錄的答案都還在。請向總部索取新的註冊碼。",
    not_enrolled: |why| match why {
        word::UNREACHABLE => "聯絡不上總部，註冊碼仍然有效。請檢查網路後再試，或用檔案完成設定。",
        word::BAD_CODE => "總部不接受這個註冊碼：可能輸錯了、用過了或已過期。請索取新的註冊碼。",
        word::OTHER_TABLET => {
            "這個註冊碼是給另一台平板的，或者回覆來自另一個總部。沒有做任何更改。請報上本機編號，索取本機的註冊碼。"
        }
        word::NOT_KEPT => "瀏覽器無法儲存平板的金鑰，沒有做任何更改。請確認不是無痕視窗，而且儲存空間未滿。",
        _ => "收到的回覆不像來自總部，沒有做任何更改。請檢查本頁的網址。",
    },
    by_file: "沒有網路時",
    by_file_note: "輸入註冊碼，儲存申請檔案並送交總部。總部會給您一個檔案，在這裡讀取即可。",
    save_request: "儲存申請檔案",
    done_title: "這台平板已設定好",
    shop_is: |shop, number| format!("{shop}，{number} 號平板"),
    step_key: "金鑰已產生，本機私鑰無法匯出",
    step_config: "總部的設定已核驗",
    step_storage: "瀏覽器保證保留儲存的內容",
    step_offline: "沒有網路也能啟動",
    step_record: "測試記錄已送達總部",
    not_durable: "瀏覽器不保證保留本頁儲存的內容。如果這是無痕視窗，關閉後一切都會遺失。請改用一般視窗，把本頁安裝為應用程式或加入書籤，並允許儲存。",
    record_waits: "有網路時會自動送出，在此之前平板可以照常使用。",
    begin: "開始使用",

    who: "您是哪位？",
    pin_label: "PIN 碼",
    unlock: "開啟",
    pin_note: "PIN 碼由總部發放和更換。",
    pin_trying: "請稍候",
    pin_wrong: "PIN 碼不對，已記錄在案。",
    pin_wait: |seconds| format!("輸錯次數太多。請在 {seconds} 秒後再試，重新啟動不會縮短等待時間。"),
    no_people: "總部尚未登記本店人員。登記之前，這裡不能發起交接，也不能處理客訴。",

    today: "今天",
    this_week: "本週",
    handovers: "交接",
    surveys: "問卷",
    complaints: "客訴",
    response_rate: "回收率",
    open_complaints: |count| format!("待處理客訴：{count}"),
    none_open: "沒有待處理的客訴。",
    deadline: |deadline| match deadline {
        Deadline::ToDepartment => "轉到責任部門",
        Deadline::FirstContact => "首次聯絡客戶",
        Deadline::Agreement => "與客戶達成一致",
        Deadline::Revisit => "回訪",
    },
    left: |span| format!("還有 {span}"),
    overdue: |span| format!("已逾時 {span}"),
    span: |days, hours, minutes| match (days, hours) {
        (0, 0) => format!("{minutes} 分鐘"),
        (0, _) => format!("{hours} 小時 {minutes} 分鐘"),
        _ => format!("{days} 天 {hours} 小時"),
    },
    no_contact: "客戶不希望聯絡",
    closed: "已結案",
    severity: |severity| match severity {
        Severity::Grievance => "客戶抱怨",
        Severity::Ordinary => "一般客訴",
        Severity::Major => "重大客訴",
    },
    category: |category| match category {
        Category::ProductQuality => "產品品質",
        Category::Fitting => "裝配",
        Category::Use => "使用",
        Category::Other => "其他",
        Category::AfterSalesService => "售後服務",
        Category::Sales => "銷售",
    },
    department: |department| match department {
        Department::Sales => "銷售部",
        Department::Service => "服務部",
        Department::Parts => "零件及精品部",
        Department::CustomerCare => "客戶關懷部",
    },
    clock_moved: "本機時間被改動過，時限可能不準。請檢查日期和時間。",
    out_now: |order| format!("平板正交由客戶使用，工單 {order}。"),
    take_back: "收回平板",
    no_feed: "尚未收到總部的訊息：這裡只有本機記錄的客訴。",
    feed_of: |at| format!("總部訊息截至 {at}。"),

    start: "交給客戶",
    start_title: "把平板交給客戶",
    visit_label: "來店類型",
    visit: |visit| match visit {
        Visit::Service => "維修保養",
        Visit::Delivery => "交車",
    },
    order_label: "工單號",
    order_note: "字母、數字、橫線、點和底線。",
    order_bad: "工單號只能有字母、數字、橫線、點和底線，不能是姓名或車牌。",
    listed: "從來店名單選擇",
    advisor_label: "顧問",
    plate_label: "車牌號碼",
    plate_look: |kind| match kind {
        Some(PlateKind::Mainland) => "中國大陸車牌。",
        Some(PlateKind::NewEnergy) => "新能源車牌。",
        Some(PlateKind::Other) => "按原樣記錄。",
        None => "看起來不像車牌號碼，請核對。",
    },
    vin_label: "車架號碼（VIN）",
    vin_look: |bad| match bad {
        None => "檢查碼正確。".into(),
        Some(BadVin::Length(length)) => format!("車架號碼有 17 位字母和數字，這裡是 {length} 位。"),
        Some(BadVin::Letter(letter)) => {
            format!("車架號碼裡沒有「{letter}」。I、O、Q 在車架號碼裡是 1 和 0。")
        }
        Some(BadVin::Check) => "檢查碼不符，可能有輸錯的地方，請核對。".into(),
    },
    model_label: "車型",
    mileage_label: "里程（公里）",
    mileage_bad: "里程應為整數公里。",
    sealed_note: "車牌號碼和車架號碼會立即加密，不再顯示。",
    optional: "可不填",
    second: |at, answered| {
        if answered {
            format!("這個工單已有一份問卷（{at} 交接）。再填一份會保留並標記，但只計第一份。")
        } else {
            format!("這個工單已在 {at} 交接過，沒有填成問卷。本次會標記為第二次。")
        }
    },
    hand_over: "現在交給客戶",
    hand_over_anyway: "仍然交給客戶",

    recorded: |at| format!("記錄於 {at}"),
    steps: "處理經過",
    no_steps: "還沒有。",
    step: |kind| match kind {
        StepKind::PassedOn => "已轉責任部門",
        StepKind::Contacted => "已聯絡客戶",
        StepKind::Confirmed => "情況已確認",
        StepKind::CauseFound => "原因已查明",
        StepKind::RemedyChosen => "已定處理方案",
        StepKind::RemedyApproved => "處理方案已核准",
        StepKind::Agreed => "已與客戶達成一致",
        StepKind::CarriedOut => "已實施",
        StepKind::Satisfied => "回訪：滿意",
        StepKind::NotSatisfied => "回訪：不滿意",
    },
    remedy: |remedy| match remedy {
        Remedy::Replace => "更換",
        Remedy::Repair => "維修",
        Remedy::Compensate => "補償",
        Remedy::Explain => "解釋",
    },
    remedy_label: "處理方案",
    next_step: "記錄一個步驟",
    note_label: "備註",
    note_note: "加密儲存；總部可讀，店內憑六個單字可讀。",
    record_step: "記錄這個步驟",
    step_recorded: "已記錄，會同步到總部和本店其他平板。",
    not_now: |why| match why {
        NotNow::Closed => "已結案，不再記錄。",
        NotNow::Before => "這一步已記錄過。",
        NotNow::NoRemedy => "請先定處理方案。",
        NotNow::NotApproved => "請先由店長核准處理方案。",
        NotNow::NoContact => "這位客戶不希望聯絡。",
        NotNow::ManagerOnly => "處理方案只能由店長核准。",
    },
    said_title: "客戶所說的內容",
    six_note: "憑本店的六個單字開啟。每次開啟都會記下您的名字。",
    six_label: "六個單字",
    open: "開啟",
    six_wrong: "這不是本店的六個單字，已記錄在案。",
    elsewhere: "這件客訴是在本店另一台平板上記錄的，客戶所說的內容請在那台平板上開啟。",
    no_shop_key: "這件客訴沒有為本店加密，請由總部開啟。",
    unreadable: "這裡無法讀取，請由總部開啟。",
    name_label: "姓名",
    phone_label: "電話",

    no_news: "負責傳送記錄的部分尚未啟動。記錄不會遺失；若一直如此，請連線後重新載入頁面。",
    no_setup: "本機尚未設定。",
    waiting: |waiting| match waiting {
        Waiting::Nothing => "總部已全部收到。",
        Waiting::Sending => "正在傳送記錄。",
        Waiting::Unreachable => "暫時連不上總部。記錄不會遺失，會自動重試。沒有網路時，請儲存檔案。",
        Waiting::Unknown => "總部不認識本機的金鑰。記錄不會遺失。請向總部索取新的註冊碼。",
        Waiting::Revoked => "總部已停用本機。已記錄的內容仍儲存在這裡。請聯絡總部。",
        Waiting::NotApproved => "本機換了新金鑰，總部尚未核准。記錄不會遺失。請聯絡總部。",
        Waiting::UpdateNeeded => "總部的程式需要升級。記錄不會遺失。",
    },
    counts: |pending, apart| format!("等待總部確認：{pending} 筆。暫存待查：{apart} 筆。"),
    oldest: |at| format!("最早一筆自 {at} 起等待。"),
    receipt: |at| format!("總部最近一次確認：{at}。"),
    room: |used, quota| format!("儲存空間：已用 {used} MB，共 {quota} MB。"),
    durable: "瀏覽器保證保留儲存的內容。",
    low: "儲存空間快滿了。請先傳送記錄或儲存檔案，再清理本機空間。",
    offline: |offline, file| match offline {
        Offline::Ready => "離線可用：沒有網路也能啟動。".into(),
        Offline::Unproven => {
            "暫不能離線啟動：程式副本已存好，還沒有從副本啟動過。請讓首頁靜置幾秒鐘。".into()
        }
        Offline::Missing => format!("暫不能離線啟動：{file} 沒有取到。請保持連線，會自動重試。"),
        Offline::Older => format!("新版本沒有取全（缺 {file}）。目前版本照常使用，離線也能啟動。"),
        Offline::None => "暫不能離線啟動：這個瀏覽器沒有儲存程式副本。請保持連線，並使用一般視窗。".into(),
    },
    given_up: "最新版本沒能啟動，現在用的是上一個版本。請聯絡總部。",
    clock_off: |span, behind| {
        format!("本機時間比總部{} {span}。請檢查日期和時間。", if behind { "慢" } else { "快" })
    },
    clock_right: "本機時間與總部一致。",
    versions: |app, packages| format!("版本 {app}；問卷 {packages}。"),
    chain: |seq, hash| format!("最後一筆記錄：第 {seq} 筆，{hash}。"),
    key: |key| format!("金鑰 {key}。"),
    send_now: "立即傳送",
    save_pending: "儲存檔案：等待中的記錄",
    save_days: |days| format!("儲存檔案：最近 {days} 天"),
    days: "該檔案包含的天數",
    read_file: "讀取總部的檔案",
    file: |news| match news {
        FileNews::Written(0) => "沒有可以寫入檔案的記錄。".into(),
        FileNews::Written(records) => {
            format!("已儲存含 {records} 筆記錄的檔案。只有總部能讀取，請送交總部。")
        }
        FileNews::Request => "申請檔案已儲存。請送交總部，並取回總部給的檔案。".into(),
        FileNews::NotWritten => "檔案沒能寫成。記錄完好無損。".into(),
        FileNews::Brought(stored, 0) => format!("檔案已讀取。總部又確認了 {stored} 筆記錄。"),
        FileNews::Brought(stored, apart) => {
            format!("檔案已讀取。總部又確認了 {stored} 筆記錄，{apart} 筆暫存待查。")
        }
        FileNews::Refused(line, why) => {
            let why = match why {
                FileWhy::Unreadable => format!("第 {line} 行不是總部檔案的內容"),
                FileWhy::Cut => format!("檔案到第 {line} 行就斷了，不完整"),
                FileWhy::Altered => "有的行缺失、被新增或改動".into(),
                FileWhy::NotOurs => format!("第 {line} 行不是本機所屬總部的簽章"),
                FileWhy::OtherTablet => format!("第 {line} 行是給另一台平板的"),
                FileWhy::Later => "檔案由更新的版本產生".into(),
            };
            format!("檔案未被採用：{why}。請向總部重新索取。")
        }
        FileNews::NotRead => "檔案無法讀取。沒有任何改動，請再試一次。".into(),
    },

    home_language: "首頁語言",
    patience_label: "頁面等待觸碰的時間",
    patience: |seconds| format!("{seconds} 秒"),
    large_text: "一律使用大字",
    saved: "已儲存，立即生效。",
    preview: "首頁的樣子",
    re_enrol: "重新註冊",
    re_enrol_note: "總部不再認識本機時，憑同一總部的註冊碼重新註冊。已記錄的內容不變。",
    retire: "停用這台平板",
    retire_note: "先把全部記錄送到總部，再刪除本機上的所有內容。",
    retire_waits: |pending| format!("還有 {pending} 筆記錄未送達總部。送達之前不會刪除任何內容。"),
    retire_sure: "全部送出，然後刪除",
    retiring: "正在送出全部記錄，隨後清空本機。",
};
