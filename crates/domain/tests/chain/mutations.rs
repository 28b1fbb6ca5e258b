use super::{header, journal, link, links, names, sorted};
use handover_domain::chain::{Break, Link, announced, check};
use handover_domain::hash::Hash;

const N: u64 = 1000;

/// The index of a place.
fn at(seq: u64) -> usize {
    usize::try_from(seq).unwrap() - 1
}

/// The journal with the header at this place written anew.
fn edited(whole: &[Link], headers: &[String], seq: u64, edit: impl Fn(&str) -> String) -> Vec<Link> {
    let header = edit(&headers[at(seq)]);
    assert_ne!(header, headers[at(seq)], "{seq}");
    let mut links = whole.to_vec();
    links[at(seq)] = link(&header);
    sorted(links)
}

#[test]
fn a_whole_journal_has_no_break() {
    assert_eq!(check(&links(N)), []);
    assert_eq!(check(&[]), []);
}

#[test]
fn every_single_deletion_below_the_end_is_named() {
    let whole = links(N);
    for seq in 1..N {
        let mut less = whole.clone();
        less.remove(at(seq));
        assert_eq!(check(&less), [Break::Missing(seq, seq)]);
    }
    for (from, through) in [(1, 1), (1, 999), (2, 10), (500, 500), (413, 980)] {
        let mut less = whole.clone();
        less.drain(at(from)..=at(through));
        assert_eq!(check(&less), [Break::Missing(from, through)]);
    }
}

#[test]
fn every_edit_of_what_a_header_says_is_named() {
    let (whole, headers) = (links(N), journal(N));
    let edits: [(&str, &str); 4] = [
        ("\"mode\":\"live\"", "\"mode\":\"training\""),
        ("\"app\":\"test\"", "\"app\":\"tess\""),
        ("\"shop\":\"demo\"", "\"shop\":\"demo\" "),
        (
            "\"parts\":[]",
            "\"parts\":[{\"name\":\"event\",\"key\":\"0123456789abcdef\",\"sha256\":\"0000000000000000000000000000000000000000000000000000000000000000\"}]",
        ),
    ];
    for seq in 1..N {
        let (was, is) = edits[at(seq) % edits.len()];
        let links = edited(&whole, &headers, seq, |header| header.replace(was, is));
        assert_eq!(check(&links), [Break::Altered(seq, seq + 1)]);
    }
}

#[test]
fn an_edit_of_the_last_record_is_named_by_what_was_announced() {
    let (whole, headers) = (links(N), journal(N));
    let tip = (N, whole[at(N)].hash);
    let links = edited(&whole, &headers, N, |header| header.replace("live", "test"));
    assert_eq!(check(&links), []);
    assert_eq!(announced(&links, [tip]), [Break::Rewritten(N)]);
    assert_eq!(announced(&whole, [tip, (412, whole[at(412)].hash), (N + 7, Hash::NONE)]), []);
    let mut forked = whole.clone();
    forked.insert(at(N), Link { hash: Hash::of(b"clone"), ..whole[at(N)] });
    assert_eq!(announced(&forked, [tip]), [], "either of the two may be the one that was announced");
}

#[test]
fn every_edit_of_the_predecessor_is_named() {
    let (whole, headers) = (links(N), journal(N));
    for seq in 2..N {
        let prev = whole[at(seq)].prev.to_string();
        let strange = Hash::of(&seq.to_be_bytes()).to_string();
        let links = edited(&whole, &headers, seq, |header| header.replace(&prev, &strange));
        assert_eq!(check(&links), [Break::Altered(seq - 1, seq + 1)]);

        let other = if seq > 500 { seq - 500 } else { seq + 400 };
        let named = whole[at(other)].hash.to_string();
        let links = edited(&whole, &headers, seq, |header| header.replace(&prev, &named));
        assert_eq!(check(&links), [Break::Reordered(seq, other), Break::Altered(seq, seq + 1)]);
    }
    let none = Hash::NONE.to_string();
    let first = edited(&whole, &headers, 7, |header| header.replace(&whole[at(7)].prev.to_string(), &none));
    assert_eq!(check(&first), [Break::Reordered(7, 0), Break::Altered(7, 8)]);
    let strange = Hash::of(b"before").to_string();
    let late = edited(&whole, &headers, 1, |header| header.replace(&none, &strange));
    assert_eq!(check(&late), [Break::Altered(0, 2)]);
}

#[test]
fn every_edit_of_a_place_is_named() {
    let (whole, headers) = (links(N), journal(N));
    for seq in 1..N {
        for claimed in [seq + 1, seq.saturating_sub(1), (seq * 7) % N + 1, N + 1, N + 400] {
            if claimed == seq {
                continue;
            }
            let (was, is) = (format!("\"seq\":{seq},"), format!("\"seq\":{claimed},"));
            let found = check(&edited(&whole, &headers, seq, |header| header.replace(&was, &is)));
            assert!(found.contains(&Break::Missing(seq, seq)), "{seq} claims {claimed}: {found:?}");
            let there = match claimed {
                0 => found.contains(&Break::Nowhere),
                claimed if claimed <= N => found.contains(&Break::Fork(claimed)),
                claimed if claimed == N + 1 => found.contains(&Break::Reordered(claimed, seq - 1)),
                claimed => found.contains(&Break::Missing(N + 1, claimed - 1)),
            };
            assert!(there, "{seq} claims {claimed}: {found:?}");
        }
    }
}

/// With the headers as they were, only filed in each other's place.
fn misfiled(whole: &[Link], one: u64, other: u64) -> Vec<Link> {
    let mut links = whole.to_vec();
    (links[at(one)].seq, links[at(other)].seq) = (other, one);
    sorted(links)
}

/// With each header saying that it is at the other's place.
fn rewritten(whole: &[Link], headers: &[String], one: u64, other: u64) -> Vec<Link> {
    let moved = |from: u64, to: u64| {
        link(&headers[at(from)].replace(&format!("\"seq\":{from},"), &format!("\"seq\":{to},")))
    };
    let mut links = whole.to_vec();
    (links[at(other)], links[at(one)]) = (moved(one, other), moved(other, one));
    links
}

#[test]
fn every_two_neighbours_that_were_swapped_are_named() {
    let (whole, headers) = (links(N), journal(N));
    for seq in 1..N {
        let next = seq + 1;
        let mut expected = vec![Break::Reordered(seq, next), Break::Reordered(next, seq - 1)];
        if next < N {
            expected.push(Break::Reordered(next + 1, seq));
        }
        assert_eq!(check(&misfiled(&whole, seq, next)), expected);
        let found = check(&rewritten(&whole, &headers, seq, next));
        assert!([seq, next].iter().all(|seq| found.iter().any(|found| names(*found, *seq))), "{found:?}");
    }
}

#[test]
fn every_record_that_was_swapped_with_another_is_named() {
    let (whole, headers) = (links(N), journal(N));
    for seq in 1..N {
        for other in [seq + 2, seq + 97, N] {
            if other > N || other == seq {
                continue;
            }
            for links in [misfiled(&whole, seq, other), rewritten(&whole, &headers, seq, other)] {
                let found = check(&links);
                let both = [seq, other].iter().all(|seq| found.iter().any(|found| names(*found, *seq)));
                assert!(both, "{seq} and {other}: {found:?}");
            }
        }
    }
}

#[test]
fn every_fork_is_named_and_what_follows_either_side_is_accepted() {
    let whole = links(N);
    for seq in 1..=N {
        let clone = link(&header(seq, whole[at(seq)].prev, "clone"));
        for place in [at(seq), at(seq) + 1] {
            let mut links = whole.clone();
            links.insert(place, clone);
            assert_eq!(check(&links), [Break::Fork(seq)]);
        }
        let stray = link(&header(seq, Hash::of(b"elsewhere"), "stray"));
        let mut links = whole.clone();
        links.insert(at(seq), stray);
        assert_eq!(check(&links), [Break::Fork(seq), Break::Altered(seq - 1, seq)]);
    }
    let mut both = links(5);
    let clone = link(&header(3, both[1].hash, "clone"));
    both.insert(3, clone);
    both.insert(5, link(&header(4, clone.hash, "clone")));
    assert_eq!(check(&both), [Break::Fork(3), Break::Fork(4)]);
}
