use super::*;

fn call(client: &str, line: &str) -> Action {
    Action::Etcdctl(EtcdctlCall { line: line.into(), endpoint: None, stdin: String::new(), client: client.into() })
}

fn give(shell: &mut Shell, t_us: u64, op: u64, client: &str, line: &str) {
    let action = Rc::new(call(client, line));
    shell.observe(&TraceLine { t_us, event: TraceEvent::Action { action } });
    let invoke = TraceEvent::Invoke { op, client: client.into(), request: line.into(), asked: None };
    shell.observe(&TraceLine { t_us, event: invoke });
}

fn tell(shell: &mut Shell, t_us: u64, op: u64) {
    let told = TraceEvent::Watch { op, revision: 2, events: 1, told: Rc::default() };
    shell.observe(&TraceLine { t_us, event: told });
}

fn shown(shell: &Shell) -> Vec<String> {
    let block = |block: &Block| {
        let what = match &block.what {
            What::Typed(call) => format!("$ {}", call.line),
            What::Printed { text, left_out, is_news } => format!("{text:?} -{left_out} {is_news}"),
            What::Failed { text, is_news: false, .. } => format!("! {text:?}"),
            What::Failed { text, .. } => format!("!! {text:?}"),
            What::Silent(_) => "nothing".to_owned(),
            What::Said(text) => format!("> {text}"),
            What::Branched { forgotten } => format!("another history, without {forgotten}"),
        };
        format!("{} {what}", block.t_us)
    };
    shell.blocks().map(block).collect()
}

#[test]
fn shows_one_client_only_in_the_order_of_what_happened() {
    let mut shell = Shell::new("terminal");
    give(&mut shell, 10, 4, "terminal", "watch a");
    give(&mut shell, 11, 5, "rui", "get a");
    give(&mut shell, 12, 6, "terminal", "get b");
    shell.printed(5, "no", "", Some(0));
    shell.printed(6, "", "", Some(0));
    shell.set_lasting(4, true);
    tell(&mut shell, 20, 4);
    shell.printed(4, "PUT\na\n1\n", "", None);
    give(&mut shell, 30, 7, "terminal", "ge");
    shell.printed(7, "", "Error: unknown\n", Some(1));
    let expected = [
        "10 $ watch a",
        "12 $ get b",
        "12 nothing",
        r#"20 "PUT\na\n1\n" -0 true"#,
        "30 $ ge",
        r#"30 ! "Error: unknown\n""#,
    ];
    assert_eq!(shown(&shell), expected);
    assert_eq!(shell.running().iter().map(|running| running.op).collect::<Vec<_>>(), [4]);
}

#[test]
fn an_answer_stands_under_its_command_whatever_was_typed_since() {
    let mut shell = Shell::new("terminal");
    give(&mut shell, 1, 1, "terminal", "watch a");
    shell.set_lasting(1, true);
    for (op, line) in [(2, "put a 1"), (3, "get a"), (4, "get b")] {
        give(&mut shell, 10, op, "terminal", line);
    }
    shell.printed(3, "a\n", "", Some(0));
    tell(&mut shell, 20, 1);
    shell.printed(1, "PUT\n", "", None);
    shell.printed(2, "OK\n", "", Some(0));
    shell.printed(4, "", "no\n", Some(1));
    let expected = [
        "1 $ watch a",
        "10 $ put a 1",
        r#"10 "OK\n" -0 false"#,
        "10 $ get a",
        r#"10 "a\n" -0 false"#,
        "10 $ get b",
        r#"10 ! "no\n""#,
        r#"20 "PUT\n" -0 true"#,
    ];
    assert_eq!(shown(&shell), expected);
}

#[test]
fn the_end_of_a_watch_comes_after_its_news() {
    let mut shell = Shell::new("terminal");
    give(&mut shell, 1, 1, "terminal", "watch a");
    shell.set_lasting(1, true);
    tell(&mut shell, 20, 1);
    shell.printed(1, "PUT\na\n1\n", "", None);
    give(&mut shell, 30, 2, "terminal", "get a");
    tell(&mut shell, 40, 1);
    shell.printed(1, "", "watch was canceled\n", Some(1));
    shell.printed(2, "a\n1\n", "", Some(0));
    let expected = [
        "1 $ watch a",
        r#"20 "PUT\na\n1\n" -0 true"#,
        "30 $ get a",
        r#"30 "a\n1\n" -0 false"#,
        r#"40 !! "watch was canceled\n""#,
    ];
    assert_eq!(shown(&shell), expected);
}

#[test]
fn an_answer_from_before_another_history_stays_above_it() {
    let mut shell = Shell::new("terminal");
    give(&mut shell, 10, 1, "terminal", "get a");
    shell.looked(40, 40);
    shell.begin_anew();
    give(&mut shell, 10, 1, "terminal", "get a");
    shell.looked(11, 40);
    shell.looked(11, 11);
    shell.printed(1, "a\n", "", Some(0));
    assert_eq!(shown(&shell), ["10 $ get a", r#"10 "a\n" -0 false"#, "11 another history, without 0"]);
}

#[test]
fn who_acts_in_the_past_is_told_what_is_forgotten() {
    let mut shell = Shell::new("terminal");
    let say = |shell: &mut Shell, op: u64| {
        give(shell, 10 * op, op, "terminal", "get a");
        shell.printed(op, "1\n", "", Some(0));
    };
    for op in 1..=3 {
        say(&mut shell, op);
        shell.looked(10 * op, 10 * op);
    }
    shell.begin_anew();
    say(&mut shell, 1);
    shell.looked(12, 30);
    assert_eq!(shell.branched(), None, "to look back forgets nothing");
    give(&mut shell, 12, 2, "terminal", "get b");
    shell.looked(12, 12);
    assert_eq!(shown(&shell)[2..], ["12 another history, without 2", "12 $ get b"]);
    assert_eq!(shell.branched(), Some((shell.version(), 12)));
    shell.begin_anew();
    shell.looked(0, 12);
    shell.looked(0, 0);
    assert_eq!(shown(&shell), ["0 another history, without 2"], "of the new history");
}

#[test]
fn another_session_forgets_nothing() {
    let mut shell = Shell::new("terminal");
    give(&mut shell, 10, 1, "terminal", "get a");
    shell.looked(10, 10);
    shell.begin_anew();
    shell.looked(0, 5);
    shell.looked(6, 6);
    assert!(shown(&shell).is_empty());
}

#[test]
fn a_watch_that_was_stopped_says_nothing() {
    let mut shell = Shell::new("terminal");
    give(&mut shell, 10, 1, "terminal", "watch a");
    shell.set_lasting(1, true);
    shell.printed(1, "", "", Some(0));
    assert_eq!(shown(&shell), ["10 $ watch a"]);
    assert!(shell.running().is_empty());
}

#[test]
fn is_told_anew_after_a_step_back() {
    let mut shell = Shell::new("terminal");
    give(&mut shell, 10, 1, "terminal", "get a");
    let version = shell.version();
    shell.begin_anew();
    assert!(shown(&shell).is_empty() && shell.running().is_empty() && shell.version() != version);
    give(&mut shell, 10, 1, "terminal", "get a");
    assert_eq!(shown(&shell), ["10 $ get a"]);
}

#[test]
fn keeps_no_more_than_can_be_shown() {
    let mut shell = Shell::new("terminal");
    give(&mut shell, 0, 1, "terminal", "get");
    shell.printed(1, &"x\n".repeat(PRINT_LINES_MAX + 3), "", Some(0));
    assert!(matches!(shell.blocks().last().unwrap().what, What::Printed { left_out: 3, .. }));
    for op in 2..2 * BLOCKS_MAX as u64 {
        give(&mut shell, op, op, "terminal", "get");
        shell.printed(op, "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n", "", Some(0));
    }
    assert!(shell.blocks().count() <= BLOCKS_MAX);
    assert!(shell.blocks().map(|block| block.what.lines()).sum::<usize>() <= LINES_MAX);
}

#[test]
fn what_is_typed_into_a_command_that_reads_on_stands_where_it_happened() {
    let mut shell = Shell::new("terminal");
    let say = |shell: &mut Shell, t_us: u64, text: &str| {
        let action = Rc::new(Action::Say { client: "terminal".into(), text: text.into() });
        shell.observe(&TraceLine { t_us, event: TraceEvent::Action { action } });
    };
    say(&mut shell, 5, "nobody reads this");
    let begun =
        EtcdctlCall { line: "watch -i".into(), endpoint: None, stdin: String::new(), client: "terminal".into() };
    let action = Rc::new(Action::Converse(begun));
    shell.observe(&TraceLine { t_us: 10, event: TraceEvent::Action { action } });
    let invoke = |op: u64| TraceEvent::Invoke { op, client: "terminal".into(), request: "".into(), asked: None };
    shell.observe(&TraceLine { t_us: 10, event: invoke(1) });
    shell.set_lasting(1, true);
    give(&mut shell, 20, 2, "terminal", "put a 1");
    say(&mut shell, 30, "watch a\n");
    // The watch's own operation is no command.
    shell.observe(&TraceLine { t_us: 30, event: invoke(3) });
    shell.printed(2, "OK\n", "", Some(0));
    let expected = ["10 $ watch -i", "20 $ put a 1", r#"20 "OK\n" -0 false"#, "30 > watch a"];
    assert_eq!(shown(&shell), expected);
    assert_eq!(shell.reader(), Some(1));
    shell.printed(1, "", "", Some(0));
    assert_eq!(shell.reader(), None);
}
