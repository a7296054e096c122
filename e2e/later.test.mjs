// What the first picture of the village does not need comes in a file of its own. What if it takes its time, or never comes?

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PHONE, withPage } from './page.mjs';

const LATER = /_more\.wasm$/;

/** Opens the page again with its later file held back, until what this gives is called. */
async function hold(page) {
  let let_go;
  const free = new Promise((done) => (let_go = done));
  await page.route(LATER, async (route) => {
    await free;
    await route.continue();
  });
  await page.reload();
  await page.locator('[data-member]').nth(4).waitFor();
  return let_go;
}

/** Opens the page again, in a network that has something else to say in place of the later file. */
async function lose(page) {
  await page.route(LATER, (route) => route.fulfill({ contentType: 'text/html', body: '<h1>Log in first</h1>' }));
  await page.reload();
  await page.locator('[data-member]').nth(4).waitFor();
}

test('the village does not wait for the rest, and who asked for help has it as soon as it comes', () =>
  withPage({}, async (village, page) => {
    const let_go = await hold(page);
    assert.equal(await page.evaluate(() => Object.keys(quorum).join()), 'ready');
    assert.equal(await page.locator('dialog').count(), 0);
    await page.keyboard.press('?');
    const notice = page.locator('.notice');
    await notice.getByText('Um instante').waitFor();
    let_go();
    await village.ready();
    await page.locator('dialog[open]').waitFor();
    // What is not true any more is taken back.
    await notice.waitFor({ state: 'detached' });
  }));

test('who opened a menu before the rest came sees it open', () =>
  withPage({}, async (village, page) => {
    const let_go = await hold(page);
    await page.locator('#home-2').focus();
    await page.keyboard.press('Enter');
    assert.equal(await page.locator('[role=dialog]').count(), 0);
    let_go();
    await page.locator('[role=dialog] [data-action=campaign]').waitFor();
  }));

for (const [lang, missing, retry] of [
  ['pt', 'Parte da página não chegou', 'Tentar de novo'],
  ['en', 'Part of the page did not arrive', 'Try again'],
]) {
  test(`a laboratory that does not come says so, and can be asked for again: ${lang}`, () =>
    withPage({ hash: `#/laboratorio?lang=${lang}`, viewport: PHONE }, async (village, page) => {
      await lose(page);
      const place = page.locator('.front');
      await place.last().getByText(missing).waitFor();
      await page.locator('.notice').getByText(missing).waitFor();
      assert.equal(await page.locator('#lab').count(), 0);

      await page.unroute(LATER);
      await place.last().getByRole('button', { name: retry }).click();
      await page.locator('#lab').waitFor();
      await village.ready();
      assert.equal(await page.locator('.notice').count(), 0);
      assert.equal((await village.frame()).members.length, 5);
    }));
}

test('the message itself offers to try again, as often as it takes', () =>
  withPage({}, async (village, page) => {
    await lose(page);
    const retry = page.locator('.notice').getByRole('button', { name: 'Tentar de novo' });
    await retry.click();
    await retry.waitFor();
    await page.unroute(LATER);
    await retry.click();
    await village.ready();
    await page.locator('.feed').waitFor();
  }));
