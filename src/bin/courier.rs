//! Starts the courier, in its own thread.

fn main() {
    handover::courier::run();
}
