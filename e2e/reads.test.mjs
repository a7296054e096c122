// What commands read, and whether the answer can be seen.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PHONE } from './page.mjs';
import { withEtcd } from './etcd.mjs';

const alone = { world: { puzzle: false } };
const stdin = (page) => page.locator('#cli-stdin');
const asked = async (village) => (await village.export()).log.map(({ action }) => action.etcdctl).filter(Boolean);

/** Waits until the last element of this kind can be seen, up to its end. */
const inSight = (page, selector) =>
  page.waitForFunction((selector) => {
    const last = [...document.querySelectorAll(selector)].at(-1);
    const screen = document.querySelector('.cli-screen').getBoundingClientRect();
    const box = last?.getBoundingClientRect();
    return box && box.top >= screen.top - 1 && box.bottom <= screen.bottom + 1;
  }, selector);

const LONG = `value("foo") = "bar"\n\n${'put foo ok\n'.repeat(14)}\nput foo novo`;

test('the answer to a long transaction is in sight, and an error’s sentence with it', () =>
  withEtcd(async (village, page, panel) => {
    await panel.line.fill('txn');
    await stdin(page).fill('value("foo") = "bar"\n\nput b 1\nput c 2\nput d 3\nput e 4\nput f 5\nput g 6\nput h 7\n\nput foo ok');
    await stdin(page).press('Control+Enter');
    await village.advance(2_000_000);
    await inSight(page, '.cli-out');
    await page.getByText('Não é erro: uma condição não bateu, e valeu a segunda lista.').waitFor();
    await inSight(page, '.cli-note:not(.cli-empty):not(.cli-locked):not(.cli-patience)');
    await panel.line.fill('txn');
    await stdin(page).fill(LONG);
    await stdin(page).press('Meta+Enter');
    await village.advance(2_000_000);
    await page.getByText('A mesma gaveta aparece duas vezes no mesmo pedido.').waitFor();
    await inSight(page, '.cli-failed');
    await inSight(page, '.cli-why:not(p)');
  }, alone));

test('Esc closes the place to write and keeps what is in it; another command doesn’t take that along', () =>
  withEtcd(async (village, page, panel) => {
    await panel.type('txn');
    await village.untilFocused('#cli-stdin');
    assert.equal(await page.getByText('Ainda não há nada escrito aqui.').isVisible(), false);
    await panel.line.press('Enter');
    await page.getByText('Ainda não há nada escrito aqui.').waitFor();
    await page.getByText('Ctrl+Enter envia, Esc fecha').waitFor();
    await stdin(page).fill('\nput a 1');
    await stdin(page).press('Escape');
    await stdin(page).waitFor({ state: 'hidden' });
    await village.untilFocused('#cli-line');
    await panel.line.press('Enter');
    await village.untilFocused('#cli-stdin');
    assert.equal(await stdin(page).inputValue(), '\nput a 1');
    assert.deepEqual(await asked(village), []);
    await panel.line.fill('get foo');
    await stdin(page).waitFor({ state: 'hidden' });
    await panel.line.press('Enter');
    await village.advance(1_000_000);
    assert.deepEqual(await asked(village), [{ line: 'get foo' }]);
  }, alone));

test('an interactive watch listens to the lines that are typed, while other commands are given', () =>
  withEtcd(async (village, page, panel) => {
    await panel.type('watch -i');
    await village.advance(500_000);
    await village.untilFocused('#cli-stdin');
    await page.getByText('O comando escuta: um pedido por linha').waitFor();
    await page.keyboard.type('watch foo');
    await page.keyboard.press('Enter');
    await village.advance(1_000_000);
    assert.equal(await stdin(page).inputValue(), '');
    assert.deepEqual((await village.frame()).watches.filter(({ client }) => client === 'terminal').map(({ key }) => key), ['foo']);
    await panel.type('put foo bar');
    await village.advance(2_000_000);
    await panel.shows(['$ etcdctl watch -i', '> watch foo', '$ etcdctl put foo bar', 'OK', 'PUT\nfoo\nbar']);
    assert.equal(await stdin(page).isVisible(), true, 'it goes on');
    await stdin(page).fill('nada');
    await stdin(page).press('Enter');
    await village.advance(100_000);
    await page.locator('.cli-failed', { hasText: 'Invalid command nada (only support watch)' }).waitFor();
    await panel.line.press('Control+c');
    await village.advance(100_000);
    await stdin(page).waitFor({ state: 'hidden' });
    assert.deepEqual((await village.frame()).watches.filter(({ client }) => client === 'terminal'), []);
  }, alone));

test('on a phone the arrow sends, and is said to', () =>
  withEtcd(async (village, page, panel) => {
    await panel.line.fill('txn');
    await page.getByText('A seta envia').waitFor();
    assert.equal(await page.getByText('Ctrl+Enter envia').isVisible(), false);
    await stdin(page).fill('\nput a 1');
    await page.getByRole('button', { name: 'Enviar' }).click();
    await village.advance(2_000_000);
    await panel.shows([/^\$ etcdctl txn/, 'SUCCESS\n\nOK']);
  }, { viewport: PHONE, touch: true, ...alone }));

for (const viewport of [{ width: 1440, height: 900 }, { width: 1280, height: 720 }]) {
  test(`there is room for answers and for keys at ${viewport.width} × ${viewport.height}`, () =>
    withEtcd(async (village, page, panel) => {
      for (const key of ['/a/b', '/a/c', '/d']) await village.run(`etcdctl put ${key} 1`);
      const height = (selector) => page.locator(selector).evaluate((element) => element.clientHeight);
      const screen = await height('.cli-screen');
      assert.ok(screen >= (viewport.height > 760 ? 240 : 120), `${screen} px`);
      await panel.part('Gavetas');
      await page.waitForFunction(() => {
        const { bottom } = document.querySelector('#side-etcd').getBoundingClientRect();
        const rows = [...document.querySelectorAll('.keys-tree [role=treeitem]')];
        return rows.length >= 4 && rows.slice(0, 4).every((row) => row.getBoundingClientRect().bottom <= bottom);
      });
      assert.ok((await height('.keys')) >= 160);
    }, { viewport, ...alone }));
}

test('what else is printed has a word beside it; Tab knows the leases', () =>
  withEtcd(async (village, page, panel) => {
    for (const [line, words] of [
      ['del nada', 'Nada foi apagado: não havia gaveta assim.'],
      ['lease timetolive 1', 'Esse prazo não existe, ou já acabou.'],
      ['lease keep-alive 2', 'Esse prazo não existe, ou já acabou.'],
      ['get foo -w table', 'Use “-w simple” ou “-w json”.'],
    ]) {
      const before = await page.getByText(words).count();
      await panel.type(line);
      await village.advance(2_000_000);
      await page.getByText(words).nth(before).waitFor();
    }
    await village.run('etcdctl lease grant 60');
    const [{ id }] = (await village.frame()).leases;
    await panel.line.fill('put a b --lease=');
    await page.keyboard.press('Tab');
    await page.waitForFunction((line) => document.querySelector('#cli-line').value === line, `put a b --lease=${id} `);
    await page.getByRole('button', { name: 'Trancar a porta' }).click();
    await page.getByText('Este terminal tem a chave, então entra.').waitFor();
  }, alone));
