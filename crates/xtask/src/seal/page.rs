//! What is edited in the page.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use base64ct::{Base64, Encoding};
use sha2::{Digest, Sha384};

const INDEX: &str = "index.html";
/// What browsers load that know no modules; all others pass it by.
pub const OLD: &str = "old.js";
const INLINE: &str = "<script type=module>";
const END: &str = "</script>";
/// What [`with_policy`] writes begins so, and ends where the policy does.
const OFFICE: &str = "<meta name=head-office content=\"";
const POLICY: &str = "<meta http-equiv=Content-Security-Policy content=\"";
/// It has to stand before everything that it is to govern.
const BEFORE: &str = "<meta charset=utf-8>";

pub fn edit(folder: &Path, edit: impl FnOnce(&str) -> Result<String>) -> Result<()> {
    let file = folder.join(INDEX);
    let text = fs::read_to_string(&file).with_context(|| format!("{} cannot be read.", file.display()))?;
    Ok(fs::write(&file, edit(&text)?)?)
}

/// The page with a script of this name in the place of the one that stands in it.
pub fn with_script(text: &str, name: &str, script: &[u8]) -> Result<String> {
    let parts = text.split_once(INLINE).and_then(|(before, rest)| Some((before, rest.split_once(END)?.1)));
    let (before, after) =
        parts.context("Trunk has put no script into the page, or another one than it did.")?;
    ensure!(!after.contains(INLINE), "There is a second script in the page.");
    let integrity = Base64::encode_string(&Sha384::digest(script));
    Ok(format!(
        "{before}<script type=module src=./{name} integrity=sha384-{integrity}>{END}\
         <script nomodule src={OLD}>{END}{after}"
    ))
}

/// The page with head office's address and the policy that goes with it.
pub fn with_policy(text: &str, head_office: &str) -> Result<String> {
    let bare = match text.split_once(OFFICE) {
        Some((before, rest)) => {
            let after = rest.split_once(POLICY).and_then(|(_, rest)| rest.split_once("\">"));
            format!("{before}{}", after.context("The page's policy was edited by hand.")?.1)
        }
        None => text.to_owned(),
    };
    let place = bare.find(BEFORE).context("The page does not begin as it should.")? + BEFORE.len();
    let (before, after) = bare.split_at(place);
    let policy = policy(head_office);
    Ok(format!("{before}{OFFICE}{head_office}\">{POLICY}{policy}\">{after}"))
}

/// What the page may do: run its own files, speak to head office, and nothing else.
pub fn policy(head_office: &str) -> String {
    let origin = head_office.splitn(4, '/').take(3).collect::<Vec<_>>().join("/");
    let office = if origin.is_empty() { String::new() } else { format!(" {origin}") };
    [
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "style-src 'self'",
        "img-src 'self' data:",
        &format!("connect-src 'self'{office}"),
        "worker-src 'self'",
        "manifest-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    .join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<!doctype html><html><meta charset=utf-8><title>x</title><script type=module>import init from './a.js';</script></head>";

    #[test]
    fn the_script_moves_into_a_file_that_the_page_vouches_for() {
        let page = with_script(PAGE, "start-1.js", b"abc").unwrap();
        let sha384_of_abc = "ywB1P0WjXou1oD1pmsZQBycsMqsO3tFjGotgWkP/W+2AhgcroefMI1i67KE0yCWn";
        let script = format!(
            "<script type=module src=./start-1.js integrity=sha384-{sha384_of_abc}></script>\
            <script nomodule src=old.js></script>"
        );
        assert_eq!(page, format!("<!doctype html><html><meta charset=utf-8><title>x</title>{script}</head>"));
        with_script(&page, "start-1.js", b"abc").unwrap_err();
        with_script(&format!("{PAGE}{PAGE}"), "start-1.js", b"abc").unwrap_err();
    }

    #[test]
    fn the_policy_stands_first_and_is_replaced_by_the_next() {
        let once = with_policy(PAGE, "").unwrap();
        assert!(
            once.starts_with("<!doctype html><html><meta charset=utf-8><meta name=head-office content=\"\">")
        );
        assert!(once.contains("connect-src 'self'; ") && !once.contains("unsafe-inline"));
        let office = "https://office.example:8443/handover";
        let twice = with_policy(&once, office).unwrap();
        assert!(twice.contains("connect-src 'self' https://office.example:8443; "), "{twice}");
        assert!(twice.contains(&format!("content=\"{office}\"")), "{twice}");
        assert_eq!(with_policy(&twice, "").unwrap(), once);
    }
}
