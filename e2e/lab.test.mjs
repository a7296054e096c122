import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PHONE, leaderOf, withPage } from './page.mjs';

const LAB = '#/laboratorio';

/** The laboratory of a village that is led, paused. */
const withLab = (body, { lang = 'pt', ...options } = {}) =>
  withPage({ hash: `${LAB}?lang=${lang}`, ...options }, async (village, page) => {
    await village.start(7);
    await village.untilLed();
    await village.untilDrawn();
    await body(village, page, page.locator('.lab'));
  });

/** What has been asked of the session, in order. */
const log = async (village) => (await village.export()).log.map(({ action }) => action);

const button = (lab, name) => lab.getByRole('button', { name, exact: true });
const slider = (lab, name) => lab.getByRole('slider', { name, exact: true });

test('friends come and go, one change at a time', () =>
  withLab(async (village, page, lab) => {
    const count = lab.getByRole('status');
    assert.equal(await count.textContent(), '5');
    await button(lab, 'Mais um amigo').click();
    await button(lab, 'Mais um amigo').click();
    await page.getByText('Espere: Fabi ainda está entrando ou saindo. Uma mudança de cada vez.').waitFor();
    assert.deepEqual(await log(village), [{ add_member: { member: 6 } }]);
    await village.advance(10_000_000);
    await count.getByText('6').waitFor();

    await button(lab, 'Um amigo a menos').click();
    assert.deepEqual((await log(village)).at(-1), { remove_member: { member: 6 } });
    await village.advance(10_000_000);
    await count.getByText('5').waitFor();
    await button(lab, 'Mais um amigo').click();
    assert.deepEqual((await log(village)).at(-1), { add_member: { member: 6 } }, 'who left may come again');
  }));

for (const [lang, send, back, told] of [
  ['pt', 'Tirar Duda de casa', 'Duda saiu. Chamar de volta', 'Duda saiu.'],
  ['en', 'Send Duda away', 'Duda is away. Call back', 'Duda is away.'],
]) {
  test(`a friend is sent away and called back: ${lang}`, () =>
    withLab(async (village, _, lab) => {
      await button(lab, send).click();
      await lab.locator('b', { hasText: told }).waitFor();
      assert.equal((await village.frame()).members[3].up, false);
      await button(lab, back).click();
      await button(lab, send).waitFor();
      assert.deepEqual(await log(village), [{ crash: { member: 4 } }, { restart: { member: 4 } }]);
    }, { lang }));
}

test('sliders set the network, one action a change, and show what a script sets', () =>
  withLab(async (village, page, lab) => {
    const network = async () => (await village.frame()).network;
    await slider(lab, 'Perda').fill('200000');
    await slider(lab, 'Repetição').fill('50000');
    await slider(lab, 'Maior demora').fill('800000');
    await slider(lab, 'Menor demora').fill('1000000');
    assert.deepEqual(await log(village), [
      { set_network: { loss_ppm: 200_000 } },
      { set_network: { duplicate_ppm: 50_000 } },
      { set_network: { latency_us: [100_000, 800_000] } },
      { set_network: { latency_us: [1_000_000, 1_000_000] } },
    ]);
    const { loss_ppm, duplicate_ppm, latency_us } = await network();
    assert.deepEqual([loss_ppm, duplicate_ppm, latency_us], [200_000, 50_000, [1_000_000, 1_000_000]]);

    await village.dispatch({ set_network: { loss_ppm: 125_000, latency_us: [50_000, 1_500_000] } });
    await lab.getByText('12,5%', { exact: true }).waitFor();
    await lab.getByText('0,05 a 1,5 s', { exact: true }).waitFor();
    assert.equal(await slider(lab, 'Maior demora').inputValue(), '1500000');
    assert.equal(await slider(lab, 'Perda').getAttribute('aria-valuetext'), '12,5%');
    await village.dispatch('heal');
    await lab.getByText('0,1 a 0,15 s', { exact: true }).waitFor();
    assert.equal(await slider(lab, 'Perda').inputValue(), '0');
  }));

test('a slider tells where it is while it is moved, and asks once when it is let go', () =>
  withLab(async (village, page, lab) => {
    const box = await slider(lab, 'Perda').boundingBox();
    const y = box.y + box.height / 2;
    await page.mouse.move(box.x + 11, y);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2, y, { steps: 4 });
    await lab.getByText('50%', { exact: true }).waitFor();
    assert.deepEqual(await log(village), [], 'nothing is asked for yet');
    await page.mouse.up();
    assert.deepEqual(await log(village), [{ set_network: { loss_ppm: 500_000 } }]);
  }));

test('sliders go by the keyboard', () =>
  withLab(async (village, page, lab) => {
    await slider(lab, 'Loss').focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowLeft');
    await village.untilAsked({ set_network: { loss_ppm: 50_000 } }, 3);
    assert.deepEqual(await log(village), [50_000, 100_000, 50_000].map((loss_ppm) => ({ set_network: { loss_ppm } })));
    await lab.getByText('5%', { exact: true }).waitFor();
    assert.equal((await village.frame()).t_us, (await village.export()).log[0].at_us, 'the arrows were the slider’s alone');
  }, { lang: 'en' }));

test('the river rises, friends change sides, and it falls', () =>
  withLab(async (village, page, lab) => {
    const groups = async () => (await village.frame()).network.groups;
    await button(lab, 'Encher o rio').click();
    assert.deepEqual(await groups(), [[4, 5], [1, 2, 3]]);
    await button(lab, 'Elis: lado 1. Passar ao lado 2').click();
    assert.deepEqual(await groups(), [[4], [1, 2, 3, 5]]);
    await button(lab, 'Elis: lado 2. Passar ao lado 3').click();
    assert.deepEqual(await groups(), [[4], [1, 2, 3], [5]]);
    await button(lab, 'Baixar o rio').click();
    assert.deepEqual(await groups(), []);
    await village.dispatch({ partition: { groups: [[1, 3, 5], [2, 4]] } });
    await button(lab, 'Beto: lado 2. Passar ao lado 3').waitFor();
    assert.deepEqual((await log(village)).map((action) => action.partition.groups), [
      [[4, 5], [1, 2, 3]], [[4], [1, 2, 3, 5]], [[4], [1, 2, 3], [5]], [], [[1, 3, 5], [2, 4]],
    ]);
  }));

test('sides are made ready while the river is low, with the keyboard alone', () =>
  withLab(async (village, page, lab) => {
    await button(lab, 'Duda: side 1. Move to side 2').focus();
    for (const side of [2, 3, 1, 2, 3]) {
      await page.keyboard.press('Enter');
      const name = `Duda: side ${side}. Move to side ${side % 3 + 1}`;
      await page.waitForFunction((name) => document.activeElement.ariaLabel === name, name);
    }
    assert.deepEqual(await log(village), [], 'the village knows nothing of it yet');
    await button(lab, 'Fill the river').focus();
    await page.keyboard.press(' ');
    await village.untilAsked({ partition: { groups: [[5], [1, 2, 3], [4]] } }, 1);
    await button(lab, 'Lower the river').waitFor();
  }, { lang: 'en' }));

test('everybody on one side is refused in words', () =>
  withLab(async (village, page, lab) => {
    await button(lab, 'Duda: lado 1. Passar ao lado 2').click();
    await button(lab, 'Elis: lado 1. Passar ao lado 2').click();
    await button(lab, 'Encher o rio').click();
    await page.getByText('Para separar, forme dois grupos ou mais, sem repetir ninguém.').waitFor();
    assert.deepEqual(await log(village), []);
  }));

test('what happens once: vote, cap, photo, piece, mending', () =>
  withLab(async (village, page, lab) => {
    await village.advance(5_000_000);
    const leader = leaderOf(await village.frame()).id;
    await button(lab, 'Eleição').click();
    await button(lab, 'Foto').click();
    await button(lab, 'Trazer peça').click();
    await button(lab, 'Consertar tudo').click();
    assert.deepEqual(await log(village), [
      { campaign: { member: leader === 1 ? 2 : 1 } }, { take_snapshot: { member: leader } }, 'suggest_piece', 'heal',
    ]);
    await village.until((frame, leader) => frame.members[leader - 1].snapshot !== null, leader);
    await village.advance(10_000_000);

    const from = leaderOf(await village.frame()).id;
    const to = from % 5 + 1;
    await button(lab, 'Passar o quepe').click();
    assert.deepEqual((await log(village)).at(-1), { transfer_leader: { to } });
    await village.until((frame, to) => frame.members[to - 1].role === 'leader', to);

    for (const id of [1, 2, 3, 4, 5]) await village.dispatch({ crash: { member: id } });
    await button(lab, 'Trazer peça').click();
    await page.getByText('Não há ninguém em casa para receber.').waitFor();
  }));

test('the pre-vote switch is what the world says', () =>
  withLab(async (village, page, lab) => {
    const preVote = lab.getByRole('switch', { name: /^Pré-voto/ });
    assert.equal(await preVote.isChecked(), false);
    await preVote.focus();
    await page.keyboard.press(' ');
    await village.untilAsked({ set_pre_vote: { on: true } }, 1);
    assert.equal((await village.frame()).network.pre_vote, true);
    await village.dispatch({ set_pre_vote: { on: false } });
    await page.waitForFunction(() => !document.querySelector('.lab [role=switch]').checked);
  }));

test('the seed is changed in the help, and the same one starts over', () =>
  withLab(async (village, page, lab) => {
    await button(lab, 'Semente 7').click();
    await village.untilFocused('#seed');
    await page.keyboard.type('4711');
    await page.keyboard.press('Enter');
    await button(lab, 'Semente 4711').waitFor();
    await village.pause();
    await village.advance(3_000_000);
    await village.dispatch({ crash: { member: 1 } });
    await button(lab, 'Recomeçar').click();
    await village.untilAsked(undefined, 0);
    assert.equal((await village.frame()).seed, 4711);
  }));

test('going to the laboratory and back touches nothing of the session', () =>
  withPage({ hash: '#/?lang=en&theme=escuro' }, async (village, page) => {
    await village.start(7);
    await village.untilLed();
    await village.dispatch({ crash: { member: 4 } });
    const before = [await village.hash(), await village.export(), (await village.frame()).t_us];
    const at = () => page.evaluate(() => location.hash);
    const lab = page.locator('.lab');
    await page.locator('.doors').getByRole('link', { name: 'Laboratory' }).focus();
    await page.keyboard.press('Enter');
    await lab.waitFor();
    assert.equal(await at(), '#/laboratorio?lang=en&theme=escuro');
    await village.untilFocused('#lab');
    await page.locator('.hero').waitFor({ state: 'hidden' });

    // What was chosen since the address was written stays chosen.
    await page.getByRole('button', { name: 'Português' }).click();
    await page.getByRole('link', { name: 'Lições', exact: true }).click();
    await page.locator('.hero').waitFor();
    await page.getByRole('link', { name: 'Laboratório', exact: true }).first().click();
    await page.getByText('Mexa em tudo. Nada se estraga.').waitFor();
    await page.goBack();
    await page.locator('.hero').waitFor();
    await lab.waitFor({ state: 'detached' });
    await page.goForward();
    await lab.waitFor();
    await page.evaluate(() => void (location.hash = '#/nada'));
    await page.getByText('Este endereço não leva a lugar nenhum.').waitFor();
    await page.locator('.hero').waitFor();
    assert.deepEqual([await village.hash(), await village.export(), (await village.frame()).t_us], before);
  }));

for (const viewport of [PHONE, { width: 320, height: 640 }]) {
  test(`on a phone everything is reached by a finger: ${viewport.width} px`, () =>
    withLab(async (village, page, lab) => {
      await page.getByRole('button', { name: 'Laboratório', exact: true }).and(page.locator('[aria-pressed=true]')).waitFor();
      for (const [name, action] of [['Tirar Ana de casa', { crash: { member: 1 } }], ['Encher o rio', { partition: { groups: [[4, 5], [1, 2, 3]] } }], ['Consertar tudo', 'heal']]) {
        await button(lab, name).tap();
        assert.deepEqual((await log(village)).at(-1), action);
      }
      await lab.getByText('Pré-voto').tap();
      assert.deepEqual((await log(village)).at(-1), { set_pre_vote: { on: true } });
      const small = await lab.locator('button, input').evaluateAll((all) => all
        .map((element) => [element, (element.closest('label') ?? element).getBoundingClientRect()])
        .filter(([, { width, height }]) => width < 44 || height < 44)
        .map(([element, { width, height }]) => `${width}×${height}: ${element.outerHTML.slice(0, 80)}`));
      assert.deepEqual(small, []);
      const { scrollWidth, clientWidth } = await page.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement;
        return { scrollWidth, clientWidth };
      });
      assert.ok(scrollWidth <= clientWidth, `${scrollWidth} px in ${clientWidth}`);
      await page.getByRole('link', { name: 'Lições', exact: true }).tap();
      await page.locator('.hero').waitFor();
    }, { viewport, touch: true }));
}
