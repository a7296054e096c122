#!/usr/bin/env python3
"""Records sessions of the real etcdctl as transcripts: `record.py SCRIPT…` needs etcd and etcdctl 3.4 installed.

A script is a text file: a command line each line (`watch … &` goes on in the background), `| ` before a line of the
standard input of the command before it, `#` before a remark. Each runs against a fresh etcd and becomes SCRIPT with
`.json` for its ending.
"""
import json, os, pathlib, re, shlex, subprocess, sys, tempfile, time

PORT = 23977
PLACE = f"127.0.0.1:{PORT}"


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
    is_whole = any(line.startswith(("Failed to get", "watch was canceled")) for line in lines)
    return errors[-1] if errors and not is_whole else "\n".join(lines)


class Session:
    def __init__(self, folder):
        self.folder, self.leases, self.watches = folder, {}, []

    def names(self, text, back=False):
        for id, name in self.leases.items():
            pairs = [(f"{name}_DEC", str(int(id, 16))), (name, id)]
            for short, long in pairs:
                text = text.replace(long, short) if back else re.sub(re.escape(short) + r"(?![0-9_])", long, text)
        return text

    def argv(self, cmd):
        words = shlex.split(self.names(cmd))
        assert words[0] == "etcdctl", cmd
        return ["etcdctl", f"--endpoints={PLACE}"] + words[1:]

    def general(self, text):
        text = self.names(text, back=True).replace(PLACE, "127.0.0.1:2379").replace(f"http://localhost:{PORT}", "http://localhost:2379")
        text = re.sub(r'("(?:cluster_id|member_id|raft_term|ID|leader|raftTerm|raftIndex|raftAppliedIndex|dbSize|dbSizeInUse|hash|totalKey|totalSize)":)\d+', r"\1*", text)
        text = re.sub(r'("(?:ClusterID|MemberID|RaftTerm|Leader|RaftIndex|RaftAppliedIndex|DBSize|Hash|Keys|Size)" : )\d+', r"\1*", text)
        text = re.sub(r'(remaining\()\d+s', r"\1*", text)
        text = re.sub(r'("(?:ttl)":)\d+(,"granted-ttl":[1-9])', r"\1*\2", text)
        text = re.sub(r'("TTL" : )\d+(\n"GrantedTTL" : [1-9])', r"\1*\2", text)
        text = re.sub(r'(took = |"took":"|"Took" : )[0-9.]+[mµ]?s', r"\1*", text)
        text = re.sub(r"\b8e9e05c52164694d\b|\bcdf818194e3a8c32\b", "*", text)
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


def record(script):
    with tempfile.TemporaryDirectory() as folder:
        etcd = subprocess.Popen(
            ["etcd", "--data-dir", "data", "--listen-client-urls", f"http://{PLACE}", "--advertise-client-urls",
             f"http://localhost:{PORT}", "--listen-peer-urls", f"http://127.0.0.1:{PORT + 1}", "--log-level", "fatal"],
            cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            for _ in range(50):
                if subprocess.run(["etcdctl", f"--endpoints={PLACE}", "get", "x"], capture_output=True).returncode == 0:
                    break
                time.sleep(0.1)
            session = Session(folder)
            steps = [session.step(step) for step in steps_of(script)] + list(session.ends())
        finally:
            etcd.kill(), etcd.wait()
    name = script.stem
    text = json.dumps({"name": name, "steps": steps}, indent=1, ensure_ascii=False)
    script.with_suffix(".json").write_text(text + "\n")


os.environ.pop("ETCDCTL_ENDPOINTS", None)
for argument in sys.argv[1:]:
    record(pathlib.Path(argument))
