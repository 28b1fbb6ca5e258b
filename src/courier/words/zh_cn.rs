//! Simplified Chinese.

use super::{FileNews, NotEnrolled, Offline, Words};
use handover_domain::sync::Pause;
use handover_domain::wire::FileWhy;
use handover_tablet::courier::Waiting;

pub(super) static WORDS: Words = Words {
    not_enrolled: |why| match why {
        NotEnrolled::Unreachable => "联系不上总部，注册码仍然有效。请检查网络后再试。",
        NotEnrolled::BadCode => "总部不接受这个注册码：可能输错了、用过了或已过期。请索取新的注册码。",
        NotEnrolled::NotTrusted => "收到的回复不像来自总部，没有做任何更改。请检查本页的网址。",
        NotEnrolled::Storage => {
            "浏览器无法保存平板的密钥，没有做任何更改。请确认不是无痕窗口，而且存储空间未满。"
        }
    },
    no_setup: "本机尚未设置。",
    counts: |pending, apart| format!("等待总部确认：{pending} 条。暂存待查：{apart} 条。"),
    oldest: |at| format!("最早一条自 {at} 起等待。"),
    receipt: |at| format!("总部最近一次确认：{at}。"),
    waiting: |waiting| match waiting {
        Waiting::Nothing => "总部已全部收到。",
        Waiting::Sending => "正在发送记录。",
        Waiting::Unreachable => "暂时连不上总部。记录不会丢失，会自动重试。没有网络时，请保存文件。",
        Waiting::Paused(Pause::Unknown) => "总部不认识本机的密钥。记录不会丢失。请向总部索取新的注册码。",
        Waiting::Paused(Pause::Revoked) => "总部已停用本机。已记录的内容仍保存在这里。请联系总部。",
        Waiting::Paused(Pause::NotApproved) => "本机换了新密钥，总部尚未批准。记录不会丢失。请联系总部。",
        Waiting::Paused(Pause::UpdateNeeded) => "总部的程序需要升级。记录不会丢失。",
    },
    room: |used, quota| format!("存储空间：已用 {used} MB，共 {quota} MB。"),
    low: "存储空间快满了。请先发送记录或保存文件，再清理本机空间。",
    offline: |offline| match offline {
        Offline::Ready => "离线可用：没有网络也能启动。".into(),
        Offline::Unproven => {
            "暂不能离线启动：程序副本已存好，还没有从副本启动过。请让首页静置几秒钟。".into()
        }
        Offline::Missing(file) => format!("暂不能离线启动：{file} 没有取到。请保持联网，会自动重试。"),
        Offline::Older(file) => format!("新版本没有取全（缺 {file}）。当前版本照常使用，离线也能启动。"),
        Offline::None => "暂不能离线启动：这个浏览器没有保存程序副本。请保持联网，并使用普通窗口。".into(),
    },
    given_up: "最新版本没能启动，现在用的是上一个版本。请联系总部。",
    file: |news| match news {
        FileNews::Written(0) => "没有可以写入文件的记录。".into(),
        FileNews::Written(records) => {
            format!("已保存含 {records} 条记录的文件。只有总部能读取，请送交总部。")
        }
        FileNews::NotWritten => "文件没能写成。记录完好无损。".into(),
        FileNews::Brought { stored, quarantined: 0 } => format!("文件已读取。总部又确认了 {stored} 条记录。"),
        FileNews::Brought { stored, quarantined } => {
            format!("文件已读取。总部又确认了 {stored} 条记录，{quarantined} 条暂存待查。")
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
};
