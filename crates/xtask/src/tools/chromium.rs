//! A browser and the driver that steers it.

use std::env;
use std::path::PathBuf;

use anyhow::{Result, ensure};

use super::{Found, Tool, system, version_in};
use crate::paths::Workspace;
use crate::process;

const BROWSERS: &[&str] = &[
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];
/// The font covers scripts that would be empty boxes on a bare system.
const PACKAGES: &[&str] = &["chromium", "chromium-driver", "fonts-noto-cjk"];

pub struct Chromium;

impl Tool for Chromium {
    fn name(&self) -> &'static str {
        "chromium"
    }

    fn why(&self) -> &'static str {
        "to try the kiosk in a real browser"
    }

    fn find(&self, workspace: &Workspace) -> Option<Found> {
        found(workspace, "CHROME", BROWSERS)
    }

    fn plan(&self, workspace: &Workspace) -> String {
        plan(workspace, "Chromium or Chrome")
    }

    fn install(&self, workspace: &Workspace) -> Result<()> {
        ensure!(
            system::install(workspace, PACKAGES)?,
            "Install Chromium or Chrome, or name its program in the variable CHROME, then start again."
        );
        Ok(())
    }
}

pub struct Chromedriver;

impl Tool for Chromedriver {
    fn name(&self) -> &'static str {
        "chromedriver"
    }

    fn why(&self) -> &'static str {
        "to run the kiosk's tests inside the browser; its version must be the browser's"
    }

    fn find(&self, workspace: &Workspace) -> Option<Found> {
        let driver = found(workspace, "CHROMEDRIVER", &["chromedriver"])?;
        let browser = Chromium.find(workspace)?;
        let major = |version: &str| version.split('.').next().map(str::to_owned);
        (major(&driver.version) == major(&browser.version)).then_some(driver)
    }

    fn plan(&self, workspace: &Workspace) -> String {
        plan(workspace, "the chromedriver of your browser's version")
    }

    fn install(&self, workspace: &Workspace) -> Result<()> {
        ensure!(
            system::install(workspace, PACKAGES)?,
            "Install the chromedriver of your browser's version, or name it in the variable CHROMEDRIVER, then start again."
        );
        Ok(())
    }
}

fn found(workspace: &Workspace, variable: &str, names: &[&str]) -> Option<Found> {
    let chosen = env::var_os(variable).map(PathBuf::from);
    let place = chosen.or_else(|| names.iter().find_map(|name| workspace.which(name)))?;
    let said = process::output(workspace.command(&place).arg("--version"))?;
    Some(Found { version: version_in(&said)?.to_owned(), place: place.display().to_string() })
}

fn plan(workspace: &Workspace, by_hand: &str) -> String {
    if system::can_install(workspace) {
        let packages = PACKAGES.join(", ");
        format!("{packages} will be installed with apt-get, which takes one to three minutes.")
    } else {
        format!("You will be asked to install {by_hand}.")
    }
}
