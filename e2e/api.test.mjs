import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withPage } from './page.mjs';

/** What `dispatch` cannot understand or do, as source text: not all of it could travel as JSON. */
const NONSENSE = [
  'undefined', 'null', '5', 'true', 'NaN', '""', '"{"', '"explode"', '[]', '{}', '() => 1', '10n',
  '{ explode: {} }', '{ crash: null }', '{ crash: [2] }', '{ heal: {} }', '{ crash: {} }', '{ crash: 2 }',
  '{ crash: { member: "2" } }', '{ crash: { member: -1 } }', '{ crash: { member: 1.5 } }', '{ crash: { member: NaN } }',
  '{ crash: { member: 2 ** 70 } }', '{ crash: { member: 2, extra: 1 } }', '{ crash: { member: 2 }, restart: { member: 3 } }',
  '{ crash: { member: 0 } }', '{ crash: { member: 99 } }', '{ restart: { member: 2 } }', '{ suggest_piece: 1 }',
  '{ drop_message: { id: 999999999 } }', '{ delay_message: { id: 999999999, by_us: 1 } }',
  '{ delay_message: { id: 1, by_us: -1 } }', '{ etcdctl: { line: 5 } }', '{ etcdctl: { line: "get a", endpoint: 99 } }',
  '(() => { const loop = {}; loop.crash = loop; return loop; })()',
];

test('what dispatch cannot do throws a plain message and changes nothing', () =>
  withPage({}, async (village, page) => {
    await village.start(7);
    await village.advance(8_000_000);
    const before = { hash: await village.hash(), session: await village.export(), frame: await village.frame() };
    for (const nonsense of NONSENSE) {
      const told = await page.evaluate(`(() => {
        try {
          quorum.dispatch(${nonsense});
          return 'nothing was thrown';
        } catch (error) {
          return error instanceof Error ? { message: error.message } : 'no Error: ' + String(error);
        }
      })()`);
      assert.ok(told.message, `${nonsense}: ${JSON.stringify(told)}`);
      assert.ok(told.message.length < 300, `${nonsense}: ${told.message}`);
      assert.doesNotMatch(told.message, /unreachable|panicked|RuntimeError|wasm|\.rs:/, nonsense);
    }
    assert.deepEqual({ hash: await village.hash(), session: await village.export(), frame: await village.frame() }, before);
  }));

test('what import cannot read is refused and changes nothing', () =>
  withPage({}, async (village, page) => {
    await village.start(7);
    await village.advance(8_000_000);
    const before = { hash: await village.hash(), session: await village.export() };
    const unreadable = [
      'undefined', 'null', '5', '"{"', '[]', '{}', '{ format: 2, world: { seed: 1 }, log: [] }', '{ format: 1, log: [] }',
      '{ format: 1, world: { seed: -1 }, log: [] }', '{ format: 1, world: { seed: 1, members: 0 }, log: [] }',
      '{ format: 1, world: { seed: 1, members: 10 }, log: [] }', '{ format: 1, world: { seed: 1, extra: 1 }, log: [] }',
      '{ format: 1, world: { seed: 1 }, log: [{ at_us: 1 }] }',
      '{ format: 1, world: { seed: 1 }, log: [{ at_us: 1, action: "explode" }] }',
      '{ format: 1, world: { seed: 1 }, log: [{ at_us: 2, action: "suggest_piece" }, { at_us: 1, action: "suggest_piece" }] }',
    ];
    for (const session of unreadable) {
      const told = await page.evaluate(`(async () => {
        try {
          await quorum.import(${session});
          return 'it was taken';
        } catch (error) {
          return error instanceof Error ? { message: error.message } : 'no Error: ' + String(error);
        }
      })()`);
      assert.ok(told.message, `${session}: ${JSON.stringify(told)}`);
    }
    assert.deepEqual({ hash: await village.hash(), session: await village.export() }, before);
  }));

test('times that are none are refused and change nothing', () =>
  withPage({}, async (village, page) => {
    await village.start(7);
    await village.advance(3_000_000);
    const hash = await village.hash();
    for (const call of ['advance(-1)', 'advance(NaN)', 'advance("soon")', 'seek(-1)', 'seek(NaN)', 'seek("later")', 'speed(0)', 'speed(-1)', 'speed(NaN)']) {
      const isError = await page.evaluate(`(async () => {
        try {
          await quorum.${call};
          return false;
        } catch (error) {
          return error instanceof Error;
        }
      })()`);
      assert.ok(isError, call);
    }
    assert.equal((await village.frame()).t_us, 3_000_000);
    assert.equal(await village.hash(), hash);
  }));

test('an address that cannot be read says so and opens the page', async () => {
  for (const hash of ['#/nowhere', '#%E0%A4%A', '#/?lang=xx&theme=&view=%', '#/aula/<script>']) {
    await withPage({ hash }, async (village, page) => {
      await page.getByText('Este endereço não leva a lugar nenhum.').waitFor();
      assert.equal((await village.frame()).members.length, 5);
    });
  }
});

test('each seek gives the frame of its own moment, or says that another one was wanted', () =>
  withPage({}, async (village, page) => {
    await village.start(7);
    const { near, far, last } = await page.evaluate(async () => {
      const told = (sought) => sought.then((frame) => frame.t_us, (error) => error.message);
      const [near, far] = await Promise.all([told(quorum.seek(1_000_000)), told(quorum.seek(3_600_000_000))]);
      const superseded = told(quorum.seek(0));
      const sought = [told(quorum.seek(3_600_000_000)), told(quorum.seek(2_000_000))];
      return { near, far, last: [await superseded, ...(await Promise.all(sought))] };
    });
    assert.equal(near, 1_000_000);
    assert.equal(far, 3_600_000_000);
    assert.equal(last[0], 0);
    assert.match(String(last[1]), /another moment/);
    assert.equal(last[2], 2_000_000);
    assert.equal((await village.frame()).t_us, 2_000_000);
  }));

test('version names the app and openraft', () =>
  withPage({}, async (_, page) => {
    const version = await page.evaluate(() => quorum.version);
    assert.match(version.app, /^\d+\.\d+\.\d+/);
    assert.match(version.openraft, /^0\.10\.0/);
  }));

test('etcdctl commands are answered as in a terminal', () =>
  withPage({}, async (village) => {
    await village.start(7);
    await village.untilLed();
    assert.deepEqual(await village.run('etcdctl put foo bar'), { stdout: 'OK\n', stderr: '', exit: 0 });
    assert.deepEqual(await village.run('etcdctl get foo'), { stdout: 'foo\nbar\n', stderr: '', exit: 0 });
    assert.deepEqual(await village.run('etcdctl del foo'), { stdout: '1\n', stderr: '', exit: 0 });
    assert.deepEqual(await village.run('etcdctl get foo'), { stdout: '', stderr: '', exit: 0 });
    const unknown = await village.run('etcdctl explode');
    assert.notEqual(unknown.exit, 0);
    assert.notEqual(unknown.stderr, '');
  }));

test('an exported session comes back as it was', () =>
  withPage({}, async (village) => {
    await village.start(7);
    await village.untilLed();
    await village.dispatch('suggest_piece');
    await village.advance(2_000_000);
    await village.dispatch({ crash: { member: 3 } });
    const { t_us } = await village.advance(2_000_000);
    const hash = await village.hash();
    const session = await village.export();
    assert.equal(session.format, 1);
    assert.equal(session.world.seed, 7);
    assert.deepEqual(session.log.map(({ action }) => action), ['suggest_piece', { crash: { member: 3 } }]);

    await village.start(8);
    await village.advance(1_000_000);
    assert.notEqual(await village.hash(), hash);
    await village.open(session);
    await village.seek(t_us);
    assert.equal(await village.hash(), hash);
    assert.deepEqual(await village.export(), session);
  }));

test('acting in the past starts a branch', () =>
  withPage({}, async (village) => {
    await village.start(7);
    await village.advance(4_000_000);
    await village.dispatch({ crash: { member: 1 } });
    await village.advance(4_000_000);
    const hash = await village.hash();
    await village.seek(2_000_000);
    await village.dispatch({ crash: { member: 2 } });
    await village.seek(8_000_000);
    assert.notEqual(await village.hash(), hash);
    assert.deepEqual((await village.export()).log, [{ at_us: 2_000_000, action: { crash: { member: 2 } } }]);
  }));
