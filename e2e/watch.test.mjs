// Who asks to be told stands on the pavement, gets a letter for every change, and goes on elsewhere when its friend leaves.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PHONE, leaderOf, withPage } from './page.mjs';

const watchOf = (frame, client) => frame.watches.find((watch) => watch.client === client);
const person = (page, client) => page.locator(`[data-client="${client}"]`);

/** Notes every news that reaches Rosa from now on, by revision; read by `told`. */
const listen = (page) => page.evaluate(() => {
  window.told = [];
  window.step = (us) => {
    for (let done = 0; done < us; done += 20_000) {
      for (const letter of quorum.advance(20_000).landed) {
        if (letter.kind === 'watch_event' && letter.to === 'rosa' && !told.some((one) => one.id === letter.id)) {
          told.push({ id: letter.id, from: letter.from, revision: letter.content.watch_event.revision });
        }
      }
    }
  };
});

test('a watcher hears of every change once, from another friend after a crash', () =>
  withPage({}, async (village, page) => {
    await village.start(7, { search: false });
    const leader = leaderOf(await village.untilLed()).id;
    const friend = [1, 2, 3, 4, 5].find((id) => id !== leader);

    // Asked for by the menu.
    await page.locator('#tool-notice').click();
    const menu = page.getByRole('dialog');
    await menu.locator('[data-option=rosa]').click();
    await menu.locator(`[data-at="${friend}"]`).click();
    await menu.locator('[data-action=etcdctl]').click();
    await menu.waitFor({ state: 'detached' });
    await village.untilAsked({ etcdctl: { line: 'watch /puzzle/ --prefix', endpoint: friend, client: 'rosa' } });

    await village.until((frame) => frame.watches[0]?.connected);
    await page.locator(`[data-client=rosa][data-hears="${friend}"]`).waitFor();
    assert.match(await person(page, 'rosa').getAttribute('aria-label'), /^Rosa segue \/puzzle\/ .*nenhum aviso ainda/);
    assert.equal(await page.locator('use[href="#watcher-rosa"]').count(), 1);

    // A change sends one letter from that home to hers.
    await listen(page);
    await village.dispatch('suggest_piece');
    const flying = await village.until((frame) => frame.messages.some(({ kind }) => kind === 'watch_event'));
    const letter = flying.messages.find(({ kind }) => kind === 'watch_event');
    assert.deepEqual([letter.from, letter.to], [friend, 'rosa']);
    const said = await village.letter(letter.id).getAttribute('aria-label');
    assert.match(said, new RegExp(`^aviso, mudança ${letter.content.watch_event.revision}, de .* para Rosa$`));
    await page.evaluate(() => step(400_000));
    await page.locator('[data-client=rosa][data-told=true][data-events="1"]').waitFor();

    // Her friend leaves; what changes meanwhile is not lost.
    await village.dispatch({ crash: { member: friend } });
    for (let piece = 0; piece < 3; piece += 1) {
      await village.dispatch('suggest_piece');
      await page.evaluate(() => step(1_500_000));
    }
    await page.evaluate(() => step(6_000_000));
    const frame = await village.frame();
    const watch = watchOf(frame, 'rosa');
    assert.ok(watch.connected && watch.member !== friend, `still hears ${watch.member}`);
    await page.locator(`[data-client=rosa][data-hears="${watch.member}"]`).waitFor();
    assert.equal(watch.events, 4);
    const { told } = await page.evaluate(() => ({ told: window.told }));
    const revisions = told.map((one) => one.revision);
    assert.deepEqual(revisions, [...new Set(revisions)].sort((a, b) => a - b), 'in order and none twice');
    assert.deepEqual([told[0].from, told.at(-1).from], [friend, watch.member]);

    // She has enough of it.
    await person(page, 'rosa').focus();
    await page.keyboard.press('Enter');
    const card = page.getByRole('dialog');
    assert.match(await card.locator('dl').textContent(), /Cartas enviadas\d+Cartas recebidas\d+/);
    await card.locator('[data-action=interrupt]').click();
    await village.untilAsked({ interrupt: { client: 'rosa' } });
    await village.until((frame) => frame.watches.length === 0);
    await page.locator('[data-client=rosa][data-hears=""]').waitFor();
  }));

test('more people than there is room for are counted, on a phone too', () =>
  withPage({ viewport: PHONE, touch: true }, async (village, page) => {
    await village.start(7);
    await village.untilLed();
    for (const client of ['rosa', 'tome', 'lia', 'rui', 'um-nome-que-nao-acaba-nunca-mais']) {
      await village.dispatch({ etcdctl: { line: 'watch /puzzle/ --prefix', client, endpoint: 1 } });
    }
    await village.until((frame) => frame.watches.every((watch) => watch.connected));
    await page.locator('[data-client=lia]').waitFor();
    assert.equal(await page.locator('[data-client]').count(), 3);
    assert.match(await page.locator('.stage-svg:not(.stage-ground)').textContent(), /\+2/);
    const boxes = await page.locator('[data-client], .stage-home .stage-halo').evaluateAll((drawn) =>
      drawn.map((one) => one.getBoundingClientRect()).map(({ left, right, top, bottom }) => ({ left, right, top, bottom })));
    for (const [nth, one] of boxes.entries()) {
      for (const other of boxes.slice(nth + 1)) {
        const apart = one.right <= other.left + 8 || other.right <= one.left + 8 || one.bottom <= other.top + 8 || other.bottom <= one.top + 8;
        assert.ok(apart, `${JSON.stringify(one)} lies over ${JSON.stringify(other)}`);
      }
    }
  }));
