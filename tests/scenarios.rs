//! The Raft paper's rules, figures and stories, played by the real members and kept as golden transcripts.
//!
//! Each scenario drives a world, asserts here in code what is essential, and writes down what happened in
//! `tests/scenarios/*.txt`: documents to read, made of the run's trace and frames alone. A transcript that
//! comes out differently fails its test. If the difference is wanted, `QUORUM_BLESS=1 cargo test --test
//! scenarios` writes the files anew; what is asserted here holds all the same.
//!
//! The paper: Ongaro and Ousterhout, In Search of an Understandable Consensus Algorithm (extended version).

mod common;

/// One file for each of them, beside its transcripts.
mod scenarios {
    mod figure_2_followers;
    mod figure_2_leaders;
    mod figure_2_receivers;
    mod figure_2_servers;
    mod figure_7;
    mod figure_8;
    mod golden;
    mod membership;
    mod scene;
    mod stories;
    mod words;
}
