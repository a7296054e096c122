// What can go wrong, made with the mouse, a finger or the keyboard: each wish becomes an action, and is to be seen.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PHONE, withPage } from './page.mjs';

const home = (page, id) => page.locator(`#home-${id}`);

/** Opens a friend's menu and takes what is called so there. The keyboard finds a home behind any letter. */
async function choose(page, id, action) {
  await home(page, id).focus();
  await page.keyboard.press('Enter');
  await page.locator(`[role=dialog] [data-action=${action}]`).click();
}

test('the river rises and falls by one button: bridge, shore, sides, story', () =>
  withPage({}, async (village, page) => {
    await village.start(7);
    await village.untilLed();
    const tool = page.locator('#tool-flood');
    await tool.click();
    await village.untilAsked({ partition: { groups: [[4, 5], [1, 2, 3]] } });
    assert.deepEqual((await village.frame()).network.groups, [[4, 5], [1, 2, 3]]);
    await tool.getByText('Baixar o rio').waitFor();
    await page.locator('use[href="#bridge-cut"]').waitFor({ state: 'attached' });
    const summary = (words) => page.locator('.stage-bar p', { hasText: words }).waitFor();
    await summary('O rio separa 2 e 3');
    const sides = page.locator('.sides div');
    await sides.nth(1).waitFor();
    assert.deepEqual(await sides.locator('b').allTextContents(), ['2 de 5', '3 de 5']);
    assert.match(await sides.nth(1).textContent(), /Podem eleger e decidir/);

    // In both languages, at once.
    await page.locator('button[lang=en]').click();
    await summary('The river separates 2 and 3');
    assert.match(await sides.nth(0).textContent(), /Nothing new counts/);

    await tool.click();
    await village.untilAsked({ partition: { groups: [] } });
    await page.locator('use[href="#bridge-cut"]').waitFor({ state: 'detached' });
    await page.locator('.sides').waitFor({ state: 'detached' });
  }));

test('rounds that differ stand on the shore', () =>
  withPage({}, async (village, page) => {
    await village.start(7);
    const { members } = await village.untilLed();
    const leader = members.find((member) => member.role === 'leader');
    const others = members.map((member) => member.id).filter((id) => id !== leader.id);
    await village.dispatch({ partition: { groups: [[leader.id, others[0]]] } });
    await village.until((frame) => frame.members.filter((member) => member.role === 'leader').length === 2);
    const round = (await village.frame()).members[leader.id - 1].term;
    assert.match(await page.locator('.stage-svg:not(.stage-ground)').textContent(), new RegExp(`Aqui: rodada ${round}`));
    assert.match(await page.locator('.stage-bar p').textContent(), /Duas rodadas/);
  }));

test('what is wrong with the post stands over the picture', () =>
  withPage({}, async (village, page) => {
    await village.start(7);
    const line = page.locator('.stage-post');
    assert.equal(await line.count(), 0);
    await village.dispatch({ set_network: { loss_ppm: 100_000, duplicate_ppm: 5_000, latency_us: [100_000, 800_000] } });
    await village.dispatch({ cut: { from: 1, to: 2 } });
    assert.equal(await line.textContent(), 'Correio: perde 10% · repete 0,5% · demora 0,1 a 0,8 s · 1 caminho cortado');
    await village.dispatch('heal');
    await line.waitFor({ state: 'detached' });
  }));

test('a friend is troubled from its menu, and its house shows it', () =>
  withPage({}, async (village, page) => {
    await village.start(7);
    await village.untilLed();
    await choose(page, 2, 'set_member');
    const slide = async (field, value) => {
      await page.locator(`[role=dialog] [data-field=${field}]`).fill(String(value));
    };
    await slide('slow_us', 3);
    await village.untilAsked({ set_member: { member: 2, slow_us: 300_000 } });
    await slide('clock_ppm', -2);
    await village.untilAsked({ set_member: { member: 2, clock_ppm: -100_000 } });
    await slide('flush_us', 5);
    await village.untilAsked({ set_member: { member: 2, flush_us: [0, 500_000] } });
    await page.locator('[role=dialog] [data-to="3"]').click();
    await village.untilAsked({ cut: { from: 2, to: 3 } });
    await page.locator('[role=dialog] [data-to="3"][aria-pressed=true]').waitFor();
    const mark = (name) => page.locator(`[data-member="2"] use[href="#mark-${name}"]`);
    for (const name of ['slow', 'late', 'save']) await mark(name).waitFor({ state: 'attached' });
    const label = await home(page, 2).getAttribute('aria-label');
    assert.match(label, /lê cartas 0,3 s depois, relógio atrasa 10%, guarda o que anota em até 0,5 s/);
    await village.dispatch('heal');
    for (const name of ['slow', 'late', 'save']) await mark(name).waitFor({ state: 'detached' });
    await page.waitForFunction(() => document.querySelector('[role=dialog] [data-field=slow_us]').value === '0');
  }));

test('sliders of a menu answer to the arrow keys, Tab goes on, Esc closes', () =>
  withPage({}, async (village, page) => {
    await village.start(7);
    await home(page, 3).focus();
    await page.keyboard.press('Enter');
    await page.locator('[role=dialog] [data-action=set_member]').focus();
    await page.keyboard.press('Enter');
    await page.locator('[role=dialog] [data-field=slow_us]').waitFor();
    await village.untilFocused('[role=dialog]:has([data-field=slow_us]), [role=dialog]:has([data-field=slow_us]) *');
    await page.keyboard.press('Tab');
    await village.untilFocused('[data-field=slow_us]');
    await page.keyboard.press('ArrowRight');
    await village.untilAsked({ set_member: { member: 3, slow_us: 100_000 } });
    await page.keyboard.press('Tab');
    await village.untilFocused('[data-field=clock_ppm]');
    await page.keyboard.press('Escape');
    await village.untilFocused('#home-3');
  }));

test('the cap is handed over, a photo taken, a friend leaves and comes back to the free place', () =>
  withPage({}, async (village, page) => {
    await village.start(7);
    const { members } = await village.untilLed();
    const leader = members.find((member) => member.role === 'leader').id;
    const heir = (leader % 5) + 1;
    await choose(page, heir, 'transfer_leader');
    await village.untilAsked({ transfer_leader: { to: heir } });
    await village.until((frame, heir) => frame.members[heir - 1].role === 'leader' && frame.members[heir - 1].applied > 0, heir);

    await choose(page, heir, 'take_snapshot');
    await village.untilAsked({ take_snapshot: { member: heir } });
    await village.until((frame, heir) => frame.members[heir - 1].snapshot !== null, heir);

    await choose(page, leader, 'remove_member');
    await village.untilAsked({ remove_member: { member: leader } });
    // One change at a time: the next is refused in words.
    await choose(page, heir, 'remove_member');
    await page.locator('.stage-notice p', { hasText: /\S/ }).waitFor();
    await village.untilAsked({ remove_member: { member: leader } });
    await page.keyboard.press('Escape');
    await village.until((frame, leader) => frame.members[leader - 1].removed, leader);
    await home(page, leader).waitFor({ state: 'detached' });

    const plot = page.locator(`[data-plot="${leader}"]`);
    assert.match(await plot.getAttribute('aria-label'), /Terreno vazio/);
    await plot.focus();
    await page.keyboard.press('Enter');
    await village.untilAsked({ add_member: { member: leader } });
    await village.until((frame, leader) => !frame.members[leader - 1].removed && frame.members[leader - 1].role === 'follower', leader);
    await home(page, leader).waitFor();
  }));

test('a letter is sent twice from its menu, and the copy looks like one', () =>
  withPage({}, async (village, page) => {
    await village.start(7);
    await village.untilLed();
    const frame = await village.until((frame) => frame.messages.some((message) => message.kind === 'append' && !message.lost));
    const { id } = frame.messages.find((message) => message.kind === 'append' && !message.lost);
    await page.locator(`#letter-${id}`).focus();
    await page.keyboard.press('Enter');
    await page.locator('[role=dialog] [data-action=duplicate_message]').click();
    await village.untilAsked({ duplicate_message: { id } });
    const copy = (await village.frame()).messages.find((message) => message.copy_of === id);
    assert.match(await page.locator(`#letter-${copy.id}`).getAttribute('aria-label'), /cópia/);
    assert.equal(await page.locator(`#letter-${copy.id} use[href="#letter-append"]`).count(), 2);
  }));

test('the faults are within reach of a thumb', () =>
  withPage({ viewport: PHONE, touch: true }, async (village, page) => {
    await village.start(7);
    await village.untilLed();
    await page.locator('#tool-flood').tap();
    await village.untilAsked({ partition: { groups: [[4, 5], [1, 2, 3]] } });
    await home(page, 2).tap();
    const menu = page.locator('[role=dialog]');
    await menu.locator('[data-action=set_member]').tap();
    for (const control of await menu.locator('button, input').all()) {
      const box = await control.boundingBox();
      assert.ok(box.height >= 43.5 && box.x >= 0 && box.x + box.width <= PHONE.width, JSON.stringify(box));
    }
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'nothing sideways');
  }));

test('the seal says that all is well, and opens to what is checked', () =>
  withPage({}, async (village, page) => {
    await village.start(7);
    await village.dispatch({ set_network: { loss_ppm: 200_000 } });
    await village.advance(20_000_000);
    assert.deepEqual((await village.frame()).violations, []);
    const seal = page.locator('.seal');
    assert.equal(await seal.locator('h2').textContent(), 'Tudo certo');
    await seal.locator('summary').focus();
    await page.keyboard.press('Enter');
    const rules = seal.locator('li');
    await rules.first().waitFor();
    assert.equal(await rules.count(), 10);
    assert.match(await rules.first().textContent(), /Uma rodada nunca tem dois coordenadores/);
    assert.equal(await seal.locator('small').count(), 0);
    await village.speakTechnically();
    assert.match(await seal.locator('small').first().textContent(), /election safety, Raft §5\.2/);
    await page.locator('button[lang=en]').click();
    assert.equal(await seal.locator('h2').textContent(), 'All is well');
  }));
