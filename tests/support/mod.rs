//! Case files: plain text that anyone can extend.
//!
//! A file holds cases one after the other. The input comes first, then a line `---`, then what is expected, then a
//! line `===`. Lines before the first case that start with `# ` are comments. In the input, `\n` at the end of the last
//! line does not count; `\u{00AD}` and the like stand for characters that an editor would not show.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};

/// One case and where it stands.
pub(crate) struct Case {
    pub(crate) place: String,
    pub(crate) input: String,
    pub(crate) expected: String,
}

/// All cases of `tests/cases/<stage>/*.txt`, in order.
pub(crate) fn cases(stage: &str) -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(stage);
    let mut files: Vec<PathBuf> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let all: Vec<Case> =
        files.iter().filter(|f| f.extension().is_some_and(|e| e == "txt")).flat_map(|f| read(f)).collect();
    assert!(!all.is_empty(), "no case in {}", folder.display());
    all
}

/// Compares what `run` makes of every case with what is expected, and reports all that differ.
pub(crate) fn check(stage: &str, run: impl Fn(&Case) -> String) {
    let wrong: Vec<String> = cases(stage)
        .iter()
        .filter_map(|case| {
            let found = run(case);
            (found.trim_end() != case.expected).then(|| {
                format!(
                    "{}\n--- input\n{}\n--- expected\n{}\n--- found\n{found}",
                    case.place, case.input, case.expected
                )
            })
        })
        .collect();
    assert!(wrong.is_empty(), "{} cases differ:\n\n{}", wrong.len(), wrong.join("\n\n"));
}

fn read(file: &Path) -> Vec<Case> {
    let content = fs::read_to_string(file).unwrap();
    let mut cases = Vec::new();
    let (mut input, mut expected) = (Vec::new(), None::<Vec<&str>>);
    let mut first_line = 1;
    for (number, line) in content.lines().enumerate() {
        if cases.is_empty() && input.is_empty() && (line.starts_with("# ") || line.is_empty()) {
            first_line = number + 2;
            continue;
        }
        match (line, &mut expected) {
            ("---", None) => expected = Some(Vec::new()),
            ("===", Some(lines)) => {
                let place = format!("{}:{first_line}", file.display());
                cases.push(Case { place, input: unescape(&input.join("\n")), expected: unescape(&lines.join("\n")) });
                input.clear();
                expected = None;
                first_line = number + 2;
            }
            (line, None) => input.push(line),
            (line, Some(lines)) => lines.push(line),
        }
    }
    assert!(
        input.is_empty() && expected.is_none(),
        "{}:{first_line}: the last case does not end in ===",
        file.display()
    );
    cases
}

/// Replaces `\u{…}` by the character.
fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("\\u{") {
        let end = at + rest[at..].find('}').expect("an escape ends in }");
        let code = u32::from_str_radix(&rest[at + 3..end], 16).expect("an escape holds a hexadecimal number");
        out.push_str(&rest[..at]);
        out.push(char::from_u32(code).expect("an escape names a character"));
        rest = &rest[end + 1..];
    }
    out + rest
}
