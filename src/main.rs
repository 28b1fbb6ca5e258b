//! Starts the kiosk.

fn main() {
    handover::browser::breakdowns::watch();
    leptos::mount::mount_to_body(handover::app::app);
}
