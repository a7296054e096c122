//! etcdctl's commands, typed at one member of a simulated cluster of three.

use quorum::cluster::{Action, EtcdctlCall, MemberId, Role, WorldSpec};
use quorum::etcdctl::CommandOutput;
use quorum::session::Session;

use crate::transcript::Etcdctl;

const SECOND_US: u64 = 1_000_000;
/// Until somebody leads.
const ELECTION_US_MAX: u64 = 60 * SECOND_US;
/// The longest that a command may take.
const COMMAND_US_MAX: u64 = 60 * SECOND_US;
/// Until a watch has begun, or has been told everything.
const WATCH_US: u64 = 2 * SECOND_US;

/// At whose door the commands are typed.
#[derive(Clone, Copy, Debug)]
pub enum Door {
    Leader,
    Follower,
}

pub struct Village {
    pub session: Session,
    pub member: MemberId,
    /// The watches' operations, with what they printed so far.
    watches: Vec<(u64, CommandOutput)>,
}

impl Village {
    /// # Panics
    /// If nobody is elected.
    pub fn new(door: Door) -> Self {
        let spec = WorldSpec { members: 3, puzzle: false, search: false, city: false, ..WorldSpec::new(7) };
        let mut session = Session::new(spec).expect("there can be such a world");
        let leader = loop {
            assert!(session.now_us() < ELECTION_US_MAX, "nobody leads");
            session.advance_to(session.now_us() + SECOND_US / 10);
            let frame = session.frame();
            let leader = frame.members.iter().find(|member| member.role == Role::Leader && member.applied.is_some());
            // Everybody has heard of it.
            if let Some(leader) = leader.filter(|leader| frame.members.iter().all(|one| one.leader == Some(leader.id)))
            {
                break leader.id;
            }
        };
        let member = match door {
            Door::Leader => leader,
            Door::Follower => leader % 3 + 1,
        };
        Self { session, member, watches: Vec::new() }
    }

    /// What the village refuses to take up is no command of the tool's.
    fn begin(&mut self, line: &str, stdin: &str) -> Result<u64, String> {
        let call = EtcdctlCall {
            line: line.to_owned(),
            endpoint: Some(self.member),
            stdin: stdin.to_owned(),
            client: "terminal".to_owned(),
        };
        let op = self.session.dispatch(Action::Etcdctl(call)).map_err(|refusal| format!("refused: {refusal}\n"))?;
        Ok(op.expect("a command line is an operation"))
    }
}

impl Etcdctl for Village {
    fn run(&mut self, line: &str, stdin: &str) -> CommandOutput {
        let op = match self.begin(line, stdin) {
            Ok(op) => op,
            Err(refused) => return CommandOutput { stderr: refused, exit: -1, ..CommandOutput::default() },
        };
        let (output, is_done) = self.session.run_until_done(op, COMMAND_US_MAX);
        match is_done {
            true => output,
            false => CommandOutput { stderr: format!("{line}: still not done\n{}", output.stderr), exit: -1, ..output },
        }
    }

    fn watch(&mut self, line: &str) -> Result<(), String> {
        let op = self.begin(line, "")?;
        self.watches.push((op, CommandOutput::default()));
        self.session.advance_to(self.session.now_us() + WATCH_US);
        Ok(())
    }

    fn end_of_watch(&mut self, number: usize) -> CommandOutput {
        self.session.advance_to(self.session.now_us() + WATCH_US);
        let (op, printed) = &mut self.watches[number - 1];
        if let Some((more, _)) = self.session.take_output(*op) {
            printed.stdout.push_str(&more.stdout);
            printed.stderr.push_str(&more.stderr);
            printed.exit = more.exit;
        }
        printed.clone()
    }
}
