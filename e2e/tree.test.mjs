import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withEtcd } from './etcd.mjs';
import { manyKeys } from './keys.mjs';

const KEYS = ['/r/pods/a', '/r/pods/b', '/r/nodes/n', 'foo'];
const ROWS = ['/r/', '  nodes/', '    n', '  pods/', '    a', '    b', 'foo'];

const withKeys = (body, options) =>
  withEtcd(async (village, page, panel) => {
    for (const key of KEYS) await village.run(`etcdctl put ${key} value-of-${key.at(-1)}`);
    await page.locator('[data-key="foo"]').waitFor();
    await body(village, page, panel);
  }, { world: { puzzle: false }, ...options });

/** Waits until arrows act on this key. */
const active = (page, key) => page.locator(`.keys-tree [data-active][data-key="${key}"]`).waitFor();

test('keys stand in a tree, with values and revisions', () =>
  withKeys(async (village, page, panel) => {
    assert.deepEqual(await panel.rows(), ROWS);
    const row = page.locator('[data-key="/r/pods/b"]');
    const { kvs } = JSON.parse((await village.run('etcdctl get /r/pods/b -w json')).stdout);
    assert.equal(await row.locator('.key-value').textContent(), 'value-of-b');
    assert.equal(await row.locator('.key-rev').textContent(), `mudança ${kvs[0].mod_revision}`);
    const { id } = (await village.frame()).members.find(({ role }) => role === 'leader');
    const whose = `Na casa ${['da Ana', 'do Beto', 'do Caio', 'da Duda', 'da Elis'][id - 1]}, mudança`;
    await page.locator('.keys-head', { hasText: whose }).waitFor();
    await village.speakTechnically();
    await row.locator('.key-rev', { hasText: `rev ${kvs[0].mod_revision}` }).waitFor();
    await page.locator('.keys-head', { hasText: /revisão \d+$/ }).waitFor();
    assert.equal(await page.locator('.key-changed').getAttribute('data-key'), 'foo', 'the last change');
  }));

test('the arrows walk the tree, fold it and open a key', () =>
  withKeys(async (village, page, panel) => {
    await panel.tree.focus();
    const t_us = (await village.frame()).t_us;
    const press = async (keys, key) => {
      for (const pressed of keys) await page.keyboard.press(pressed);
      await active(page, key);
    };
    await press(['Home'], '/r/');
    await press(['ArrowDown', 'ArrowDown', 'ArrowDown'], '/r/pods/');
    await page.keyboard.press('ArrowLeft');
    await page.locator('[data-key="/r/pods/"][aria-expanded=false]').waitFor();
    assert.deepEqual(await panel.rows(), ['/r/', '  nodes/', '    n', '  pods/', 'foo']);
    // To the folder it stands in.
    await press(['ArrowLeft'], '/r/');
    await press(['End'], 'foo');
    // Opened, then into it.
    await press(['ArrowUp', 'ArrowRight', 'ArrowRight'], '/r/pods/a');
    await page.keyboard.press('Enter');
    await page.locator('.object-key', { hasText: /^\/r\/pods\/a$/ }).waitFor();
    await village.untilFocused('#object-back');
    await page.keyboard.press('Escape');
    await panel.tree.waitFor();
    await village.untilFocused('#keys');
    assert.equal((await village.frame()).t_us, t_us, 'the arrows were the tree’s alone');
  }));

test('a key has its past, and says what its last change did', () =>
  withKeys(async (village, page, panel) => {
    await village.run(`etcdctl put foo '{"n":1,"m":2}'`);
    await village.run(`etcdctl put foo '{"n":1,"m":3}'`);
    await page.locator('[data-key="foo"]').click();
    await page.locator('.object-value ins').waitFor();
    const texts = async (selector) => await page.locator(selector).allInnerTexts();
    assert.match((await texts('.object-value ins'))[0], /"m": 3$/);
    assert.match((await texts('.object-value del'))[0], /"m": 2$/);
    assert.equal(await page.locator('.object-history li').count(), 3);
    await page.locator('.object-history button').last().click();
    await page.locator('.object-value', { hasText: 'value-of-o' }).waitFor();
    await village.run('etcdctl del foo');
    await page.locator('.object-history em').waitFor();
  }));

test('who watches a key is told beside it', () =>
  withKeys(async (village, page, panel) => {
    await village.dispatch({ etcdctl: { line: 'watch /r/ --prefix', client: 'lia' } });
    await village.advance(2_000_000);
    await page.locator('[data-key="/r/nodes/n"]').click();
    await page.locator('.object-watchers li', { hasText: 'lia' }).getByText('já sabe').waitFor();
  }));

test('a deleted key is struck for a moment, a noted one has no value yet', () =>
  withKeys(async (village, page, panel) => {
    await village.dispatch({ etcdctl: { line: 'put zoo/new new' } });
    await village.until((frame) => {
      const leader = frame.members.find((member) => member.up && member.role === 'leader');
      return leader.log.entries.at(-1).label === 'put zoo/new' && leader.commit < leader.log.last;
    });
    const noted = page.locator('.key-noted');
    await noted.waitFor();
    assert.equal(await noted.getAttribute('data-key'), 'zoo/new');
    const folder = page.locator('[data-key="zoo/"] .key-count');
    assert.equal(await folder.textContent(), '1 só anotada');
    assert.equal(await noted.locator('.key-value').count(), 0);
    await village.advance(2_000_000);
    await noted.waitFor({ state: 'detached' });
    await folder.getByText('1 gaveta', { exact: true }).waitFor();
    const before = await village.frame();
    await village.dispatch({ etcdctl: { line: 'del foo' } });
    await village.until((frame, revision) => frame.members.some((member) => member.revision > revision), before.members[0].revision);
    await page.locator('.key-deleted[data-key="foo"]').waitFor();
    await village.advance(3_000_000);
    await page.locator('[data-key="foo"]').waitFor({ state: 'detached' });
  }));

test('a key under a lease shows how long it has, and so does the list of leases', () =>
  withEtcd(async (village, page, panel) => {
    const { stdout } = await village.run('etcdctl lease grant 30');
    const [, id] = /lease (\w+) granted/.exec(stdout);
    await village.run(`etcdctl put --lease=${id} short x`);
    const left = page.locator('[data-key="short"] .key-lease [aria-hidden]');
    await left.waitFor();
    const before = parseInt(await left.textContent(), 10);
    await village.advance(5_000_000);
    await page.waitForFunction((before) => {
      const shown = document.querySelector('[data-key="short"] .key-lease [aria-hidden]');
      return parseInt(shown.textContent, 10) <= before - 4;
    }, before);
    await panel.part('Prazos');
    await page.locator('.leases').getByRole('button', { name: 'short' }).click();
    await page.locator('.object-key', { hasText: 'short' }).waitFor();
  }, { world: { puzzle: false } }));

test('ten thousand keys: a page of rows, and the keyboard reaches the last', () =>
  withEtcd(async (village, page, panel) => {
    await village.call('import', { format: 1, world: { seed: 7, search: false, puzzle: false }, log: manyKeys(10_000) });
    await village.seek(9_000_000);
    await page.locator('[data-key="/many/"]').waitFor();
    assert.ok((await panel.rows()).length < 100, 'only what is in sight');
    await panel.tree.focus();
    await page.keyboard.press('End');
    await page.locator('[data-key="/many/09999"][data-active]').waitFor();
    assert.ok(await page.locator('[data-key="/many/09999"]').isVisible());
  }));
