//! `cargo xtask fuzz`: libFuzzer looks for bytes that break what `fuzz/src` says must hold of a batch, a package, a file
//! and a query. It begins with the texts that the project has anyway, and goes on from what it found in earlier runs.

mod figures;

use std::fs;

use anyhow::Result;
use clap::{Args, ValueEnum};

use crate::paths::Workspace;
use crate::test::Count;
use crate::{clones, process, tools};
use figures::Figures;

/// The most memory that one of the programs may have, in MiB.
const MEMORY: u32 = 1024;
/// The most seconds that one text may take.
const PATIENCE: u32 = 10;
/// Texts of the project that any of them can begin with; its own are beside the programs.
const KNOWN: [&str; 2] = ["crates/domain/tests/golden", "questionnaires"];

#[derive(Args)]
pub struct Options {
    /// Which; none named means all
    target: Option<Target>,
    /// How long each of them looks
    #[arg(long, default_value_t = 60)]
    seconds: u32,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Target {
    /// Envelopes, batches, records and what is sealed in them
    Batch,
    /// Questionnaires and configurations
    Package,
    /// Files of tablets and of head office, and the dealer's list of visits
    File,
    /// What an address asks of a report
    Query,
}

/// Runs them one after the other and prints the counts; true if nothing was found.
pub fn run(workspace: &Workspace, options: &Options) -> Result<bool> {
    tools::make_ready(workspace, tools::FUZZ)?;
    // Built for libFuzzer, a crate is another one than for the tests.
    let own = Workspace { root: workspace.root.clone(), target: workspace.target.join("fuzz") };
    clones::claim(&own)?;
    println!("Builds, and what is found, go to {} (several minutes the first time)", own.target.display());
    let mut lines = Vec::new();
    let mut count = Count::default();
    for target in Target::value_variants() {
        if options.target.is_some_and(|wanted| wanted != *target) {
            continue;
        }
        let name = target.name();
        println!("\n== {name} ==");
        let mut figures = Figures::default();
        let passed = look(&own, &name, options.seconds, &mut figures)?;
        lines.push(format!("{name:<8} {figures}"));
        count += Count::of(passed && figures.has_run());
    }
    println!();
    for line in lines {
        println!("{line}");
    }
    println!("{count}");
    Ok(count.failed == 0)
}

impl Target {
    fn name(self) -> String {
        self.to_possible_value().map_or_else(String::new, |value| value.get_name().to_owned())
    }
}

/// Lets libFuzzer look for a while; true if it found nothing.
fn look(own: &Workspace, name: &str, seconds: u32, figures: &mut Figures) -> Result<bool> {
    let (grown, found) = (own.target.join("corpus").join(name), own.target.join("found").join(name));
    for folder in [&grown, &found] {
        fs::create_dir_all(folder)?;
    }
    let mut command = own.cargo();
    // The stable compiler counts branches without a sanitizer, and what is tried is the code as it is: no `cfg(fuzzing)`.
    command.args([
        "fuzz",
        "run",
        "--sanitizer",
        "none",
        "--dev",
        "--no-cfg-fuzzing",
        "--features",
        "libfuzzer",
    ]);
    // The first folder takes what is new.
    command.arg(name).arg(grown);
    let fuzz = own.root.join("fuzz");
    let folders = KNOWN.map(|folder| own.root.join(folder));
    let beside = ["seeds", "regressions"].map(|folder| fuzz.join(folder).join(name));
    command.args(folders.into_iter().chain(beside).filter(|folder| folder.is_dir()));
    command.arg("--").args([
        format!("-dict={}", fuzz.join("dictionaries").join(format!("{name}.dict")).display()),
        format!("-artifact_prefix={}/", found.display()),
        format!("-max_total_time={seconds}"),
        format!("-rss_limit_mb={MEMORY}"),
        format!("-timeout={PATIENCE}"),
        "-print_final_stats=1".to_owned(),
    ]);
    process::stream_complaints(&mut command, |line| {
        if !figures.read(line) {
            println!("{line}");
        }
    })
}
