import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { withEtcd } from './etcd.mjs';

const withAlbum = (body) =>
  withEtcd(async (village, page, panel) => {
    await panel.part('Álbum');
    await body(village, page, panel);
  }, { world: { puzzle: false } });

const value = async (village, key) => (await village.run(`etcdctl get ${key} --print-value-only`)).stdout;

const photo = (page, name) => page.locator(`.photos [data-file="${name}"]`);

test('what was deleted comes back from a photo, and what came later is named before it goes', () =>
  withAlbum(async (village, page, panel) => {
    await village.run('etcdctl put kept 1');
    await page.getByRole('button', { name: 'Tirar foto' }).click();
    await village.advance(2_000_000);
    await photo(page, 'backup-1.db').getByText('conferida').waitFor();
    await panel.shows(['$ etcdctl put kept 1', 'OK', '$ etcdctl snapshot save backup-1.db', /backup-1\.db/]);

    await village.run('etcdctl put later 2');
    await village.run('etcdctl del kept');
    await photo(page, 'backup-1.db').getByRole('button', { name: 'Restaurar' }).click();
    await village.advance(1_000_000);
    const ready = page.locator('.restored');
    assert.match(await ready.locator('.gone').innerText(), /later/);
    assert.match(await ready.locator('.back').innerText(), /kept/);
    assert.equal(await value(village, 'later'), '2\n', 'until somebody says so, nothing has changed');

    await ready.getByRole('button', { name: 'Começar da foto' }).click();
    await village.untilLed();
    await village.advance(2_000_000);
    assert.equal(await value(village, 'kept'), '1\n');
    assert.equal(await value(village, 'later'), '');
    assert.deepEqual((await village.export()).log.map(({ action }) => Object.keys(action)[0]).filter((name) => name === 'start_from').length, 1);
  }));

test('of what a restore would lose, people’s own keys come first, and the others are a press away', () =>
  withEtcd(async (village, page, panel) => {
    await village.run('etcdctl snapshot save early.db');
    for (let number = 1; number <= 12; number++) await village.run(`etcdctl put mine/${number} x`);
    await village.run('etcdctl snapshot restore early.db --data-dir=/var/lib/etcd');
    await panel.part('Álbum');
    const gone = page.locator('.restored .gone');
    await gone.waitFor();
    const first = await gone.locator('> ul > li').allInnerTexts();
    assert.deepEqual(first.map((row) => row.split(' ')[0]), ['mine/12', 'mine/11', 'mine/10', 'mine/9', 'mine/8', 'mine/7']);
    const count = Number(/\((\d+)\)/.exec(await gone.locator('h3').innerText())[1]);
    const more = gone.locator('summary');
    assert.match(await more.innerText(), /^e mais \d+$/);
    assert.equal(await gone.locator('details li').first().isVisible(), false);
    await more.click();
    await gone.locator('details li', { hasText: 'mine/1 ' }).waitFor();
    // Pieces are told by their numbers, once.
    const pieces = await gone.locator('p').allInnerTexts();
    const numbers = (pieces[0]?.match(/\d+/g) ?? []).length;
    assert.equal((await gone.locator('li').count()) + numbers, count);
    assert.equal(await gone.locator('li', { hasText: '/puzzle/' }).count(), 0);
  }));

test('a photo is saved as a file, and taken back into another village', () =>
  withAlbum(async (village, page, panel) => {
    await village.run('etcdctl put kept 1');
    await page.getByRole('button', { name: 'Tirar foto' }).click();
    await village.advance(2_000_000);
    const saving = page.waitForEvent('download');
    await photo(page, 'backup-1.db').getByRole('button', { name: 'Baixar' }).click();
    const saved = await saving;
    assert.equal(saved.suggestedFilename(), 'backup-1.db');
    const buffer = await readFile(await saved.path());

    await village.start(8, { search: false, puzzle: false });
    await village.untilLed();
    await page.getByLabel('Solte um arquivo aqui').setInputFiles({ name: 'from before.db', mimeType: '', buffer });
    await page.getByText('from-before.db está no álbum.').waitFor();
    await photo(page, 'from-before.db').getByRole('button', { name: 'Restaurar' }).click();
    await village.advance(1_000_000);
    await page.getByRole('button', { name: 'Começar da foto' }).click();
    await village.untilLed();
    await village.advance(2_000_000);
    assert.equal(await value(village, 'kept'), '1\n');
  }));

test('a file that is cut, changed or no photo at all is refused in words, and nothing happens', () =>
  withAlbum(async (village, page, panel) => {
    await village.run('etcdctl put kept 1');
    await page.getByRole('button', { name: 'Tirar foto' }).click();
    await village.advance(2_000_000);
    const saving = page.waitForEvent('download');
    await photo(page, 'backup-1.db').getByRole('button', { name: 'Baixar' }).click();
    const whole = await readFile(await (await saving).path());
    const before = await village.hash();

    const damaged = Buffer.from(whole);
    damaged[40] ^= 1;
    const files = [
      [whole.subarray(0, whole.length - 9), 'Está cortada no meio. Não serve. Nada foi mudado.'],
      [damaged, 'Está estragada: a conferência não bate. Não serve. Nada foi mudado.'],
      [Buffer.from('not a photo'), 'Não é uma foto destas gavetas. Não serve. Nada foi mudado.'],
      [Buffer.alloc(0), 'Não é uma foto destas gavetas. Não serve. Nada foi mudado.'],
      [Buffer.alloc(513 * 1024), 'grande demais para esta vila. Nada foi mudado.'],
    ];
    for (const [buffer, why] of files) {
      await page.getByLabel('Solte um arquivo aqui').setInputFiles({ name: 'backup-1.db', mimeType: '', buffer });
      await page.getByRole('alert').getByText(why).waitFor();
      assert.equal(await village.hash(), before);
    }
    assert.equal((await village.frame()).files.length, 1);
    await photo(page, 'backup-1.db').getByText('conferida').waitFor();
  }));

test('what is said of a file comes into sight', () =>
  withAlbum(async (village, page, panel) => {
    for (const name of ['a', 'b', 'c', 'd']) await village.run(`etcdctl snapshot save ${name}.db`);
    await photo(page, 'd.db').waitFor();
    const isSeen = () => {
      const said = document.querySelector('.drop-said');
      const { x, y, width, height } = said.getBoundingClientRect();
      return height > 0 && said.contains(document.elementFromPoint(x + width / 2, y + height / 2));
    };
    assert.equal(await page.evaluate(isSeen), false);
    await page.getByLabel('Solte um arquivo aqui').setInputFiles({ name: 'x.db', mimeType: '', buffer: Buffer.from('no photo') });
    await page.waitForFunction(isSeen);
  }));

test('a file that is dropped anywhere comes into the album, whatever is open', () =>
  withEtcd(async (village, page, panel) => {
    await page.getByRole('tab', { name: 'Narração' }).click();
    await page.evaluate(() => {
      const data = new DataTransfer();
      data.items.add(new File(['nothing'], 'nothing.db'));
      document.querySelector('.stage').dispatchEvent(new DragEvent('dragover', { dataTransfer: data, bubbles: true, cancelable: true }));
    });
    const drop = (words) =>
      page.evaluate((words) => {
        const data = new DataTransfer();
        if (words) data.setData('text/plain', words);
        else data.items.add(new File(['nothing'], 'minha foto (1).db'));
        const event = new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true });
        document.querySelector('.stage').dispatchEvent(event);
        return event.defaultPrevented;
      }, words);
    assert.equal(await drop('words'), false, 'words may still be dropped into a field');
    assert.equal(await drop(), true, 'no file takes the page’s place');
    await page.getByText('minha-foto-1.db: Não é uma foto destas gavetas.').waitFor();
    assert.equal(await page.locator('.etcd-parts [aria-pressed=true]').innerText(), 'Álbum');
  }));

/** Whether all of an element can be seen. */
const inSight = (page, selector) =>
  page.waitForFunction((selector) => {
    const element = document.querySelector(selector);
    if (!element) return false;
    const { x, y, width, height } = element.getBoundingClientRect();
    const at = (y) => element.contains(document.elementFromPoint(x + width / 2, y));
    return height > 0 && at(y + 3) && at(y + height - 3);
  }, selector);

test('after a restore the button that begins from it is in sight, and then what came of that', () =>
  withEtcd(async (village, page, panel) => {
    await panel.part('Álbum');
    for (const name of ['a', 'b', 'c']) await village.run(`etcdctl snapshot save ${name}.db`);
    await village.run('etcdctl put /puzzle/r1c1 x');
    await photo(page, 'c.db').getByRole('button', { name: 'Restaurar' }).click();
    await village.advance(1_000_000);
    await inSight(page, '#album-begin');
    await village.untilFocused('#album-begin');
    const boards = page.locator('.boards figcaption');
    assert.match((await boards.allInnerTexts()).join(), /^Agora: \d+ peças?,Da foto: \d+ peças?$/);
    await page.keyboard.press('Enter');
    await inSight(page, '.restored.begun');
    await village.untilFocused('.restored.begun');
  }));
