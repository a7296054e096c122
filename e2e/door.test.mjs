// A locked door: who has no certificate is turned away, in words and in the picture, until it is opened.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withPage } from './page.mjs';


test('a locked door turns away who has no key, and lets in who has one', () =>
  withPage({}, async (village, page) => {
    await village.start(7, { search: false });
    await village.untilLed();
    await village.dispatch({ etcdctl: { line: 'watch /puzzle/ --prefix', client: 'rosa', endpoint: 1 } });
    await village.until((frame) => frame.watches[0]?.connected);

    await page.locator('#tool-notice').click();
    await page.locator('[role=dialog] [data-action=set_door]').click();
    await village.untilAsked({ set_door: { locked: true } });
    await page.locator('#door-gate').waitFor();
    assert.match(await page.locator('#door-gate').getAttribute('aria-label'), /trancado/);

    // Rosa had a connection: it ends, and she finds no other.
    await village.until((frame) => frame.watches[0].denied);
    await page.locator('[data-client=rosa][data-hears=denied]').waitFor();
    assert.match(await page.locator('[data-client=rosa]').getAttribute('aria-label'), /sem chave/);

    // Nobody knows this one.
    await village.dispatch({ etcdctl: { line: 'get /puzzle/ --prefix', client: 'quati', endpoint: 2 } });
    await village.until((frame) => frame.clients.some((client) => client.name === 'quati' && client.denied_us));
    await page.locator('[data-client=quati] use[href="#intruder"]').waitFor();
    await village.dispatch('suggest_piece');
    await village.until((frame) => frame.clients.some((client) => client.name === 'visitor' && client.denied_us));
    await page.getByText('A porta está trancada').first().waitFor();

    // The terminal has the key.
    const opened = await village.run('etcdctl put foo bar');
    assert.equal(opened.exit, 0);

    await page.locator('#door-gate').focus();
    await page.keyboard.press('Enter');
    await page.locator('[role=dialog] [data-action=set_door]').click();
    await village.untilAsked({ set_door: { locked: false } });
    await page.locator('#door-gate').waitFor({ state: 'detached' });
    await village.until((frame) => frame.watches[0].connected);
    assert.match(await page.locator('[data-client=rosa]').getAttribute('data-hears'), /^\d$/);
  }));
