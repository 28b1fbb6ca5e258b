//! Finds the names of files in a page, a script or a style sheet.

use std::path::Path;

/// The files that `text` makes a browser fetch without further ado. `kind` is the file's ending.
pub fn find(kind: &str, text: &str) -> Vec<String> {
    let mut names = Vec::new();
    match kind {
        "html" => {
            // What browsers load that know no modules is loaded by none that runs the program.
            let text = &text.replace("<script nomodule src=", "");
            for attribute in ["href=", "src="] {
                names.extend(after(text, attribute));
            }
            names.extend(imports(text));
        }
        "css" => {
            names.extend(after(text, "url("));
            names.extend(after(text, "@import "));
        }
        _ => names.extend(imports(text)),
    }
    names
}

/// What a script imports, and the module it starts. A worker it starts or registers comes later
/// and is not part of the first load, nor is what `import()` fetches on demand.
fn imports(text: &str) -> Vec<String> {
    let mut names = Vec::new();
    for keyword in ["from ", "from", "import ", "import"] {
        names.extend(after(text, keyword));
    }
    names.extend(
        quoted(text)
            .filter(|name| Path::new(name).extension().is_some_and(|ending| ending == "wasm"))
            .map(str::to_owned),
    );
    names
}

/// The quoted or bare value right behind each `mark`.
fn after(text: &str, mark: &str) -> Vec<String> {
    let values = text.match_indices(mark).filter_map(|(at, _)| {
        let rest = &text[at + mark.len()..];
        match rest.chars().next()? {
            quote @ ('"' | '\'' | '`') => rest[1..].split(quote).next(),
            // Only a style sheet's url() and an attribute of a minified page go without quotes.
            _ if mark.ends_with(['(', '=']) => rest.split([')', ' ', '>', '\n']).next(),
            _ => None,
        }
    });
    values.map(str::to_owned).collect()
}

/// Every string between two equal quotation marks on one line.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    ['"', '\'', '`'].into_iter().flat_map(move |quote| text.lines().flat_map(move |line| line.split(quote)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_names_its_files_with_and_without_quotes() {
        let page = "<link href=a.css rel=x><script src='b.js'></script><img src=\"c.svg\">";
        assert_eq!(find("html", page), ["a.css", "b.js", "c.svg"]);
    }

    #[test]
    fn a_script_names_its_imports_but_not_what_it_fetches_later() {
        let script = "import*as a from\"./a.js\";import './b.js';import('./late.js');fetch('c.json');\
            new Worker(new URL(\"later.js\",document.baseURI))";
        let names = find("js", script);
        assert!(names.contains(&"./a.js".to_owned()));
        assert!(names.contains(&"./b.js".to_owned()));
        assert!(!names.iter().any(|name| name.contains("late") || name.contains("c.json")));
    }

    #[test]
    fn a_style_sheet_names_what_it_draws() {
        let sheet = "@import \"a.css\";i{src:url('f.woff2')}b{background:url(g.svg)}";
        assert_eq!(find("css", sheet), ["f.woff2", "g.svg", "a.css"]);
    }
}
