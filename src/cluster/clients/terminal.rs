//! A command line as a client: its letter goes out to a member, and what comes back is printed.

use std::rc::Rc;

use super::{DEADLINE_EXCEEDED, Desk};
use crate::cluster::letter::{ClientAnswer, ClientRequest};
use crate::cluster::post::PostOffice;
use crate::cluster::{EtcdctlCall, MemberId};
use crate::etcd::Txn;
use crate::etcdctl::{self, Answered, Command, CommandOutput};
use crate::sim::{Kernel, Timeout};

/// etcdctl's own default for `--command-timeout`.
const COMMAND_TIMEOUT_US: u64 = 5_000_000;

/// Starts the command; its output lies on the desk once it is done. Returns its operation.
pub fn run_command(post: &Rc<PostOffice>, desk: &Rc<Desk>, call: &EtcdctlCall, to: MemberId) -> u64 {
    let client: Rc<str> = call.client.as_str().into();
    let command = etcdctl::parse(&call.line, &call.stdin);
    let ask = |op| command.as_ref().ok().map(|command| request_of(op, command));
    let op = desk.invoke(post, &client, &call.line, ask);
    let command = match command {
        Ok(command) => command,
        Err(output) => {
            desk.refused(post, op, &output.stderr);
            desk.lay_down(op, output);
            return op;
        }
    };
    let (post, desk) = (post.clone(), desk.clone());
    post.kernel.clone().spawn_in(Kernel::ROOT, async move {
        let asked = post.ask_as_client(&client, to, request_of(op, &command));
        let response = Timeout::for_us(COMMAND_TIMEOUT_US, asked).await.ok();
        desk.returned(&post, op, response.as_ref());
        let output = match response {
            Some(Ok(ClientAnswer::Written { answer, .. })) => {
                etcdctl::print(&command, &Answered::Written { deleted: answer.deleted })
            }
            Some(Ok(ClientAnswer::Values { values, .. })) => etcdctl::print(&command, &Answered::Values(values)),
            Some(Err(error)) => CommandOutput::error(&error.to_string()),
            None => CommandOutput::error(DEADLINE_EXCEEDED),
        };
        desk.lay_down(op, output);
    });
    op
}

fn request_of(op: u64, command: &Command) -> ClientRequest {
    let write = |txn| ClientRequest::Write { op, txn: Rc::new(txn) };
    match command {
        Command::Put { key, value } => write(Txn::put(key, value)),
        Command::Delete { range } => write(Txn::delete(range.clone())),
        Command::Get { range } => ClientRequest::Read { range: range.clone() },
    }
}
