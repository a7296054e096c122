//! What is printed of an answer, in whichever format.

use super::call::{Answer, Command, Format, Header, HealthLine, Invocation, Unanswered};
use super::trouble::{Refused, Trouble, exit};
use super::{CommandOutput, fields, grid, json, prompts, simple};
use crate::etcd::Response;

/// What the tool prints of one answer. A watch, and a lease that is kept alive, have one after another.
///
/// # Errors
/// An answer that can't be printed in this format, which the real tool finds out only now, when all has happened; and
/// what an answer itself says of endpoints or of a watch.
pub fn print(invocation: &Invocation, header: &Header, answer: &Answer) -> Result<CommandOutput, Refused> {
    let (style, command) = (&invocation.style, &invocation.command);
    let mut output = CommandOutput { stdout: prompts(style).to_owned(), ..CommandOutput::default() };
    match answer {
        Answer::Compacted { revision } => {
            output.stdout = ["compacted revision ", &revision.to_string(), "\n"].concat();
            return Ok(output);
        }
        Answer::SnapshotSaved { file } => {
            output.stdout = ["Snapshot saved at ", file, "\n"].concat();
            return Ok(output);
        }
        Answer::SnapshotRestored | Answer::WatchCreated => return Ok(output),
        Answer::WatchCanceled { error, .. } => output.stderr = ["watch was canceled (", error, ")\n"].concat(),
        Answer::Statuses(_, unanswered) => complain(&mut output, "status", unanswered),
        Answer::Hashes(_, unanswered) => complain(&mut output, "hash", unanswered),
        Answer::Store(Response::Range(_)) if style.values_only && style.format != Format::Simple => {
            let message = "print-value-only is only for `--write-out=simple`";
            return Err(Refused::new(exit::BAD_ARGUMENTS, message, Trouble::Contradiction));
        }
        _ => {}
    }
    let printed = match style.format {
        Format::Simple => Some(simple::print(style, command, header, answer)),
        Format::Json => json::print(header, answer),
        Format::Fields => fields::print(header, answer),
        Format::Table => grid::print(answer),
    };
    match (printed, answer) {
        // As in the real tool: nobody wrote how to print this one.
        (None, Answer::MemberPromoted { .. }) => {
            Err(Refused::crash("runtime error: invalid memory address or nil pointer dereference"))
        }
        (None, _) => {
            let format = if style.format == Format::Table { "table" } else { "fields" };
            let message = [format, " not supported as output format"].concat();
            let refused = Refused::new(exit::BAD_FEATURE, message, Trouble::FormatUnsupported);
            Err(before(output, refused))
        }
        // Where no value is printed to standard output: the real tool speaks of health on the other one.
        (Some(text), Answer::Health(lines)) => {
            let is_simple = style.format == Format::Simple;
            let stream = if is_simple { &mut output.stderr } else { &mut output.stdout };
            stream.push_str(&text);
            unhealthy(output, lines)
        }
        (Some(text), _) => {
            output.stdout.push_str(&text);
            ended(output, command, answer)
        }
    }
}

fn complain(output: &mut CommandOutput, what: &str, unanswered: &[Unanswered]) {
    for Unanswered { endpoint, error } in unanswered {
        let line = ["Failed to get the ", what, " of endpoint ", endpoint, " (", error, ")\n"];
        output.stderr.push_str(&line.concat());
    }
}

fn unhealthy(output: CommandOutput, lines: &[HealthLine]) -> Result<CommandOutput, Refused> {
    if lines.iter().any(|line| line.error.is_some()) {
        return Err(before(output, Refused::new(exit::ERROR, "unhealthy cluster", Trouble::Unhealthy)));
    }
    Ok(output)
}

/// What an answer that is no good ends with.
fn ended(mut output: CommandOutput, command: &Command, answer: &Answer) -> Result<CommandOutput, Refused> {
    match answer {
        Answer::WatchCanceled { error, .. } if matches!(command, Command::Watch(_)) => {
            let message = "watch is canceled by the server";
            Err(before(output, Refused::new(exit::INTERRUPTED, message, Trouble::of(error))))
        }
        Answer::Statuses(_, unanswered) if let Some(last) = unanswered.last() => {
            output.exit = exit::ERROR;
            Err(Refused { output, why: Trouble::of(&last.error) })
        }
        Answer::Hashes(_, unanswered) if let Some(last) = unanswered.last() => {
            Err(before(output, Refused::new(exit::ERROR, &last.error, Trouble::of(&last.error))))
        }
        _ => Ok(output),
    }
}

fn before(printed: CommandOutput, mut refused: Refused) -> Refused {
    refused.output.stdout.insert_str(0, &printed.stdout);
    refused.output.stderr.insert_str(0, &printed.stderr);
    refused
}
