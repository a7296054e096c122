import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withPage } from './page.mjs';

const text = (page) => page.locator('body').innerText();

test('Portuguese first, English one click away and remembered', () =>
  withPage({ locale: 'en-US' }, async (village, page) => {
    await village.pause();
    assert.equal(await page.locator('html').getAttribute('lang'), 'pt-BR');
    const portuguese = await text(page);

    await page.getByRole('button', { name: /english/i }).or(page.getByRole('link', { name: /english/i })).first().click();
    await page.locator('html[lang="en"]').waitFor();
    const english = await text(page);
    assert.notEqual(english, portuguese);

    await page.reload();
    await village.ready();
    assert.equal(await page.locator('html').getAttribute('lang'), 'en');

    await page.getByRole('button', { name: /portugu/i }).or(page.getByRole('link', { name: /portugu/i })).first().click();
    await page.locator('html[lang="pt-BR"]').waitFor();
  }));

test('the address can ask for a language', () =>
  withPage({ hash: '#/?lang=en' }, async (_, page) => {
    assert.equal(await page.locator('html').getAttribute('lang'), 'en');
  }));

test('switching the language leaves the session as it is', () =>
  withPage({}, async (village, page) => {
    await village.start(7);
    await village.advance(5_000_000);
    const hash = await village.hash();
    await page.getByRole('button', { name: /english/i }).or(page.getByRole('link', { name: /english/i })).first().click();
    await page.locator('html[lang="en"]').waitFor();
    assert.equal(await village.hash(), hash);
    assert.equal((await village.frame()).t_us, 5_000_000);
  }));
