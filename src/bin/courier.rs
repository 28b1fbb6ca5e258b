//! Starts the courier, in its own thread.

fn main() {
    handover::browser::breakdowns::watch();
    handover::courier::run();
}
