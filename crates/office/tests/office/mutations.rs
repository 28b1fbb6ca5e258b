//! A journal of a thousand records, taken in by the public door, and what is done to it behind head office's back.

use crate::app::App;
use crate::tablet::{Tablet, completed};
use handover_domain::hash::Hash;
use handover_domain::record::Record;
use std::sync::Mutex;

const N: u64 = 1000;

/// SQL, and sentences of which the audit must say every one.
struct Mutation(String, Vec<String>);

struct Journal {
    app: App,
    records: Vec<Record>,
}

fn journal() -> Journal {
    let app = App::start();
    let mut tablet = Tablet::enrolled(&app);
    // Training: nothing of it is counted, so that only the chain can notice anything.
    let records: Vec<Record> = (0..N)
        .map(|_| {
            let core = tablet.core(&completed().training());
            tablet.append(Record::write(&core, Vec::new()).unwrap())
        })
        .collect();
    for batch in records.chunks(50) {
        tablet.send_with(&app, batch, tablet.tip());
    }
    assert_eq!(app.audit(), "audit: 1 tablet, 1000 records, chain whole");
    Journal { app, records }
}

impl Journal {
    fn header(&self, seq: u64) -> &str {
        &self.records[usize::try_from(seq).unwrap() - 1].header
    }

    fn hash(&self, seq: u64) -> String {
        Hash::of(self.header(seq).as_bytes()).to_string()
    }

    /// SQL that writes the header at a place anew, with or without the hash beside it.
    fn edit(&self, seq: u64, was: &str, is: &str, with_hash: bool) -> String {
        let header = self.header(seq).replace(was, is);
        assert_ne!(header, self.header(seq));
        let hash = Hash::of(header.as_bytes());
        let hash = if with_hash { format!(", hash = '{hash}'") } else { String::new() };
        format!("UPDATE records SET header = '{header}'{hash} WHERE seq = {seq};")
    }

    /// SQL that puts another record beside the one at a place.
    fn fork(&self, seq: u64) -> String {
        let id = uuid::Uuid::now_v7();
        let was = self.records[usize::try_from(seq).unwrap() - 1].check().unwrap().core.id.to_string();
        let header = self.header(seq).replace(&was, &id.to_string());
        let hash = Hash::of(header.as_bytes());
        format!(
            "INSERT INTO records SELECT shop, '{id}', device, epoch, seq, '{hash}', '{header}', day, received_at, ahead
             FROM records WHERE seq = {seq};"
        )
    }
}

fn deletions(journal: &Journal) -> Vec<Mutation> {
    let mut all = Vec::new();
    for seq in [1, 2, 13, 50, 51, 412, 777, 998, 999] {
        let said =
            vec![format!("{seq} missing"), "1000 records of it were taken into custody, and 999".into()];
        all.push(Mutation(format!("DELETE FROM records WHERE seq = {seq};"), said));
    }
    for (from, through) in [(1, 3), (412, 418), (990, 999)] {
        let sql = format!("DELETE FROM records WHERE seq BETWEEN {from} AND {through};");
        all.push(Mutation(sql, vec![format!("{from}–{through} missing")]));
    }
    for from in [1000, 998, 501] {
        let range = if from == N { "1000".into() } else { format!("{from}–1000") };
        let sql = format!("DELETE FROM records WHERE seq >= {from};");
        all.push(Mutation(sql, vec![format!("{range} missing: acknowledged once")]));
    }
    let note = "the note of how far this journal was acknowledged is missing".to_owned();
    all.push(Mutation("DELETE FROM epochs;".into(), vec![note.clone()]));
    all.push(Mutation("DELETE FROM epochs; DELETE FROM records WHERE seq >= 990;".into(), vec![note]));
    let hidden = "UPDATE epochs SET held = 999; DELETE FROM records WHERE seq = 500;";
    all.push(Mutation(hidden.into(), vec!["500 missing".into()]));
    let bridged = format!(
        "DELETE FROM records WHERE seq = 600; {}",
        journal.edit(601, &journal.hash(600), &journal.hash(599), true)
    );
    all.push(Mutation(bridged, vec!["600 missing".into(), "601 follows 599, not 600".into()]));
    all
}

fn edits(journal: &Journal) -> Vec<Mutation> {
    let mut all = Vec::new();
    for (seq, was, is) in [
        (1, "\"app\":\"test\"", "\"app\":\"tess\""),
        (2, "\"mode\":\"training\"", "\"mode\":\"test\""),
        (333, "\"page_ms\":1000", "\"page_ms\":1001"),
        (999, "\"outcome\":\"completed\"", "\"outcome\":\"partial\""),
        (1000, "\"clock_suspect\":false", "\"clock_suspect\":true"),
    ] {
        let altered = format!("{seq} was altered here: its header is not the one that was received");
        all.push(Mutation(journal.edit(seq, was, is, false), vec![altered]));
        let unseen = if seq == N {
            "1000 is another record than the tablet once announced there".into()
        } else {
            format!("{} does not follow {seq}: one of the two was altered", seq + 1)
        };
        all.push(Mutation(journal.edit(seq, was, is, true), vec![unseen]));
    }
    for seq in [2, 444, 999] {
        let sql = journal.edit(seq, &journal.hash(seq - 1), &Hash::of(b"elsewhere").to_string(), true);
        all.push(Mutation(
            sql,
            vec![format!("{seq} was altered: neither {} before nor {} after fits", seq - 1, seq + 1)],
        ));
    }
    let moved = journal.edit(700, "\"seq\":700,", "\"seq\":300,", true);
    let said = vec![
        "700 missing".into(),
        "two records claim seq 300 (fork)".into(),
        "filed under another name".into(),
    ];
    all.push(Mutation(moved.clone(), said));
    let said = vec![
        "700 missing".into(),
        "two records claim seq 300 (fork)".into(),
        "300 follows 699, not 299".into(),
    ];
    all.push(Mutation(format!("{moved} UPDATE records SET seq = 300 WHERE seq = 700;"), said));
    let far = "UPDATE records SET seq = 5000 WHERE seq = 10;";
    all.push(Mutation(far.into(), vec!["5000 was altered here: it is filed under another name".into()]));
    let garbage = "UPDATE records SET header = 'gone' WHERE seq = 10;";
    all.push(Mutation(garbage.into(), vec!["10 was altered here: its header is not readable".into()]));
    let hash = format!("UPDATE records SET hash = '{}' WHERE seq = 10;", Hash::of(b"x"));
    all.push(Mutation(hash, vec!["10 was altered here: its header is not the one that was received".into()]));
    let id = format!("UPDATE records SET id = '{}' WHERE seq = 10;", uuid::Uuid::now_v7());
    all.push(Mutation(id, vec!["10 was altered here: it is filed under another name".into()]));
    let epoch = format!("UPDATE records SET epoch = '{}' WHERE seq = 10;", uuid::Uuid::now_v7());
    all.push(Mutation(epoch, vec!["10 missing".into(), "filed under another name".into()]));
    let copied = format!(
        "UPDATE records SET header = '{}', hash = '{}' WHERE seq = 20;",
        journal.header(10),
        journal.hash(10)
    );
    all.push(Mutation(copied, vec!["20 missing".into(), "two records claim seq 10 (fork)".into()]));
    all
}

fn orders(journal: &Journal) -> Vec<Mutation> {
    let mut all = Vec::new();
    for (one, other) in [(1, 2), (7, 8), (999, 1000), (5, 995)] {
        let filed = format!(
            "UPDATE records SET seq = CASE WHEN seq = {one} THEN {other} ELSE {one} END WHERE seq IN ({one}, {other});"
        );
        let said = [one, other].map(|seq| format!("{seq} was altered here: it is filed under another name"));
        all.push(Mutation(filed.clone(), said.into()));
        let seq = |seq: u64| format!("\"seq\":{seq},");
        let written = [
            journal.edit(one, &seq(one), &seq(other), true),
            journal.edit(other, &seq(other), &seq(one), true),
            filed,
        ];
        let said = format!("{other} follows {}, not {}", one - 1, other - 1);
        // The first record says of itself that it is.
        let said = if one == 1 {
            format!("{other} says that it is the first, and should follow {one}")
        } else {
            said
        };
        all.push(Mutation(written.concat(), vec![said]));
    }
    for seq in [1, 2, 500, 1000] {
        let said = vec![
            format!("two records claim seq {seq} (fork)"),
            "1000 records of it were taken into custody, and 1001 are here".into(),
        ];
        all.push(Mutation(journal.fork(seq), said));
    }
    all
}

#[test]
fn whatever_is_done_to_a_journal_behind_head_offices_back_the_audit_finds() {
    let mut journal = journal();
    journal.app.kill();
    let all = [deletions(&journal), edits(&journal), orders(&journal)].into_iter().flatten();
    let rest = Mutex::new(all.collect::<Vec<_>>());
    assert!(rest.lock().unwrap().len() >= 40);
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while let Some(Mutation(sql, said)) = { rest.lock().unwrap().pop() } {
                    let app = journal.app.copy();
                    app.sql(&sql);
                    let audit = app.cli(&["audit"]);
                    assert!(!audit.success, "not found: {sql}");
                    for said in said {
                        assert!(audit.out.contains(&said), "{sql}\nshould say: {said}\nsays: {}", audit.out);
                    }
                }
            });
        }
    });
}
