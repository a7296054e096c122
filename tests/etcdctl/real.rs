//! The real tool beside ours: random sessions, and every help text.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use quorum::etcdctl::CommandOutput;

use crate::alone::Alone;
use crate::transcript::Etcdctl;
use crate::village::{Door, Village};

const PLACE: &str = "127.0.0.1:23987";

/// A fresh etcd, until it is dropped.
struct Etcd {
    process: Child,
    folder: PathBuf,
}

impl Etcd {
    /// `None` where it is not installed.
    fn start(name: &str) -> Option<Self> {
        let folder = std::env::temp_dir().join(format!("quorum-etcd-{}-{name}", std::process::id()));
        let url = format!("http://{PLACE}");
        let process = Command::new("etcd")
            .arg("--data-dir")
            .arg(&folder)
            .args(["--listen-client-urls", &url, "--advertise-client-urls", &url, "--log-level", "fatal"])
            .args(["--listen-peer-urls", "http://127.0.0.1:23988"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .ok()?;
        let mut etcd = Self { process, folder };
        for _ in 0..100 {
            if etcd.run("get nothing", "").exit == 0 {
                return Some(etcd);
            }
            // What waits for a real process waits in real time.
            Command::new("sleep").arg("0.1").status().expect("a pause");
        }
        panic!("etcd does not answer at {PLACE}");
    }
}

impl Drop for Etcd {
    fn drop(&mut self) {
        // Whatever fails here, the test is over.
        let _ = self.process.kill();
        let _ = self.process.wait();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

impl Etcdctl for Etcd {
    fn run(&mut self, line: &str, stdin: &str) -> CommandOutput {
        let shell = format!("exec etcdctl --endpoints={PLACE} {line}");
        let mut child = Command::new("sh")
            .args(["-c", &shell])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("a shell");
        let mut input = child.stdin.take().expect("it is piped");
        // Who doesn't read it has closed it.
        let _ = std::io::Write::write_all(&mut input, stdin.as_bytes());
        drop(input);
        let output = child.wait_with_output().expect("it ends");
        let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
        let stderr = text(output.stderr);
        let exit = output.status.code().unwrap_or(-1);
        let mut stdout = text(output.stdout);
        if exit != 0 && stdout.starts_with("NAME:") {
            stdout.clear();
        }
        CommandOutput { stdout, stderr: error_of(&stderr), exit }
    }

    fn watch(&mut self, line: &str) -> Result<(), String> {
        Err(format!("{line} would not end"))
    }

    fn end_of_watch(&mut self, number: usize) -> CommandOutput {
        panic!("there is no watch {number}");
    }
}

/// The line that a command ends with. Beside it the real tool prints log lines, usage texts and stacks.
fn error_of(stderr: &str) -> String {
    let is_error = |line: &&str| line.starts_with("Error: ") || line.starts_with("panic: ");
    stderr.lines().rfind(is_error).unwrap_or_default().to_owned()
}

/// Numbers that look random and are always the same (SplitMix64).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % sides as u64) as usize
    }

    fn one_of<'a>(&mut self, these: &[&'a str]) -> &'a str {
        these[self.roll(these.len())]
    }

    fn sometimes(&mut self, line: &mut String, these: &[&str]) {
        if self.roll(3) == 0 {
            line.push(' ');
            line.push_str(self.one_of(these));
        }
    }
}

const KEYS: &[&str] = &["a", "b", "foo", "foo1", "/p/a", "/p/b", "''"];
const VALUES: &[&str] = &["1", "2", "'two words'", "''", "'a<b>&\"c'", "é", "-- -1"];
const FORMATS: &[&str] = &["-w json", "-w fields", "--hex", "-w table", "-wsimple", "-w xml"];

fn get(dice: &mut Dice) -> String {
    let mut line = format!("get {}", dice.one_of(KEYS));
    dice.sometimes(&mut line, &["c", "zzz", "''", "--prefix", "--from-key"]);
    dice.sometimes(&mut line, &["--limit=1", "--limit 2", "--keys-only", "--print-value-only", "--consistency=s"]);
    dice.sometimes(&mut line, &["--order=DESCEND", "--order=ascend", "--order=x"]);
    dice.sometimes(&mut line, &["--sort-by=VALUE", "--sort-by=MODIFY", "--sort-by=VERSION", "--sort-by=create"]);
    dice.sometimes(&mut line, &["--rev=2", "--rev=5", "--rev=0x9", "--rev=20", "--rev=-3", "--rev=x"]);
    line
}

fn put(dice: &mut Dice) -> String {
    let mut line = format!("put {} {}", dice.one_of(KEYS), dice.one_of(VALUES));
    if !line.contains(" -- ") {
        dice.sometimes(&mut line, &["--prev-kv", "--ignore-value", "--ignore-lease", "--lease=$LEASE", "--lease=zz"]);
    }
    line
}

fn del(dice: &mut Dice) -> String {
    let mut line = format!("del {}", dice.one_of(KEYS));
    dice.sometimes(&mut line, &["c", "--prefix", "--from-key"]);
    dice.sometimes(&mut line, &["--prev-kv"]);
    line
}

fn txn(dice: &mut Dice) -> (String, String) {
    let mut stdin = String::new();
    for _ in 0..dice.roll(3) {
        let target = dice.one_of(&["ver", "version", "create", "mod", "val", "value", "c", "m", "what"]);
        let (key, op) = (dice.one_of(&["a", "b", "foo"]), dice.one_of(&["=", "!=", "<", ">", "=="]));
        writeln!(stdin, "{target}(\"{key}\") {op} \"{}\"", dice.one_of(&["0", "1", "2", "9", "x"])).expect("a text");
    }
    for _ in 0..2 {
        stdin.push('\n');
        for _ in 0..dice.roll(4) {
            let op = [get, put, del][dice.roll(3)](dice);
            stdin.push_str(&op.replace("''", "\"\""));
            stdin.push('\n');
        }
    }
    stdin.push('\n');
    (dice.one_of(&["txn", "txn", "txn -i"]).to_owned(), stdin)
}

fn other(dice: &mut Dice) -> String {
    let id = dice.one_of(&["$LEASE", "$LEASE", "1234", "zz", ""]);
    match dice.roll(7) {
        0 => format!("lease grant {}", dice.one_of(&["100", "0", "-- -5", "x", "99999999999"])),
        1 => format!("lease revoke {id}"),
        2 => format!("lease keep-alive --once {id}"),
        3 => format!("compaction {}", dice.one_of(&["2", "5", "10", "0x1", "-- -1"])),
        4 => dice
            .one_of(&["lease", "nope", "version", "help get", "put", "get", "del a b c", "move-leader 1"])
            .to_owned(),
        5 => dice.one_of(&["get a --nope", "get -x a", "get a --limit", "--hex=maybe get a", "txn extra"]).to_owned(),
        _ => dice.one_of(&["watch a b --prefix", "watch", "watch b a", "watch a --"]).to_owned(),
    }
}

/// A tool that is held beside others.
struct Beside {
    name: &'static str,
    tool: Box<dyn Etcdctl>,
    /// The lease that is spoken of.
    lease: String,
}

impl Beside {
    fn new(name: &'static str, tool: impl Etcdctl + 'static) -> Self {
        Self { name, tool: Box::new(tool), lease: "7".to_owned() }
    }

    /// What it prints, without the numbers that every group has others of.
    fn run(&mut self, line: &str, stdin: &str) -> CommandOutput {
        let mine = |text: &str| text.replace("$LEASE", &self.lease);
        let output = self.tool.run(&mine(line), &mine(stdin));
        let granted = output.stdout.strip_prefix("lease ").filter(|rest| rest.contains(" granted "));
        let granted = granted.map(|rest| rest[..16].to_owned());
        // One of two seconds runs out in the real one whenever the machine is busy: nobody asks for it again.
        if let Some(id) = granted.as_ref().filter(|_| output.stdout.contains("TTL(100s)")) {
            self.lease.clone_from(id);
        }
        let mut leases = vec![self.lease.clone()];
        leases.extend(granted);
        let stdout = leases.iter().filter(|lease| lease.len() == 16).fold(output.stdout, |text, lease| {
            let decimal = i64::from_str_radix(lease, 16).expect("an id").to_string();
            text.replace(lease, "$LEASE").replace(&decimal, "$LEASE_DEC")
        });
        CommandOutput { stdout: general(stdout), stderr: error_of(&output.stderr), exit: output.exit }
    }
}

/// Who answers, and in which term, is another each time.
fn general(mut text: String) -> String {
    for name in [
        "\"cluster_id\":",
        "\"member_id\":",
        "\"raft_term\":",
        "\"ClusterID\" : ",
        "\"MemberID\" : ",
        "\"RaftTerm\" : ",
    ] {
        let mut parts = text.split(name);
        let first = parts.next().unwrap_or_default().to_owned();
        let parts = parts.map(|part| [name, "*", part.trim_start_matches(|char: char| char.is_ascii_digit())].concat());
        text = parts.fold(first, |text, part| text + &part);
    }
    text
}

#[test]
#[ignore = "needs the real etcd and etcdctl 3.4"]
fn random_sessions_come_out_as_the_real_tools() {
    let mut differences = Vec::new();
    for seed in 1..=5 {
        let Some(etcd) = Etcd::start(&seed.to_string()) else {
            println!("skipped: there is no etcd here");
            return;
        };
        let (mut dice, mut etcd) = (Dice(seed), Beside::new("real", etcd));
        let mut ours = [
            Beside::new("alone", Alone::default()),
            Beside::new("the leader", Village::new(Door::Leader)),
            Beside::new("a follower", Village::new(Door::Follower)),
        ];
        for number in 0..120 {
            let (mut line, stdin) = match dice.roll(10) {
                0..=2 => (get(&mut dice), String::new()),
                3..=5 => (put(&mut dice), String::new()),
                6 => (del(&mut dice), String::new()),
                7..=8 => txn(&mut dice),
                _ => (other(&mut dice), String::new()),
            };
            if !line.contains("--") {
                dice.sometimes(&mut line, FORMATS);
            }
            let real = etcd.run(&line, &stdin);
            for beside in &mut ours {
                // Of one member, that is the leader.
                if beside.name == "a follower" && line.starts_with("move-leader") {
                    continue;
                }
                let found = beside.run(&line, &stdin);
                // Help texts of the real tool know more commands.
                if found != real && !real.stdout.starts_with("NAME:") {
                    let name = beside.name;
                    differences.push(format!(
                        "seed {seed}, command {number}: etcdctl {line}\n{stdin}real {real:?}\n{name} {found:?}\n"
                    ));
                }
            }
        }
    }
    assert!(differences.is_empty(), "{} differences\n{}", differences.len(), differences.join("\n"));
}

#[test]
#[ignore = "needs the real etcdctl 3.4"]
fn help_texts_are_the_real_tools() {
    let commands = [
        "compaction",
        "del",
        "endpoint",
        "endpoint hashkv",
        "endpoint health",
        "endpoint status",
        "get",
        "help",
        "lease",
        "lease grant",
        "lease keep-alive",
        "lease list",
        "lease revoke",
        "lease timetolive",
        "member add",
        "member list",
        "member promote",
        "member remove",
        "move-leader",
        "put",
        "snapshot",
        "snapshot restore",
        "snapshot save",
        "snapshot status",
        "txn",
        "version",
        "watch",
    ];
    for command in commands {
        let line = format!("{command} --help");
        let Ok(real) = Command::new("etcdctl").args(line.split(' ')).output() else {
            println!("skipped: there is no etcdctl here");
            return;
        };
        let ours = Alone::default().run(&line, "").stdout;
        assert_eq!(ours, String::from_utf8_lossy(&real.stdout), "{command}");
    }
}
