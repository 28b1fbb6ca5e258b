//! What is written to standard error while the service runs: lines for people, or JSON for a collector.

use clap::ValueEnum;
use std::panic;
use tracing::level_filters::LevelFilter;

/// How a line of the log looks.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Format {
    /// For people
    Text,
    /// One object a line
    Json,
}

/// Begins to write the log, up to this level. Of a panic it holds the place alone: what it says may quote what was sent.
pub fn begin(format: Format, most: LevelFilter) {
    let lines =
        tracing_subscriber::fmt().with_writer(std::io::stderr).with_target(false).with_max_level(most);
    match format {
        Format::Text => lines.init(),
        Format::Json => lines.json().flatten_event(true).with_span_list(false).init(),
    }
    panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string);
        tracing::error!(place, "broke down");
    }));
}
