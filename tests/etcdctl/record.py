#!/usr/bin/env python3
"""Records sessions of the real etcdctl as transcripts: `record.py SCRIPT…` needs etcd and etcdctl 3.4 installed.

A script is a text file: a command line each line (`watch … &` goes on in the background), `| ` before a line of the
standard input of the command before it, `#` before a remark. Each runs against a fresh etcd and becomes SCRIPT with
`.json` for its ending. One whose first line is `# cluster` runs against a fresh cluster of three, ana, beto and caio,
at ana: these names have to lead to 127.0.0.2, 127.0.0.3 and 127.0.0.4. It holds for three members; any other holds
for one, if it speaks of members.
"""
import json, os, pathlib, re, shlex, subprocess, sys, tempfile, time

PORT = 23977
PLACE = f"127.0.0.1:{PORT}"
CLUSTER = ["ana", "beto", "caio"]


def steps_of(script):
    steps = []
    for line in script.read_text().splitlines():
        if line.startswith("| ") or line == "|":
            steps[-1]["stdin"] = steps[-1].get("stdin", "") + line[2:] + "\n"
        elif line and not line.startswith("#"):
            steps.append({"cmd": line})
    return steps


def plain(stderr):
    """The `Error:` line, or plain text: no log lines, no usage text, no stack."""
    lines = [line for line in stderr.splitlines() if line and not line.startswith('{"level"')]
    errors = [line for line in lines if line.startswith(("Error:", "panic:"))]
    is_whole = any(line.startswith(("Failed to get", "watch was canceled", "Invalid command")) for line in lines)
    return errors[-1] if errors and not is_whole else "\n".join(lines)


class Session:
    def __init__(self, folder, place=PLACE):
        self.folder, self.place, self.leases, self.watches = folder, place, {}, []

    def names(self, text, back=False):
        for id, name in self.leases.items():
            pairs = [(f"{name}_DEC", str(int(id, 16))), (name, id)]
            for short, long in pairs:
                text = text.replace(long, short) if back else re.sub(re.escape(short) + r"(?![0-9_])", long, text)
        return text

    def argv(self, cmd):
        words = shlex.split(self.names(cmd))
        assert words[0] == "etcdctl", cmd
        # They add up: what names some itself gets no other.
        place = [] if "--endpoints" in cmd else [f"--endpoints={self.place}"]
        return ["etcdctl"] + place + words[1:]

    def general(self, text):
        text = self.names(text, back=True).replace(PLACE, "127.0.0.1:2379").replace(f"http://localhost:{PORT}", "http://localhost:2379")
        text = re.sub(r'("(?:cluster_id|member_id|raft_term|ID|leader|raftTerm|raftIndex|raftAppliedIndex|dbSize|dbSizeInUse|hash|totalKey|totalSize)":)\d+', r"\1*", text)
        text = re.sub(r'("(?:ClusterID|MemberID|RaftTerm|Leader|RaftIndex|RaftAppliedIndex|DBSize|Hash|Keys|Size)" : )\d+', r"\1*", text)
        text = re.sub(r'(remaining\()\d+s', r"\1*", text)
        text = re.sub(r'("(?:ttl)":)\d+(,"granted-ttl":[1-9])', r"\1*\2", text)
        text = re.sub(r'("TTL" : )\d+(\n"GrantedTTL" : [1-9])', r"\1*\2", text)
        text = re.sub(r'(took = |"took":"|"Took" : )[0-9.]+[mµ]?s', r"\1*", text)
        text = re.sub(r"\b8e9e05c52164694d\b|\bcdf818194e3a8c32\b", "*", text)
        if self.place != PLACE:
            # Who has which id, and who leads, is another each time.
            text = re.sub(r"\b[0-9a-f]{16}\b(?=[,| ])(?! granted| keep| revok)", "*", text)
            text = re.sub(r"\b(ana|beto|caio):23", "*:23", text)
            text = re.sub(r"(?<=, )(ana|beto|caio)(?=,)", "*", text)
            text = re.sub(r"(?m)^\|.*(started).*(true|false) \|$", r"| * | \1 | * | * | * |      \2 |", text)
            text = re.sub(r"(?m)^(http://\*:2379, \*, 3\.4\.23), .*, (false), .*, $", r"\1, *, *, \2, *, *, *, ", text)
            text = re.sub(r"(?m)^(http://\*:2379), \d+$", r"\1, *", text)
            text = re.sub(r"(?m)^[0-9a-f]{1,8}, (\d+), \d+, \d+ [kM]B$", r"*, \1, *, *", text)
        return text

    def step(self, step):
        cmd = step["cmd"]
        if cmd.endswith(" &"):
            out, err = tempfile.TemporaryFile(), tempfile.TemporaryFile()
            self.watches.append((subprocess.Popen(self.argv(cmd[:-2]), stdout=out, stderr=err, cwd=self.folder), out, err))
            time.sleep(0.4)
            return step
        done = subprocess.run(self.argv(cmd), input=self.names(step.get("stdin", "")).encode(), capture_output=True, cwd=self.folder, timeout=20)
        stdout, stderr = done.stdout.decode(), done.stderr.decode()
        granted = re.search(r"lease ([0-9a-f]{16}) granted with TTL\(\d+s\)\n$", stdout)
        if granted:
            self.leases[granted[1]] = f"$LEASE{len(self.leases) + 1}"
        elif " grant " in cmd and (granted := re.search(r'"ID"(?: :|:) ?(\d+)', stdout)):
            self.leases[f"{int(granted[1]):016x}"] = f"$LEASE{len(self.leases) + 1}"
        is_usage = stdout.startswith("NAME:")
        step["stdout"] = ("" if done.returncode else "*usage*") if is_usage else self.general(stdout)
        if plain(stderr):
            step["stderr"] = self.general(plain(stderr))
        if done.returncode:
            step["exit"] = done.returncode
        return step

    def ends(self):
        time.sleep(0.5)
        for number, (process, out, err) in enumerate(self.watches, 1):
            process.kill(), process.wait()
            out.seek(0), err.seek(0)
            step = {"end_of_watch": number, "stdout": self.general(out.read().decode())}
            lines = [line for line in err.read().decode().splitlines() if line and not line.startswith('{"level"')]
            yield step | ({"stderr": "\n".join(lines)} if lines else {})


def single(folder):
    return [subprocess.Popen(
        ["etcd", "--data-dir", "data", "--listen-client-urls", f"http://{PLACE}", "--advertise-client-urls",
         f"http://localhost:{PORT}", "--listen-peer-urls", f"http://127.0.0.1:{PORT + 1}", "--log-level", "fatal"],
        cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)]


def cluster(folder):
    all = ",".join(f"{name}=http://{name}:2380" for name in CLUSTER)
    return [subprocess.Popen(
        ["etcd", "--name", name, "--data-dir", name, "--initial-cluster", all,
         "--listen-client-urls", f"http://127.0.0.{host}:2379", "--advertise-client-urls", f"http://{name}:2379",
         "--listen-peer-urls", f"http://127.0.0.{host}:2380", "--initial-advertise-peer-urls", f"http://{name}:2380",
         "--log-level", "fatal"],
        cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) for host, name in enumerate(CLUSTER, 2)]


def record(script):
    is_cluster = script.read_text().startswith("# cluster\n")
    place = "ana:2379" if is_cluster else PLACE
    with tempfile.TemporaryDirectory() as folder:
        members = cluster(folder) if is_cluster else single(folder)
        try:
            for _ in range(100):
                if subprocess.run(["etcdctl", f"--endpoints={place}", "get", "x"], capture_output=True).returncode == 0:
                    break
                time.sleep(0.1)
            session = Session(folder, place)
            steps = [session.step(step) for step in steps_of(script)] + list(session.ends())
        finally:
            for member in members:
                member.kill(), member.wait()
    is_alone = not is_cluster and any(word in step.get("cmd", "") for step in steps for word in ("member", "leader", "endpoint"))
    transcript = {"name": script.stem} | ({"members": 1} if is_alone else {"members": 3} if is_cluster else {}) | {"steps": steps}
    script.with_suffix(".json").write_text(json.dumps(transcript, indent=1, ensure_ascii=False) + "\n")


os.environ.pop("ETCDCTL_ENDPOINTS", None)
for argument in sys.argv[1:]:
    record(pathlib.Path(argument))
