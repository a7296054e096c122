import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withEtcd } from './etcd.mjs';

/** Waits until this stands on the command line. */
const holds = (page, line) =>
  page.waitForFunction((line) => document.querySelector('#cli-line').value === line, line, { polling: 30 });

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
    for (const [key, line] of [['ArrowUp', 'put b 2'], ['ArrowUp', 'put a 1'], ['ArrowUp', 'put a 1'], ['ArrowDown', 'put b 2'], ['ArrowDown', 'get']]) {
      await page.keyboard.press(key);
      await holds(page, line);
    }
  }));

test('Tab completes, then tells what may follow, and leaves when there is no more to say', () =>
  withEtcd(async (village, page, panel) => {
    await village.run('etcdctl put /a/one 1');
    await village.run('etcdctl put /a/other 2');
    await panel.line.fill('pu');
    await page.keyboard.press('Tab');
    await holds(page, 'put ');
    await panel.line.fill('get /a');
    await page.keyboard.press('Tab');
    await holds(page, 'get /a/o');
    await page.getByText('Pode continuar assim:').waitFor();
    assert.deepEqual(await page.locator('.cli-offers li').allTextContents(), ['/a/one', '/a/other']);
    await page.keyboard.press('Tab');
    await village.untilFocused(':not(#cli-line)');
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
    await holds(page, '');
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

test('a watch of a folder’s name without --prefix says at once why it will be silent', () =>
  withEtcd(async (village, page, panel) => {
    const why = page.locator('.cli-why', { hasText: 'este aviso olha só a gaveta de nome exato' });
    await panel.type('watch /registry/pods/default/');
    await panel.type('watch /registry/pods/default/ --prefix');
    await village.advance(1_000_000);
    await panel.waits('escutando… Ctrl-C para todos');
    await why.waitFor();
    assert.equal(await why.count(), 1, 'the other one is told');
    await panel.type('watch /registry/nodes/node09');
    await village.advance(1_000_000);
    assert.equal(await why.count(), 1, 'nothing begins like that key');
    await village.run('etcdctl put /registry/pods/default/novo x');
    await village.advance(1_000_000);
    const told = page.locator('.cli-whose');
    assert.deepEqual(await told.allTextContents(), ['watch /registry/pods/default/ --prefix'], 'news say whose they are');
    await panel.line.press('Control+c');
    await village.advance(100_000);
    await page.locator('.cli-wait').waitFor({ state: 'hidden' });
    assert.equal(await why.count(), 1, 'it stays true');
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

test('answers stand under their commands, however quickly these were typed', () =>
  withEtcd(async (village, page, panel) => {
    const lines = ['put a 1', 'get a', 'get nothing', 'put b 2', 'xyz'];
    for (const line of lines) await panel.type(line);
    await village.advance(3_000_000);
    await panel.shows(['$ etcdctl put a 1', 'OK', '$ etcdctl get a', 'a\n1', '$ etcdctl get nothing', '$ etcdctl put b 2', 'OK', '$ etcdctl xyz', /^Error: unknown command "xyz"/]);
    // What has no words of its own, too.
    const under = await page.locator('.cli-typed').nth(2).evaluate((typed) => typed.nextElementSibling.textContent);
    assert.equal(under, 'Não veio nada: não há gaveta com essa etiqueta.');
  }, { world: { puzzle: false } }));

test('who acts in the past reads that what came after is forgotten', () =>
  withEtcd(async (village, page, panel) => {
    await panel.type('put a 1');
    await village.advance(2_000_000);
    const then_us = (await village.frame()).t_us;
    await village.advance(1_000_000);
    for (const line of ['get a', 'get b']) await panel.type(line);
    await village.advance(2_000_000);
    await village.seek(then_us);
    await panel.shows(['$ etcdctl put a 1', 'OK']);
    const told = page.locator('.cli-why', { hasText: 'Outra história começa aqui.' });
    assert.equal(await told.count(), 0, 'to look back forgets nothing');
    await panel.type('put a 2');
    await told.getByText('o que vinha depois foi esquecido. 2 comandos que você tinha dado também.').waitFor();
    assert.equal(await page.locator('.cli-why + pre').first().textContent(), '$ etcdctl put a 2');
    await village.advance(2_000_000);
    await panel.shows(['$ etcdctl put a 1', 'OK', '$ etcdctl put a 2', 'OK']);
    // Whoever acts: also with no command.
    await village.seek(then_us - 1);
    await village.dispatch({ crash: { member: 4 } });
    await told.getByText('1 comando que você tinha dado também.').waitFor();
    await village.start(8, { search: false });
    await village.advance(1_000_000);
    await page.getByText('Digite um comando, ou toque num exemplo aqui embaixo.').waitFor();
    assert.equal(await told.count(), 0, 'another session is no other story');
  }, { world: { puzzle: false } }));

test('what was cleared comes back with another story that begins before it', () =>
  withEtcd(async (village, page, panel) => {
    const start_us = (await village.frame()).t_us;
    await village.advance(1_000_000);
    await panel.type('put a 1');
    await village.advance(2_000_000);
    await panel.line.press('Control+l');
    await panel.shows([]);
    await village.seek(start_us);
    await panel.type('put b 2');
    await village.advance(2_000_000);
    await panel.shows(['$ etcdctl put b 2', 'OK']);
  }));

test('a get of a prefix that finds nothing speaks of labels that begin so', () =>
  withEtcd(async (village, page, panel) => {
    await panel.type('get /nothing/ --prefix');
    await village.advance(2_000_000);
    await page.getByText('Não veio nada: nenhuma etiqueta começa assim.').waitFor();
    await panel.type('get x z');
    await village.advance(2_000_000);
    await page.getByText('Não veio nada: não há gaveta nesse pedaço.').waitFor();
  }));

test('tables whose lines are cut say so, until they are scrolled; all else wraps', () =>
  withEtcd(async (village, page, panel) => {
    const cut = page.locator('.cli-grid[data-cut]');
    await panel.type(`put long ${'x'.repeat(100)}`);
    await panel.type('get long');
    await village.advance(2_000_000);
    await panel.shows([/^\$ etcdctl put long x+$/, 'OK', '$ etcdctl get long', /^long\nx+$/]);
    const isWhole = ({ scrollWidth, clientWidth }) => scrollWidth === clientWidth;
    assert.ok(await page.locator('.cli-screen').evaluate(isWhole), 'what is no table wraps');
    await panel.type('lease grant 30 -w json');
    await panel.type('endpoint status -w table');
    await village.advance(2_000_000);
    await cut.waitFor();
    await page.locator('.cli-screen').evaluate((screen) => void (screen.scrollLeft = screen.scrollWidth));
    await cut.waitFor({ state: 'detached' });
  }));

test('an error is shown as the tool says it, with a friendly sentence', () =>
  withEtcd(async (village, page, panel) => {
    await village.dispatch({ partition: { groups: [[1], [2], [3], [4], [5]] } });
    await panel.type('put foo bar');
    await village.advance(10_000_000);
    await panel.shows(['$ etcdctl put foo bar', /context deadline exceeded/]);
    await page.getByText('Ninguém respondeu a tempo. Era uma mudança, e não dá para saber se valeu.').waitFor();
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
    const parts = page.locator('.cli-parts');
    await page.getByText('Uma linha vazia termina cada uma.').waitFor();
    assert.equal(await parts.innerText().then((text) => text.replace(/\s+/g, ' ')), 'Compara value("foo") = "bar" Se bate put foo ok Se não bate put foo novo');
    const input = page.locator('#cli-stdin');
    const { clientHeight, scrollHeight } = await input.evaluate(({ clientHeight, scrollHeight }) => ({ clientHeight, scrollHeight }));
    assert.ok(clientHeight >= scrollHeight, 'all of it is in sight');
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
