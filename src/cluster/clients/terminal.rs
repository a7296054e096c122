//! A command line as a client: its letter goes out to a member, and what comes back is printed.

use std::rc::Rc;

use super::{DEADLINE_EXCEEDED, Desk};
use crate::cluster::letter::{ClientAnswer, ClientRequest};
use crate::cluster::post::PostOffice;
use crate::cluster::{EtcdctlCall, MemberId};
use crate::etcd::{KeyValue, RangeResponse, Response, Txn};
use crate::etcdctl::call::{Answer, Command, Header, Invocation};
use crate::etcdctl::{self, CommandOutput};
use crate::sim::{Kernel, Timeout};

/// Starts the command; its output lies on the desk once it is done. Returns its operation.
pub fn run_command(post: &Rc<PostOffice>, desk: &Rc<Desk>, call: &EtcdctlCall, to: MemberId) -> u64 {
    let client: Rc<str> = call.client.as_str().into();
    let invocation = understand(&call.line, &call.stdin);
    let ask = |op| invocation.as_ref().ok().and_then(|invocation| request_of(op, &invocation.command));
    let op = desk.invoke(post, &client, &call.line, ask);
    let invocation = match invocation {
        Ok(invocation) => invocation,
        Err(output) => {
            desk.refused(post, op, &output.stderr);
            desk.lay_down(op, output);
            return op;
        }
    };
    let Some(request) = request_of(op, &invocation.command) else { return op };
    let (post, desk) = (post.clone(), desk.clone());
    post.kernel.clone().spawn_in(Kernel::ROOT, async move {
        let asked = post.ask_as_client(&client, to, request);
        let response = Timeout::for_us(invocation.timeout_us, asked).await.ok();
        desk.returned(&post, op, response.as_ref());
        let output = match response {
            Some(Ok(answer)) => shown(&invocation, answer),
            Some(Err(error)) => etcdctl::failure(&invocation, &error.to_string()).output,
            None => etcdctl::failure(&invocation, DEADLINE_EXCEEDED).output,
        };
        desk.lay_down(op, output);
    });
    op
}

/// Reads the line; what it prints already, be it a help text, comes as an output.
fn understand(line: &str, stdin: &str) -> Result<Invocation, CommandOutput> {
    let invocation = etcdctl::parse(line, stdin).map_err(|refused| refused.output)?;
    match &invocation.command {
        Command::Say(text) => Err(CommandOutput { stdout: text.clone(), ..CommandOutput::default() }),
        command if request_of(0, command).is_none() => Err(CommandOutput::error("no member answers this yet")),
        _ => Ok(invocation),
    }
}

fn request_of(op: u64, command: &Command) -> Option<ClientRequest> {
    let write = |txn| ClientRequest::Write { op, txn: Rc::new(txn) };
    match command {
        Command::Put(put) => Some(write(Txn::put(&put.key, &put.value))),
        Command::Delete(delete) => Some(write(Txn::delete(delete.range.clone()))),
        Command::Get { request, .. } => Some(ClientRequest::Read { range: request.range.clone() }),
        _ => None,
    }
}

fn shown(invocation: &Invocation, answer: ClientAnswer) -> CommandOutput {
    let response = match (&invocation.command, answer) {
        (Command::Delete(_), ClientAnswer::Written { answer, .. }) => {
            Response::Delete { deleted: answer.deleted, prev_kvs: Vec::new() }
        }
        (_, ClientAnswer::Written { .. }) => Response::Put { prev_kv: None },
        (_, ClientAnswer::Values { values, .. }) => {
            let kv = |(key, value): (String, String)| {
                let key = key.as_str().into();
                Rc::new(KeyValue { key, value, create_revision: 0, mod_revision: 0, version: 1, lease: 0 })
            };
            let kvs: Vec<Rc<KeyValue>> = values.into_iter().map(kv).collect();
            Response::Range(RangeResponse { count: kvs.len() as u64, more: false, kvs })
        }
    };
    let printed = etcdctl::print(invocation, &Header::default(), &Answer::Store(response));
    printed.unwrap_or_else(|refused| refused.output)
}
