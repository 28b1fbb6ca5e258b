//! `openapi`

use crate::http;
use anyhow::Result;
use std::process::ExitCode;

pub fn run() -> Result<ExitCode> {
    say!("{}", http::description());
    Ok(ExitCode::SUCCESS)
}
