//! What libFuzzer says of a run.

use std::fmt;
use std::str::FromStr;

/// The figures of one program.
#[derive(Default)]
pub struct Figures {
    begun: Option<Reached>,
    reached: Reached,
    runs: u64,
    each_second: u64,
    memory_mb: u64,
}

/// How far it has come.
#[derive(Clone, Copy, Default)]
struct Reached {
    coverage: u64,
    corpus: u64,
}

impl Figures {
    /// Takes what a line says; whether the line says nothing else.
    pub fn read(&mut self, line: &str) -> bool {
        let (key, value) = line.split_once(": ").unwrap_or((line, ""));
        let value = value.trim();
        match key {
            "stat::number_of_executed_units" => self.runs = number(value),
            "stat::average_exec_per_sec" => self.each_second = number(value),
            "stat::peak_rss_mb" => self.memory_mb = number(value),
            _ => {
                if !line.starts_with('#') {
                    // Functions that were reached for the first time, and words to put into a dictionary.
                    return line.starts_with(['\t', '"']) || key.starts_with("stat::");
                }
                let coverage = after(line, "cov: ").map_or(self.reached.coverage, number);
                let corpus = after(line, "corp: ").map_or(self.reached.corpus, number);
                self.reached = Reached { coverage, corpus };
                if line.contains("INITED") {
                    self.begun = Some(self.reached);
                }
            }
        }
        true
    }

    /// Whether anything was tried.
    pub fn has_run(&self) -> bool {
        self.runs > 0
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { begun, reached, runs, each_second, memory_mb } = self;
        let begun = begun.unwrap_or_default();
        write!(
            f,
            "{runs} runs, {each_second} a second; corpus {} → {}, coverage {} → {} edges; at most {memory_mb} MB",
            begun.corpus, reached.corpus, begun.coverage, reached.coverage
        )
    }
}

fn after<'a>(line: &'a str, name: &str) -> Option<&'a str> {
    line.split_once(name).map(|(_, rest)| rest)
}

/// The number that a text begins with.
fn number<N: FromStr + Default>(text: &str) -> N {
    let digits = text.split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
    digits.parse().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_read_from_what_libfuzzer_says() {
        let mut figures = Figures::default();
        for line in [
            "#58\tINITED cov: 2410 ft: 7101 corp: 41/60Kb exec/s: 0 rss: 61Mb",
            "#2048\tNEW    cov: 2455 ft: 7208 corp: 52/71Kb lim: 4096 exec/s: 682 rss: 64Mb L: 98/4096 MS: 1 CopyPart-",
            "#9000\tDONE   cov: 2460 ft: 7300 corp: 57/80Kb lim: 4096 exec/s: 900 rss: 70Mb",
            "\tNEW_FUNC[1/1]: 0x55cb93efe521",
            "\"period\" # Uses: 17",
            "stat::number_of_executed_units: 9000",
            "stat::average_exec_per_sec:     900",
            "stat::new_units_added:          16",
            "stat::slowest_unit_time_sec:    0",
            "stat::peak_rss_mb:              70",
        ] {
            assert!(figures.read(line), "{line}");
        }
        let said = "9000 runs, 900 a second; corpus 41 → 57, coverage 2410 → 2460 edges; at most 70 MB";
        assert_eq!(figures.to_string(), said);
        assert!(!figures.read("thread '<unnamed>' panicked at fuzz/src/query.rs:12:5:"));
        assert!(!figures.read("==12== ERROR: libFuzzer: deadly signal"));
    }
}
