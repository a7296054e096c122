// The same session gives the same trace hash natively and in Chromium, however it is played.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { withPage } from './page.mjs';

const SEEDS = [1, 7, 42, 1000, 4294967295];
const END_US = 24_000_000;
/** So many random sessions of 20 virtual seconds are compared besides, played in one go. */
const TROUBLED = 50;
const CARGO = ['run', '--quiet', '--release', '--no-default-features', '--example', 'simulate', '--'];

/** What `simulate` prints for these arguments. */
async function simulate(args) {
  const built = process.env.QUORUM_SIMULATE;
  const options = { maxBuffer: 64 << 20 };
  const { stdout } = await promisify(execFile)(built ?? 'cargo', built ? args : [...CARGO, ...args], options);
  return stdout;
}

/** Runs a session headless; its trace hash and its trace. */
async function headless(session, end_us = END_US) {
  const folder = await mkdtemp(join(tmpdir(), 'quorum-'));
  try {
    const [world, script, trace] = ['world.json', 'script.json', 'trace.jsonl'].map((name) => join(folder, name));
    await writeFile(world, JSON.stringify(session.world));
    await writeFile(script, JSON.stringify(session.log));
    const args = ['--seed', `${session.world.seed}`, '--seconds', `${end_us / 1e6}`, '--world', world, '--script', script, '--trace', trace];
    const stdout = await simulate(args);
    const hash = stdout.match(/\b[0-9a-f]{16}\b/)?.[0];
    assert.ok(hash, `no trace hash in: ${stdout}`);
    const lines = (await readFile(trace, 'utf8')).trim().split('\n');
    return { hash, trace: lines.map((line) => JSON.parse(line)) };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Random numbers that are the same in every run of the tests. */
function dice(seed) {
  let state = seed >>> 0;
  return (sides) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

/** What a visitor might do at this moment; some of it is refused, which has to change nothing. */
function someAction(frame, roll) {
  const flying = frame.messages.filter((message) => !message.lost);
  const member = frame.members[roll(frame.members.length)].id;
  const letter = flying[roll(flying.length)]?.id ?? 0;
  const actions = [
    'suggest_piece',
    { crash: { member } },
    { restart: { member } },
    { restart: { member } },
    { campaign: { member } },
    { drop_message: { id: letter } },
    { drop_message: { id: letter } },
    { delay_message: { id: letter, by_us: 1 + roll(900_000) } },
    { etcdctl: { line: `put key${roll(5)} value${roll(100)}` } },
    { duplicate_message: { id: letter } },
    { partition: { groups: [[member], [1 + roll(frame.members.length)]] } },
    { cut: { from: member, to: 1 + roll(frame.members.length) } },
    'heal',
    { set_network: { loss_ppm: roll(200_000), duplicate_ppm: roll(200_000), latency_us: [50_000, 50_000 + roll(300_000)] } },
    { set_member: { member, slow_us: roll(200_000), clock_ppm: roll(400_000) - 200_000, flush_us: [0, roll(300_000)] } },
    { transfer_leader: { to: member } },
    { take_snapshot: { member } },
    { add_member: { member: 1 + roll(9) } },
    { remove_member: { member } },
    { set_pre_vote: { on: roll(2) === 0 } },
  ];
  return actions[roll(actions.length)];
}

async function tryDispatch(village, action) {
  await village.page.evaluate((action) => {
    try {
      quorum.dispatch(action);
    } catch (refusal) {
      if (!(refusal instanceof Error)) throw refusal;
    }
  }, action);
}

/** Plays a session again in every other way; each has to end in the same hash. */
async function compare(village, roll, end_us = END_US) {
  const hash = await village.hash();
  const session = await village.export();
  const hashes = { native: (await headless(session, end_us)).hash };

  await village.open(session);
  await village.advance(end_us);
  hashes['in one go'] = await village.hash();

  await village.open(session);
  for (let t_us = 0; t_us < end_us; ) {
    const slice_us = Math.min(1 + roll(roll(4) === 0 ? 50 : 900_000), end_us - t_us);
    ({ t_us } = await village.advance(slice_us));
  }
  hashes['in random slices'] = await village.hash();

  for (let seeks = 0; seeks < 5; seeks++) await village.seek(roll(end_us));
  await village.seek(end_us);
  hashes['sought back and forth'] = await village.hash();

  // Only the slower one leaves room for silence to pass faster.
  for (const [speed, part] of [[8, 3], [1, 8]]) {
    await village.open(session);
    const played_us = await village.playUntil(end_us / part, speed);
    await village.advance(end_us - played_us);
    hashes[`played live at ${speed}`] = await village.hash();
  }

  for (const [way, other] of Object.entries(hashes)) {
    assert.equal(other, hash, `${way}: ${JSON.stringify(session)}`);
  }
}

for (const seed of SEEDS) {
  test(`one hash for seed ${seed}, left alone`, () =>
    withPage({}, async (village) => {
      await village.start(seed);
      await village.advance(END_US);
      await compare(village, dice(seed));
    }));

  test(`one hash for seed ${seed}, with a visitor who does much`, () =>
    withPage({}, async (village) => {
      const roll = dice(seed);
      let frame = await village.start(seed);
      while (frame.t_us < END_US - 1_000_000) {
        frame = await village.advance(1 + roll(1_000_000));
        await tryDispatch(village, someAction(frame, roll));
      }
      await village.advance(END_US - frame.t_us);
      assert.ok((await village.export()).log.length > 5);
      await compare(village, roll);
    }));
}

test(`one hash for ${TROUBLED} sessions full of faults`, () =>
  withPage({}, async (village) => {
    const lines = (await simulate(['--troubled', `0..${TROUBLED}`, '--seconds', '20'])).trim().split('\n');
    assert.equal(lines.length, TROUBLED);
    const kinds = new Set();
    const hashes = new Set();
    for (const { session, end_us, hash } of lines.map((line) => JSON.parse(line))) {
      await village.open(session);
      await village.advance(end_us);
      assert.equal(await village.hash(), hash, JSON.stringify(session));
      hashes.add(hash);
      for (const { action } of session.log) kinds.add(typeof action === 'string' ? action : Object.keys(action)[0]);
    }
    assert.equal(hashes.size, TROUBLED, 'each is a run of its own');
    assert.ok(kinds.size >= 16, `few kinds of trouble: ${[...kinds]}`);
  }));

test('one hash for a session acted out while it plays', () =>
  withPage({}, async (village) => {
    const roll = dice(7);
    await village.start(7);
    await village.play(8);
    for (const second of [2, 5, 8, 11, 14]) {
      const frame = await village.whilePlaying((frame, t_us) => frame.t_us > t_us, second * 1e6);
      await tryDispatch(village, someAction(frame, roll));
    }
    await village.pause();
    // However slow the test was, there is a whole second to compare at.
    const { t_us } = await village.frame();
    const end_us = Math.ceil(t_us / 1e6) * 1e6 + 1e6;
    await village.advance(end_us - t_us);
    await compare(village, roll, end_us);
  }));

test('no entry takes effect before a majority has it, event by event', async () => {
  for (const seed of SEEDS) {
    const { trace } = await headless({ world: { seed }, log: [] });
    const notedBy = new Map();
    let applied = 0;
    for (const line of trace) {
      const entry = `${line.index} of term ${line.term}`;
      if (line.event === 'log_append') {
        notedBy.set(entry, (notedBy.get(entry) ?? new Set()).add(line.member));
      }
      // The founding entry is in every log from the start.
      if (line.event === 'apply' && line.index > 0) {
        const count = notedBy.get(entry)?.size ?? 0;
        assert.ok(count >= 3, `seed ${seed}: member ${line.member} applied ${entry} at ${line.t_us}, noted by ${count}`);
        applied += 1;
      }
    }
    assert.ok(applied > 10, `seed ${seed}: little happened`);
  }
});
