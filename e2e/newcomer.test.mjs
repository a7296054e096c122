// What somebody meets who has never seen a terminal: the panel says what is going on, and what would work.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PHONE, leaderOf } from './page.mjs';
import { withEtcd } from './etcd.mjs';

const chip = (page, name) => page.locator('.cli-examples').getByRole('button', { name, exact: true });
const why = (page, words) => page.locator('.cli-why', { hasText: words }).waitFor();
const asked = async (village) => (await village.export()).log.map(({ action }) => action.etcdctl?.line);

test('a restored photo that was used says when, and only the newest one offers itself', () =>
  withEtcd(async (village, page, panel) => {
    await panel.part('Álbum');
    for (const line of ['put kept 1', 'snapshot save a.db', 'snapshot restore a.db --data-dir=/var/lib/etcd']) {
      assert.equal((await village.run(`etcdctl ${line}`)).exit, 0);
    }
    const button = page.getByRole('button', { name: 'Começar da foto' });
    const first = page.locator('[data-dir="/var/lib/etcd"]');
    const second = page.locator('[data-dir="/var/lib/etcd-2"]');
    await first.getByText('O grupo ainda é o de antes.').waitFor();
    await village.advance(1_000_000);
    await button.click();
    await page.locator('.restored.begun[data-dir="/var/lib/etcd"]', { hasText: /O grupo começou da pasta .*, na hora [\d,]+ s da vila/ }).waitFor();
    assert.equal(await button.count(), 0);

    // A second one takes the offer over; so does a third from the second.
    await village.untilLed();
    await page.locator('[data-file="a.db"]').getByRole('button', { name: 'Restaurar' }).click();
    await village.advance(1_000_000);
    await second.getByText('O grupo ainda é o de antes.').waitFor();
    assert.equal(await button.count(), 1);
    await page.locator('[data-file="a.db"]').getByRole('button', { name: 'Restaurar' }).click();
    await village.advance(1_000_000);
    await second.getByText('Você restaurou outra depois.').waitFor();
    assert.equal(await button.count(), 1);
    assert.deepEqual(await page.locator('.restored').evaluateAll((cards) => cards.map((card) => card.dataset.dir)), [
      '/var/lib/etcd-3', '/var/lib/etcd-2', '/var/lib/etcd',
    ]);

    // Before anybody began from it, nobody had.
    const { at_us } = (await village.export()).log.find(({ action }) => action.start_from);
    await village.seek(at_us - 1);
    await first.getByText('O grupo ainda é o de antes.').waitFor();
    assert.equal(await page.locator('.restored').count(), 1);
  }, { world: { puzzle: false } }));

for (const line of ['txn', 'txn -i', '--endpoints beto:2379 txn']) {
  test(`\`${line}\` opens the place to write it, and what is missing at its end is put there`, () =>
    withEtcd(async (village, page, panel) => {
      await panel.type(line);
      await village.untilFocused('#cli-stdin');
      assert.deepEqual(await asked(village), [], 'nothing is sent yet');
      assert.equal(await panel.line.inputValue(), line);
      await page.keyboard.type('value(“foo”) = “bar”\n\nput foo a\n\nput foo b');
      await page.locator('#cli-line').press('Enter');
      await village.advance(2_000_000);
      assert.equal((await village.run('etcdctl get foo --print-value-only')).stdout, 'b\n');
      assert.equal(await page.locator('.cli-failed').count(), 0);
    }, { world: { puzzle: false } }));
}

test('a watch of what other keys only begin with says so', () =>
  withEtcd(async (village, page, panel) => {
    await panel.type('watch /puzzle2');
    await village.advance(1_000_000);
    assert.equal(await page.locator('.cli-why', { hasText: '--prefix' }).count(), 0, 'no key begins so');
    await village.run('etcdctl put /puzzle2/x 1');
    await why(page, 'este aviso olha só a gaveta de nome exato /puzzle2');
  }, { world: { puzzle: false } }));

test('of an answer longer than the screen, the beginning is in sight, and who reads on is left there', () =>
  withEtcd(async (village, page, panel) => {
    await panel.type('put a 1');
    await panel.type('etcdctl');
    await village.advance(2_000_000);
    await why(page, 'Os comandos, pelo que fazem.');
    const screen = page.locator('.cli-screen');
    const isAtTop = () => {
      const screen = document.querySelector('.cli-screen');
      const typed = [...screen.querySelectorAll('.cli-typed')].at(-1);
      const gap = typed.getBoundingClientRect().top - screen.getBoundingClientRect().top;
      return typed.textContent === '$ etcdctl ' && gap >= 0 && gap < 20;
    };
    await page.waitForFunction(isAtTop);
    assert.equal(await panel.line.inputValue(), '');
    const top = await screen.evaluate((screen) => (screen.scrollTop += 90));
    await village.play();
    await village.pause();
    await page.evaluate(() => framesPass(3));
    assert.equal(await screen.evaluate((screen) => screen.scrollTop), top);

    await panel.type('help get');
    await village.advance(1_000_000);
    await why(page, 'O texto é da própria ferramenta, em inglês.');
  }, { world: { puzzle: false } }));

test('examples are those that would work, and take the place of what was typed', () =>
  withEtcd(async (village, page, panel) => {
    const shown = () => page.locator('.cli-examples button:visible').allTextContents();
    const before = await shown();
    for (const line of ['get foo', 'snapshot restore backup.db --data-dir=/var/lib/etcd']) assert.ok(!before.includes(line), line);
    assert.ok(before.every((line) => !line.includes('/registry') && !line.includes('restore')), before.join());
    await panel.line.fill('etcdctl');
    await chip(page, 'put foo "bar"').click();
    await chip(page, 'snapshot save backup.db').click();
    assert.equal(await panel.line.inputValue(), '');
    await village.advance(2_000_000);
    await chip(page, 'get foo').waitFor();
    await chip(page, 'snapshot restore backup.db --data-dir=/var/lib/etcd').click();
    await village.advance(2_000_000);
    await chip(page, 'snapshot restore backup.db --data-dir=/var/lib/etcd-2').waitFor();
    assert.equal(await page.locator('.cli-failed').count(), 0);
  }, { world: { puzzle: false } }));

test('every example works when it is pressed', () =>
  withEtcd(async (village, page, panel) => {
    const pressed = new Set();
    for (;;) {
      const lines = await page.locator('.cli-examples button:visible').allTextContents();
      const line = lines.find((line) => !pressed.has(line) && !line.startsWith('watch') && !line.includes('etcd-2'));
      if (line === undefined) break;
      pressed.add(line);
      await chip(page, line).click();
      if (line === 'txn') await panel.line.press('Enter');
      await village.advance(2_000_000);
    }
    assert.ok(pressed.size >= 12, [...pressed].join());
    assert.equal(await page.locator('.cli-failed').count(), 0);
    assert.equal(await page.getByText('Não veio nada').count(), 0);
  }, { preload: true }));

test('who asks an empty house reads at once that nobody answers, and how long the tool waits', () =>
  withEtcd(async (village, page, panel) => {
    const frame = await village.frame();
    const away = frame.members.find((member) => member.id !== leaderOf(frame).id).id;
    await village.dispatch({ crash: { member: away } });
    const choice = page.getByLabel('Quem responde');
    await choice.selectOption(String(away));
    assert.match(await choice.locator('option:checked').textContent(), /^casa d[ao] .* \(vazia\)$/);
    await panel.type('get foo');
    await page.locator('.cli-patience', { hasText: /Ninguém lê a carta na casa .* O etcdctl espera 5 s da vila e desiste\./ }).waitFor();
    await village.advance(6_000_000);
    await why(page, 'Era só uma pergunta: nada mudou.');
    await page.locator('.cli-patience').waitFor({ state: 'hidden' });

    // Who left the group is no choice, unless it was the one.
    await village.dispatch({ restart: { member: away } });
    await village.advance(3_000_000);
    await village.dispatch({ remove_member: { member: away } });
    await village.until((frame, id) => frame.members.every((member) => member.id !== id || member.removed), away);
    await choice.locator('option:checked[disabled]', { hasText: '(fora do grupo)' }).waitFor({ state: 'attached' });
    await choice.selectOption({ label: 'quem coordena' });
    await choice.locator('option', { hasText: '(fora do grupo)' }).waitFor({ state: 'detached' });
  }, { world: { puzzle: false } }));

test('whoever is in the past reads that acting opens another path, before it does', () =>
  withEtcd(async (village, page, panel) => {
    const notice = page.getByText('Você está no passado. O que fizer daqui abre outro caminho.');
    assert.equal(await notice.isVisible(), false);
    const { t_us } = await village.frame();
    await village.seek(t_us - 500_000);
    await notice.waitFor();
    await panel.type('put a 1');
    await notice.waitFor({ state: 'hidden' });
  }, { world: { puzzle: false } }));

test('what is wrong with a line is said by how its command is written, and what may have been meant', () =>
  withEtcd(async (village, page, panel) => {
    for (const [line, words] of [
      ['get', 'Falta a etiqueta da gaveta. Por exemplo: get foo'],
      ['put foo', 'Falta o que guardar. Por exemplo: put foo bar'],
      ['del a b c', 'Há palavras demais. Por exemplo: del foo'],
      ['lease revoke', 'Falta o número do prazo. Veja qual é com “lease list”.'],
      ['role list', 'Para escolher quem entra, toque em “Trancar a porta”.'],
      ['clear', 'Para limpar a tela, Ctrl-L.'],
      ['help nada', 'Não conheço “nada”.'],
      ['snapshot status nada.db', 'Não há arquivo com esse nome no álbum.'],
      ['get / --prefx', 'Você quis dizer “--prefix”?'],
      ['gett foo', 'Você quis dizer “get”?'],
    ]) {
      await panel.type(line);
      await village.advance(100_000);
      await why(page, words);
    }
    await panel.type('put foo “two words”');
    await village.advance(2_000_000);
    assert.equal((await village.run('etcdctl get foo --print-value-only')).stdout, 'two words\n');
  }, { world: { puzzle: false } }));

test('the door is locked and opened beside who answers', () =>
  withEtcd(async (village, page) => {
    const head = page.locator('.cli-head');
    await head.getByRole('button', { name: 'Trancar a porta' }).click();
    await village.untilAsked({ set_door: { locked: true } });
    await head.getByRole('button', { name: 'Abrir a porta' }).click();
    await village.untilAsked({ set_door: { locked: false } });
  }));

test('the end of a watch stands under its news', () =>
  withEtcd(async (village, page, panel) => {
    const frame = await village.frame();
    const alone = frame.members.find((member) => member.id !== leaderOf(frame).id).id;
    await page.getByLabel('Quem responde').selectOption(String(alone));
    await panel.type('watch foo');
    await village.advance(1_000_000);
    await village.run('etcdctl put foo bar');
    await village.advance(1_000_000);
    const before = ['$ etcdctl watch foo', '$ etcdctl put foo bar', 'OK', 'PUT\nfoo\nbar'];
    await panel.shows(before);
    const others = frame.members.map(({ id }) => id).filter((id) => id !== alone);
    await village.dispatch({ partition: { groups: [[alone], others] } });
    await village.advance(20_000_000);
    await panel.shows([...before, /no leader/]);
    await why(page, 'O aviso acabou: essa casa ficou sem ninguém que coordene');
  }, { world: { puzzle: false } }));

test('on a phone what is touched is large, letters don’t make it zoom, and lines wrap', () =>
  withEtcd(async (village, page, panel) => {
    await panel.type('watch foo');
    await village.advance(1_000_000);
    const stop = page.getByRole('button', { name: 'Parar' });
    await stop.waitFor();
    for (const touched of [stop, chip(page, 'version'), page.locator('.cli-door')]) {
      const { height } = await touched.boundingBox();
      assert.ok(height >= 44, `${await touched.textContent()}: ${height} px`);
    }
    assert.equal(await page.locator('.cli-wait .cli-keys').isVisible(), false, 'there is no Ctrl-C on a phone');
    assert.equal(await panel.line.evaluate((line) => getComputedStyle(line).fontSize), '16px');
    await panel.type(`put long ${'x'.repeat(100)}`);
    await panel.type('get long');
    await village.advance(2_000_000);
    await page.locator('.cli-out', { hasText: 'xxx' }).waitFor();
    const { scrollWidth, clientWidth } = await page.locator('.cli-screen').evaluate(({ scrollWidth, clientWidth }) => ({ scrollWidth, clientWidth }));
    assert.equal(scrollWidth, clientWidth);
  }, { viewport: PHONE, touch: true, world: { puzzle: false } }));

test('on a low screen the transaction is written in place of the answers', () =>
  withEtcd(async (village, page, panel) => {
    // Nothing takes their place while a value may still be typed on the line.
    await panel.line.fill('put foo');
    assert.equal(await page.locator('.cli-screen').isVisible(), true);
    await panel.type('txn');
    await village.untilFocused('#cli-stdin');
    const boxes = await page.evaluate(() => ['.cli', '#cli-stdin', '#cli-line'].map((selector) => {
      const { top, bottom } = document.querySelector(selector).getBoundingClientRect();
      return { selector, top, bottom };
    }));
    for (const { selector, bottom } of boxes) assert.ok(bottom <= 720, `${selector}: ${bottom}`);
    assert.equal(await page.locator('.cli-screen').isVisible(), false);
  }, { viewport: { width: 1280, height: 720 }, world: { puzzle: false } }));
