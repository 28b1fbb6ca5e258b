//! Starts the staff's program, in the page.

fn main() {
    handover::browser::breakdowns::watch();
    handover::staff::run();
}
