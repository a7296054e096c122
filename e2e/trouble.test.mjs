import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withPage } from './page.mjs';

// A `JSON.parse` that throws is what the module counts on never happening: the next frame it hands out panics.
const BREAK = () => {
  const real = JSON.parse;
  JSON.parse = () => {
    JSON.parse = real;
    throw new Error('broken on purpose');
  };
  try {
    quorum.frame();
    return 'nothing broke';
  } catch (error) {
    return error instanceof WebAssembly.RuntimeError ? 'panicked' : String(error);
  }
};

for (const lang of ['pt', 'en']) {
  test(`a panic shows the overlay with the seed and keeps the session: ${lang}`, () =>
    withPage({ hash: `#/laboratorio?lang=${lang}`, mayPanic: true }, async (village, page) => {
      await village.start(4711);
      await village.advance(2_000_000);
      await village.dispatch({ crash: { member: 2 } });
      const session = await village.call('export');
      assert.equal(await page.evaluate(BREAK), 'panicked');

      const overlay = page.getByRole('alertdialog');
      await overlay.waitFor();
      assert.equal(await page.locator('#broke-title').textContent(), lang === 'pt' ? 'Algo quebrou aqui dentro.' : 'Something broke in here.');
      const again = overlay.getByRole('button', { name: lang === 'pt' ? 'Recomeçar' : 'Start over' });
      // The keyboard is where one can go on.
      await page.waitForFunction((button) => button === document.activeElement, await again.elementHandle());
      assert.equal(await page.locator('#broke-seed').textContent(), '4711');
      assert.equal(await page.evaluate(() => window.__quorum_session), session);
      await page.keyboard.press('Enter');
      await page.waitForFunction(() => window.quorum && document.getElementById('broke').hidden);
      await village.ready();
      assert.equal((await village.frame()).members.length, 5, 'the page stands again');
    }));
}

test('after a panic one can go back to what was done', () =>
  withPage({ mayPanic: true }, async (village, page) => {
    await village.start(4711);
    await village.advance(2_000_000);
    await village.dispatch({ crash: { member: 2 } });
    await village.advance(1_000_000);
    const session = await village.export();
    assert.equal(await page.evaluate(BREAK), 'panicked');
    await page.getByRole('button', { name: 'Voltar ao que eu fiz' }).click();
    await page.waitForFunction(() => window.quorum && document.getElementById('broke').hidden);
    await village.ready();
    await village.pause();
    assert.deepEqual(await village.export(), session);
    assert.ok((await village.frame()).t_us >= 2_000_000, 'where it was acted last, or later');

    await page.reload();
    await village.ready();
    assert.notEqual((await village.frame()).seed, 4711, 'once is enough');
  }));

test('what of a session could not be done is said, the rest is done', () =>
  withPage({}, async (village, page) => {
    await village.open({
      format: 1,
      world: { seed: 7 },
      log: [
        { at_us: 500_000, action: { crash: { member: 4 } } },
        { at_us: 600_000, action: { crash: { member: 4 } } },
      ],
    });
    await village.advance(1_000_000);
    await page.getByText('Duda já saiu de casa.').waitFor();
    assert.equal((await village.export()).log.length, 1, 'what was not done is not kept');
    assert.equal((await village.frame()).members[3].up, false);
  }));
