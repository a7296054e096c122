import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withEtcd } from './etcd.mjs';

test('a command is typed and answered, and what it put can be read', () =>
  withEtcd(async (village, page, panel) => {
    await panel.type('put foo "bar"');
    await panel.waits('esperando a resposta…');
    await village.advance(2_000_000);
    await panel.shows(['$ etcdctl put foo "bar"', 'OK']);
    await panel.type('etcdctl get foo');
    await village.advance(2_000_000);
    await panel.shows(['$ etcdctl put foo "bar"', 'OK', '$ etcdctl get foo', 'foo\nbar']);
    const asked = (await village.export()).log.map(({ action }) => action.etcdctl.line);
    assert.deepEqual(asked, ['put foo "bar"', 'get foo'], 'the tool’s name is no part of the line');
  }));

test('who answers can be chosen', () =>
  withEtcd(async (village, page, panel) => {
    await page.getByLabel('Quem responde').selectOption({ label: 'casa do Beto' });
    await panel.type('get foo');
    await village.advance(2_000_000);
    await page.getByText('Não veio nada: não há gaveta com essa etiqueta.').waitFor();
    assert.deepEqual((await village.export()).log.at(-1).action, { etcdctl: { line: 'get foo', endpoint: 2 } });
  }));

test('the arrows go through what was typed, and keep what is being typed', () =>
  withEtcd(async (village, page, panel) => {
    for (const line of ['put a 1', 'put b 2']) await panel.type(line);
    await panel.line.fill('get');
    const walk = async (key) => {
      await page.keyboard.press(key);
      return await panel.line.inputValue();
    };
    assert.deepEqual([await walk('ArrowUp'), await walk('ArrowUp'), await walk('ArrowUp')], ['put b 2', 'put a 1', 'put a 1']);
    assert.deepEqual([await walk('ArrowDown'), await walk('ArrowDown')], ['put b 2', 'get']);
  }));

test('Tab completes, then tells what may follow, and leaves when there is no more to say', () =>
  withEtcd(async (village, page, panel) => {
    await village.run('etcdctl put /a/one 1');
    await village.run('etcdctl put /a/other 2');
    await panel.line.fill('pu');
    await page.keyboard.press('Tab');
    assert.equal(await panel.line.inputValue(), 'put ');
    await panel.line.fill('get /a');
    await page.keyboard.press('Tab');
    assert.equal(await panel.line.inputValue(), 'get /a/o');
    await page.getByText('Pode continuar assim:').waitFor();
    assert.deepEqual(await page.locator('.cli-offers li').allTextContents(), ['/a/one', '/a/other']);
    await page.keyboard.press('Tab');
    assert.ok(await page.evaluate(() => document.activeElement.id !== 'cli-line'), 'the keyboard gets out');
  }));

test('a watch prints on, its news are marked until the next key, and Ctrl-C ends it', () =>
  withEtcd(async (village, page, panel) => {
    await panel.type('watch /p/ --prefix');
    await village.advance(1_000_000);
    await panel.waits('escutando… Ctrl-C para parar');
    await village.run('etcdctl put /p/1 um');
    // The news is a letter of its own.
    await village.advance(1_000_000);
    await page.locator('.cli-new').waitFor();
    assert.match(await page.locator('.cli-new').textContent(), /PUT\n\/p\/1\num/);
    await panel.line.press('a');
    await page.locator('.cli-new').waitFor({ state: 'detached' });
    await panel.line.press('Control+c');
    assert.equal(await panel.line.inputValue(), '');
    assert.deepEqual((await village.export()).log.at(-1).action, { interrupt: { client: 'terminal' } });
    await village.advance(100_000);
    await page.locator('.cli-wait').waitFor({ state: 'hidden' });
    assert.deepEqual((await village.frame()).watches.filter(({ client }) => client === 'terminal'), []);
  }));

test('the button stops a watch too', () =>
  withEtcd(async (village, page, panel) => {
    await panel.type('watch foo');
    await village.advance(1_000_000);
    await page.getByRole('button', { name: 'Parar' }).click();
    await village.advance(100_000);
    await page.locator('.cli-wait').waitFor({ state: 'hidden' });
  }));

test('a watch of a folder’s name without --prefix says why it is silent', () =>
  withEtcd(async (village, page, panel) => {
    await panel.type('watch /registry/pods/default/');
    await village.advance(1_000_000);
    await page.getByText('este aviso olha só a gaveta com esse nome exato').waitFor();
    await panel.type('watch /registry/pods/default/ --prefix');
    await village.advance(1_000_000);
    assert.equal(await page.locator('.cli-why', { hasText: 'nome exato' }).count(), 1);
  }, { preload: true }));

test('what the terminal shows is never ahead of the moment, and a branch forgets what it did away with', () =>
  withEtcd(async (village, page, panel) => {
    const start_us = (await village.frame()).t_us;
    await panel.type('put a 1');
    await village.advance(3_000_000);
    const then_us = (await village.frame()).t_us;
    await panel.type('get a');
    await village.advance(3_000_000);
    const whole = ['$ etcdctl put a 1', 'OK', '$ etcdctl get a', 'a\n1'];
    await panel.shows(whole);
    await village.seek(then_us - 1);
    await panel.shows(whole.slice(0, 2));
    await village.seek(start_us + 1);
    await panel.shows(whole.slice(0, 1));
    await panel.waits('esperando a resposta…');
    await village.seek(then_us + 3_000_000);
    await panel.shows(whole);
    await village.seek(then_us - 1);
    await panel.type('put b 2');
    await village.advance(3_000_000);
    await panel.shows([...whole.slice(0, 2), '$ etcdctl put b 2', 'OK']);
  }));

test('an error is shown as the tool says it, with a friendly sentence', () =>
  withEtcd(async (village, page, panel) => {
    await village.dispatch({ partition: { groups: [[1], [2], [3], [4], [5]] } });
    await panel.type('put foo bar');
    await village.advance(10_000_000);
    await panel.shows(['$ etcdctl put foo bar', /context deadline exceeded/]);
    await page.getByText('Ninguém respondeu a tempo. Se era uma mudança, não dá para saber se valeu.').waitFor();
  }));

test('Ctrl-L clears, and what comes later is shown', () =>
  withEtcd(async (village, page, panel) => {
    await panel.type('put a 1');
    await village.advance(2_000_000);
    await panel.line.press('Control+l');
    await panel.shows([]);
    await panel.type('get a');
    await village.advance(2_000_000);
    await panel.shows(['$ etcdctl get a', 'a\n1']);
  }));

test('examples run at a press', () =>
  withEtcd(async (village, page, panel) => {
    await page.getByRole('button', { name: 'put foo "bar"', exact: true }).click();
    await village.advance(2_000_000);
    await panel.shows(['$ etcdctl put foo "bar"', 'OK']);
  }));

test('a transaction reads what is written in the input', () =>
  withEtcd(async (village, page, panel) => {
    await village.run('etcdctl put foo bar');
    await page.getByRole('button', { name: 'txn', exact: true }).click();
    await panel.line.press('Enter');
    await village.advance(2_000_000);
    const { stdout } = await village.run('etcdctl get foo --print-value-only');
    assert.equal(stdout, 'ok\n');
    assert.match((await village.export()).log.at(-2).action.etcdctl.stdin, /^value\("foo"\) = "bar"\n\n/);
  }));

test('with time at a stand, the terminal says so and lets it go on', () =>
  withEtcd(async (village, page, panel) => {
    await panel.type('put foo bar');
    await page.getByText('O tempo está parado: nenhuma carta anda.').waitFor();
    await page.locator('.cli-go').click();
    await panel.shows(['$ etcdctl put foo bar', 'OK']);
    await village.pause();
  }));

test('ten thousand lines stay a terminal', () =>
  withEtcd(async (village, page, panel) => {
    const { t_us } = await village.frame();
    const log = Array.from({ length: 300 }, (_, at) => ({
      at_us: t_us, action: { etcdctl: { line: `put /many/${String(at).padStart(3, '0')} "${'x\n'.repeat(40)}"` } },
    }));
    await village.call('import', { format: 1, world: { seed: 7 }, log });
    await village.seek(t_us + 3_000_000);
    await panel.type('get /many/ --prefix');
    await village.advance(3_000_000);
    await page.getByText(/… e \d+ linhas antes/).first().waitFor();
    const { width, inside } = await page.locator('.cli-screen').evaluate((screen) => ({
      width: screen.clientWidth, inside: screen.parentElement.clientWidth,
    }));
    assert.ok(width <= inside, 'long lines scroll inside');
  }));
