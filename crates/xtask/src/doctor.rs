//! Says what this machine has and lacks, and changes nothing.

use crate::paths::Workspace;
use crate::tools;

/// Prints one line per tool; true if nothing is missing.
pub fn report(workspace: &Workspace) -> bool {
    let mut missing = 0;
    for tool in tools::ALL {
        if let Some(found) = tool.find(workspace) {
            println!("present  {:<22} {}  ({})", tool.name(), found.version, found.place);
        } else {
            missing += 1;
            println!("missing  {:<22} needed {}", tool.name(), tool.why());
            println!("         {:<22} {}", "", tool.plan(workspace));
        }
    }
    println!("\nBuilds go to {}", workspace.target.display());
    if missing == 0 {
        println!("Everything is here.");
    } else {
        println!("{missing} missing; `cargo xtask run`, `test` and `fuzz` install what they need.");
    }
    missing == 0
}
