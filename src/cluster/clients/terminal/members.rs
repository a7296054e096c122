//! Commands about members.

use std::rc::Rc;

use super::{Failed, Run, header, member_of};
use crate::cluster::api::{ClientAnswer, ClientRequest, Listed};
use crate::cluster::change::Change;
use crate::cluster::{MEMBERS_MAX, MemberId, etcd_id, member_name};
use crate::etcdctl::CommandOutput;
use crate::etcdctl::call::{Answer, Header, MemberLine};

impl Run {
    pub async fn list_members(&self) -> Result<CommandOutput, Failed> {
        let to = self.endpoint()?;
        let (members, header) = self.members(to).await?;
        Ok(self.text(&header, &Answer::Members(members)))
    }

    pub async fn members(&self, to: MemberId) -> Result<(Vec<MemberLine>, Header), Failed> {
        let told = self.ask(to, ClientRequest::Members).await?;
        match told.response.map_err(Failed::Told)? {
            ClientAnswer::Members(members) => {
                let lines = members.iter().map(line).collect();
                Ok((lines, header(told.member, told.revision, told.term)))
            }
            _ => Err(Failed::Silence),
        }
    }

    pub async fn remove_member(&self, id: u64) -> Result<CommandOutput, Failed> {
        let (members, header) = self.change(Change::Remove(member_of(id)), Rc::default()).await?;
        Ok(self.text(&header, &Answer::MemberRemoved { id, members }))
    }

    /// As in etcd, who joins is known by its address; but for that, by its name. Nobody from elsewhere can join.
    pub async fn add_member(
        &self,
        name: &str,
        peer_urls: &[String],
        is_learner: bool,
    ) -> Result<CommandOutput, Failed> {
        let claimed: Rc<[MemberId]> = (1..=MEMBERS_MAX).filter(|id| peer_urls.contains(&peer_url(*id))).collect();
        let named = (1..=MEMBERS_MAX).find(|id| member_name(*id) == name);
        let names: Vec<&str> = (1..=MEMBERS_MAX).map(member_name).collect();
        let id = claimed.first().copied().or(named);
        let id = id.ok_or_else(|| Failed::Here(format!("only {} can live in this village", names.join(", "))))?;
        let change = if is_learner { Change::AddLearner(id) } else { Change::Add(id) };
        let (mut members, header) = self.change(change, claimed).await?;
        let member = MemberLine { peer_urls: peer_urls.to_vec(), ..line(&Listed { id, is_learner }) };
        for listed in members.iter_mut().filter(|listed| listed.id == member.id) {
            listed.peer_urls.clone_from(&member.peer_urls);
        }
        Ok(self.text(&header, &Answer::MemberAdded { member, members }))
    }

    /// Who belongs to the group once it is changed.
    async fn change(&self, change: Change, claimed: Rc<[MemberId]>) -> Result<(Vec<MemberLine>, Header), Failed> {
        let told = self.ask(self.endpoint()?, ClientRequest::Change { change, claimed }).await?;
        match told.response.map_err(Failed::Told)? {
            ClientAnswer::Changed { members, .. } => {
                let lines = members.iter().map(line).collect();
                Ok((lines, header(told.member, told.revision, told.term)))
            }
            _ => Err(Failed::Silence),
        }
    }

    /// The tool looks for the leader among its endpoints first: nobody else can hand over.
    pub async fn move_leader(&self, to: u64) -> Result<CommandOutput, Failed> {
        let mut asked = Vec::new();
        for (endpoint, name) in self.endpoints() {
            if let Some(endpoint) = endpoint {
                let told = self.ask(endpoint, ClientRequest::Status).await?;
                if let ClientAnswer::Status(status) = told.response.map_err(Failed::Told)?
                    && status.leader == endpoint
                {
                    let moved = self.ask(endpoint, ClientRequest::MoveLeader { to: member_of(to) }).await?;
                    moved.response.map_err(Failed::Told)?;
                    let header = header(told.member, told.revision, told.term);
                    return Ok(self.text(&header, &Answer::LeaderMoved { from: etcd_id(endpoint), to }));
                }
            }
            asked.push(name);
        }
        Err(Failed::Here(format!("no leader endpoint given at [{}]", asked.join(" "))))
    }
}

/// Where other members find it.
fn peer_url(id: MemberId) -> String {
    format!("http://{}:2380", member_name(id))
}

fn line(listed: &Listed) -> MemberLine {
    let name = member_name(listed.id);
    MemberLine {
        id: etcd_id(listed.id),
        name: name.to_owned(),
        peer_urls: vec![peer_url(listed.id)],
        client_urls: vec![format!("http://{name}:2379")],
        is_learner: listed.is_learner,
    }
}
