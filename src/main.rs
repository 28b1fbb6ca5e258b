//! Starts the kiosk.

fn main() {
    // A panic ends the program; what it says goes where staff's helpers look for it.
    std::panic::set_hook(Box::new(|panic| leptos::logging::error!("{panic}")));
    leptos::mount::mount_to_body(handover::app::app);
}
