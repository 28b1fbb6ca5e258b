//! The storage's suite for any browser: built into `selftest.html` by `cargo xtask release --selftest`, for engines
//! that have no harness of their own for WebAssembly.
//!
//! `tests/selftest/selftest.js` runs it and deletes its databases.

fn main() {
    #[cfg(target_arch = "wasm32")]
    suite::watch();
}

#[cfg(target_arch = "wasm32")]
mod suite {
    use handover::browser::random;
    use handover::store::Store;
    use handover_tablet::conformance;
    use js_sys::Function;
    use std::cell::RefCell;
    use std::collections::BTreeMap;
    use wasm_bindgen::prelude::*;

    thread_local! {
        /// Who is told, and of what behaviour.
        static NOW: RefCell<(Option<Function>, &'static str)> = RefCell::default();
        /// The databases by the names that the suite has for them.
        static NAMES: RefCell<BTreeMap<String, String>> = RefCell::default();
    }

    /// A panic stops everything where it is: nobody would hear of it otherwise.
    pub fn watch() {
        std::panic::set_hook(Box::new(|panic| told(&panic.to_string())));
    }

    /// Tries one behaviour after the other. `report` is told the name of each that held, and of one that did not, the
    /// name and how.
    #[wasm_bindgen]
    pub async fn suite(report: Function) {
        NOW.with_borrow_mut(|now| now.0 = Some(report));
        conformance!(each try_out, async |name: &str| open(name).await);
    }

    async fn try_out(name: &'static str, behaviour: impl Future<Output = ()>) {
        NOW.with_borrow_mut(|now| now.1 = name);
        behaviour.await;
        told("");
    }

    fn told(fault: &str) {
        let (report, name) = NOW.with_borrow(Clone::clone);
        // A page that cannot even take it down has nothing to show for it either.
        report.and_then(|report| report.call2(&JsValue::NULL, &name.into(), &fault.into()).ok());
    }

    async fn open(name: &str) -> Store {
        let fresh = || format!("selftest {name} {}", random::uuid4());
        let name = NAMES.with_borrow_mut(|names| names.entry(name.to_owned()).or_insert_with(fresh).clone());
        Store::open_named(&name).await.unwrap()
    }
}
