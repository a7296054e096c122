//! Snapshots: saved into the session's folder, looked at, and made into a data directory that a group can begin from.

use super::{Failed, Run, header};
use crate::cluster::api::{ClientAnswer, ClientRequest};
use crate::etcd::SnapshotError;
use crate::etcdctl::CommandOutput;
use crate::etcdctl::call::{Answer, Header};

impl Run {
    /// The member's whole store becomes a file. The real tool writes it as `….part` first, and gives it its name in the
    /// end.
    pub async fn save(&self, file: &str) -> Result<CommandOutput, Failed> {
        if self.invocation.endpoints.len() > 1 {
            let several = self.invocation.endpoints.join(" ");
            let message = format!("snapshot must be requested to one selected node, not multiple [{several}]");
            return Err(Failed::Here(message));
        }
        let files = &self.post.desk.files;
        if !files.has_folder_for(file) {
            let message = format!("could not open {file}.part (open {file}.part: no such file or directory)");
            return Err(Failed::Here(message));
        }
        self.room_for(file)?;
        let told = self.ask(self.endpoint()?, ClientRequest::Snapshot).await?;
        let ClientAnswer::Snapshot(bytes) = told.response.map_err(Failed::Told)? else { return Err(Failed::Silence) };
        let why = match file {
            "" => Some("no such file or directory"),
            _ => files.is_folder(file).then_some("file exists"),
        };
        if let Some(why) = why {
            let message = format!("could not rename {file}.part to {file} (rename {file}.part {file}: {why})");
            return Err(Failed::Here(message));
        }
        files.lay_down(file.to_owned(), bytes.to_vec());
        let answer = Answer::SnapshotSaved { file: file.to_owned() };
        Ok(self.text(&header(told.member, told.revision, told.term), &answer))
    }

    /// The folder lies in the reader's memory.
    fn room_for(&self, file: &str) -> Result<(), Failed> {
        match self.post.desk.files.have_room(file) {
            true => Ok(()),
            false => Err(Failed::Here(format!("write {file}: no space left on device"))),
        }
    }

    pub fn photo_status(&self, file: &str) -> Result<CommandOutput, Failed> {
        let missing = || Failed::Here(format!("stat {file}: no such file or directory"));
        let found = self.post.desk.files.file(file).ok_or_else(missing)?;
        let store = found.store.map_err(damaged)?;
        let hash = store.hash_kv(0).unwrap_or(0);
        let answer = Answer::SnapshotStatus {
            hash,
            revision: store.last_kept(),
            total_keys: store.changes() as u64,
            total_bytes: found.bytes.len() as u64,
        };
        Ok(self.text(&Header::default(), &answer))
    }

    /// A new data directory; the group that runs is not touched.
    pub fn restore(&self, file: &str, data_dir: &str, name: &str, cluster: &str) -> Result<CommandOutput, Failed> {
        let mut members =
            cluster.split(',').filter(|member| !member.is_empty()).filter_map(|member| member.split('=').next());
        if !members.any(|member| member == name) {
            let message = format!("couldn't find local name \"{name}\" in the initial cluster configuration");
            return Err(Failed::Here(message));
        }
        let files = &self.post.desk.files;
        if files.is_taken(data_dir) {
            return Err(Failed::Here(format!("data-dir \"{data_dir}\" exists")));
        }
        self.room_for(file)?;
        let missing = || Failed::Here(format!("open {file}: no such file or directory"));
        let store = files.file(file).ok_or_else(missing)?.store.map_err(damaged)?;
        files.make_data_dir(data_dir.to_owned(), store);
        Ok(self.text(&Header::default(), &Answer::SnapshotRestored))
    }
}

/// etcd's file ends with its own checksum; what is too short for one, or is no snapshot at all, has none.
fn damaged(why: SnapshotError) -> Failed {
    Failed::Here(match why {
        SnapshotError::Foreign | SnapshotError::Truncated { .. } => {
            "snapshot missing hash but --skip-hash-check=false".to_owned()
        }
        why => why.to_string(),
    })
}
