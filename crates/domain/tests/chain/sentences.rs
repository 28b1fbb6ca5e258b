use handover_domain::chain::{Break, range};

#[test]
fn every_break_reads_as_a_sentence_with_its_places() {
    let sentences = [
        (Break::Missing(412, 418), "412–418 missing"),
        (Break::Missing(7, 7), "7 missing"),
        (Break::Fork(413), "two records claim seq 413 (fork)"),
        (Break::Reordered(8, 6), "8 follows 6, not 7"),
        (Break::Reordered(8, 0), "8 says that it is the first, and should follow 7"),
        (Break::Reordered(1, 5), "1 follows 5, where it should be the first"),
        (Break::Altered(7, 8), "8 does not follow 7: one of the two was altered"),
        (Break::Altered(7, 9), "8 was altered: neither 7 before nor 9 after fits"),
        (Break::Altered(7, 12), "8–11 were altered: neither 7 before nor 12 after fits"),
        (Break::Altered(0, 1), "1 follows a record that is not here, where it should be the first"),
        (Break::Altered(0, 2), "1 was altered: what comes after does not follow"),
        (
            Break::Rewritten(415),
            "415 is another record than the tablet once announced there: it was altered, or the end of the journal was cut \
             off and written anew",
        ),
        (Break::Nowhere, "a record claims the place 0, where a journal counts from 1"),
    ];
    for (found, sentence) in sentences {
        assert_eq!(found.to_string(), sentence);
    }
    assert_eq!((range(3, 3), range(3, 5)), ("3".into(), "3–5".into()));
}
