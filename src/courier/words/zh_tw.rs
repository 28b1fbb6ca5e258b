//! Traditional Chinese.

use super::{FileNews, NotEnrolled, Offline, Words};
use handover_domain::sync::Pause;
use handover_domain::wire::FileWhy;
use handover_tablet::courier::Waiting;

pub(super) static WORDS: Words = Words {
    not_enrolled: |why| match why {
        NotEnrolled::Unreachable => "聯絡不上總部，註冊碼仍然有效。請檢查網路後再試。",
        NotEnrolled::BadCode => "總部不接受這個註冊碼：可能輸錯了、用過了或已過期。請索取新的註冊碼。",
        NotEnrolled::NotTrusted => "收到的回覆不像來自總部，沒有做任何更改。請檢查本頁的網址。",
        NotEnrolled::Storage => {
            "瀏覽器無法保存平板的金鑰，沒有做任何更改。請確認不是無痕視窗，而且儲存空間未滿。"
        }
    },
    no_setup: "本機尚未設定。",
    counts: |pending, apart| format!("等待總部確認：{pending} 筆。暫存待查：{apart} 筆。"),
    oldest: |at| format!("最早一筆自 {at} 起等待。"),
    receipt: |at| format!("總部最近一次確認：{at}。"),
    waiting: |waiting| match waiting {
        Waiting::Nothing => "總部已全部收到。",
        Waiting::Sending => "正在傳送記錄。",
        Waiting::Unreachable => "暫時連不上總部。記錄不會遺失，會自動重試。沒有網路時，請儲存檔案。",
        Waiting::Paused(Pause::Unknown) => "總部不認識本機的金鑰。記錄不會遺失。請向總部索取新的註冊碼。",
        Waiting::Paused(Pause::Revoked) => "總部已停用本機。已記錄的內容仍保存在這裡。請聯絡總部。",
        Waiting::Paused(Pause::NotApproved) => "本機換了新金鑰，總部尚未核准。記錄不會遺失。請聯絡總部。",
        Waiting::Paused(Pause::UpdateNeeded) => "總部的程式需要升級。記錄不會遺失。",
    },
    room: |used, quota| format!("儲存空間：已用 {used} MB，共 {quota} MB。"),
    low: "儲存空間快滿了。請先傳送記錄或儲存檔案，再清理本機空間。",
    offline: |offline| match offline {
        Offline::Ready => "離線可用：沒有網路也能啟動。".into(),
        Offline::Unproven => {
            "暫不能離線啟動：程式副本已存好，還沒有從副本啟動過。請讓首頁靜置幾秒鐘。".into()
        }
        Offline::Missing(file) => format!("暫不能離線啟動：{file} 沒有取到。請保持連線，會自動重試。"),
        Offline::Older(file) => format!("新版本沒有取全（缺 {file}）。目前版本照常使用，離線也能啟動。"),
        Offline::None => "暫不能離線啟動：這個瀏覽器沒有保存程式副本。請保持連線，並使用一般視窗。".into(),
    },
    given_up: "最新版本沒能啟動，現在用的是上一個版本。請聯絡總部。",
    file: |news| match news {
        FileNews::Written(0) => "沒有可以寫入檔案的記錄。".into(),
        FileNews::Written(records) => {
            format!("已儲存含 {records} 筆記錄的檔案。只有總部能讀取，請送交總部。")
        }
        FileNews::NotWritten => "檔案沒能寫成。記錄完好無損。".into(),
        FileNews::Brought { stored, quarantined: 0 } => format!("檔案已讀取。總部又確認了 {stored} 筆記錄。"),
        FileNews::Brought { stored, quarantined } => {
            format!("檔案已讀取。總部又確認了 {stored} 筆記錄，{quarantined} 筆暫存待查。")
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
};
