import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PHONE, withPage } from './page.mjs';

const PROJECTOR = { width: 1280, height: 720 };

/** A lesson at a step, where nothing moves by itself. */
const withStep = (id, step, options, body) =>
  withPage({ hash: `#/aula/${id}?passo=${step}&lang=${options.lang ?? 'pt'}`, reducedMotion: true, ...options }, async (village, page) => {
    await page.locator(`#lesson[data-step="${step}"]`).waitFor();
    await body(village, page);
  });

/** Presses a control by the keyboard alone. */
async function press(control, key = 'Enter') {
  await control.focus();
  await control.page().keyboard.press(key);
}

for (const [lang, viewport] of [['pt', PHONE], ['en', PROJECTOR]]) {
  test(`a house turns into a computer and back: ${lang} at ${viewport.width}×${viewport.height}`, () =>
    withStep('muitos-amigos', 3, { lang, viewport }, async (village, page) => {
      const computer = page.locator('[data-computer="3"]');
      const said = page.locator('.shown [role=status]');
      const pieces = (await village.frame()).puzzle.placed[3].length;
      await computer.waitFor();
      assert.match(await said.textContent(), new RegExp(lang === 'pt' ? `${pieces} peças` : `${pieces} pieces`));
      // It stands where the house stands, and nothing is drawn beyond it.
      const over = await page.evaluate(() => {
        const [house, computer] = ['[data-member="3"] .stage-house', '[data-computer="3"]'].map((one) => document.querySelector(one).getBoundingClientRect());
        const texts = [...document.querySelectorAll('[data-computer="3"] text')].map((text) => text.getBoundingClientRect());
        const rows = [...document.querySelectorAll('[data-computer="3"] > g')].map((row) => [...row.querySelectorAll('text')].map((text) => text.getBoundingClientRect()));
        return {
          apart: Math.hypot(house.left - computer.left, house.top - computer.top) > house.width / 3,
          out: texts.some((text) => text.left < computer.left || text.right > computer.right || text.bottom > computer.bottom),
          covered: rows.some(([label, amount]) => amount.left < label.right),
        };
      });
      assert.deepEqual(over, { apart: false, out: false, covered: false });
      await press(page.locator('#shown-computer'), 'Space');
      await computer.waitFor({ state: 'detached' });
      assert.equal(await said.textContent(), '');
      await press(page.locator('#shown-computer'));
      await computer.waitFor();
      await press(page.locator('#lesson-next'));
      await page.locator('#lesson[data-step="4"]').waitFor();
      await computer.waitFor({ state: 'detached' });
    }));
}

test('four drawn cards lie beside the board, and the three parts are drawn two steps later', () =>
  withStep('muitos-amigos', 5, { viewport: PROJECTOR }, async (village, page) => {
    assert.equal(await page.locator('.cards li .card-drawing svg').count(), 4);
    assert.match(await page.locator('.cards').textContent(), /Uma conta enorme.*Arquivos.*Um vídeo.*O seu e-mail/s);
    await press(page.locator('.lesson-dots li:nth-child(7) button'));
    await page.locator('.cards', { hasText: 'Uma rede' }).waitFor();
    assert.equal(await page.locator('.cards li').count(), 3);
    const drawn = await page.locator('.spots .over-mark text').allTextContents();
    const count = (number) => drawn.filter((text) => text === number).length;
    assert.deepEqual(['1', '2', '3'].map(count), [5, 1, 5], 'computers, their network, the goal on every board');
    assert.deepEqual(await page.locator('.cards .over-mark text').allTextContents(), ['1', '2', '3']);
  }));

for (const [lang, viewport] of [['pt', PHONE], ['en', PROJECTOR]]) {
  test(`two groups of three always share a friend: ${lang} at ${viewport.width}×${viewport.height}`, () =>
    withStep('maioria', 6, { lang, viewport }, async (village, page) => {
      const said = page.locator('#shown-groups [role=status]');
      const shared = () => page.locator('[data-both]').evaluateAll((all) => all.map((one) => Number(one.dataset.both)));
      const pressed = (nth) => page.locator(`.group[data-nth="${nth}"] [aria-pressed=true]`).allTextContents();
      const toggle = (nth, name) => press(page.locator(`.group[data-nth="${nth}"]`).getByRole('button', { name }), 'Space');
      assert.equal(await page.locator('.over-group').count(), 2, 'a line around each group');
      assert.deepEqual(await shared(), [3]);
      assert.match(await said.textContent(), /: Caio\.$/);

      // Without Caio the second group has two, who decide nothing.
      await toggle(1, 'Caio');
      await page.waitForFunction(() => document.querySelectorAll('[data-both]').length === 0);
      assert.match(await said.textContent(), lang === 'pt' ? /só 2 amigos.*não decide/s : /just 2 friends.*decides nothing/s);
      // Whoever comes in Caio's place is in the first group already.
      await toggle(1, 'Beto');
      await page.locator('[data-both="2"]').waitFor();
      assert.deepEqual(await shared(), [2]);
      assert.match(await said.textContent(), /: Beto\.$/);
      assert.deepEqual((await pressed(1)).map((name) => name.trim()), ['Beto', 'Duda', 'Elis']);
      assert.match(await page.locator('#shown-groups').textContent(), lang === 'pt' ? /dois grupos de 3 sempre/ : /two groups of 3 always/);
      // Left and come back to, it is as it was first.
      await press(page.locator('#lesson-next'));
      await page.locator('#lesson[data-step="7"]').waitFor();
      assert.equal(await page.locator('.over-group').count(), 0);
      await press(page.locator('#lesson-back'));
      await page.locator('[data-both="3"]').waitFor();
    }));
}

test('a line changed on a copy stands out against four, and the village has nothing of it', () =>
  withStep('no-dia-a-dia', 4, { viewport: PHONE }, async (village, page) => {
    const copies = page.locator('#shown-copies');
    const before = await village.frame();
    assert.equal(await copies.locator('[data-copy]').count(), 5);
    assert.equal(await copies.locator('[data-differs=true]').count(), 0);
    assert.match(await copies.locator('[role=status]').textContent(), /5 cópias, e as 8 linhas são iguais/);
    await press(copies.getByRole('button', { name: 'Mudar uma linha na cópia de Ana' }));
    const odd = copies.locator('[data-copy="1"] [data-differs=true]');
    await odd.waitFor();
    assert.equal(await copies.locator('[data-differs=true]').count(), 1);
    assert.match(await copies.locator('[role=status]').textContent(), /da Ana não bate: 4 cópias/);
    assert.match(await copies.textContent(), /Na vila, nenhum caderno mudou/);
    assert.deepEqual(await village.frame(), before);
    await press(copies.getByRole('button', { name: 'Desfazer' }));
    await odd.waitFor({ state: 'detached' });
  }));

test('the four challenges lead to their moments, again and again, but not to one that is still to come', () =>
  withStep('cartas-perdidas', 8, { lang: 'en', viewport: PROJECTOR }, async (village, page) => {
    const links = page.locator('.cards .card-moment');
    const at = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href')));
    assert.deepEqual(at, ['#/aula/cartas-perdidas?passo=1&lang=en', '#/aula/cartas-perdidas?passo=4&lang=en', '#/aula/coordenacao?passo=3&lang=en']);
    const last = page.locator('.cards li').last();
    assert.equal(await last.locator('a').count(), 0);
    assert.match(await last.textContent(), /Coming soon/);
    for (const _ of [1, 2]) {
      await press(links.nth(0));
      await page.locator('#lesson[data-step="1"]').waitFor();
      await village.untilFocused('#lesson');
      await press(page.locator('.lesson-dots li:nth-child(8) button'));
      await page.locator('#lesson[data-step="8"]').waitFor();
    }
    await press(links.nth(2));
    await page.getByRole('heading', { name: 'Who wears the cap?' }).waitFor();
    await page.locator('#lesson[data-step="3"]').waitFor();
  }));

test('beside the letters stands how long each of the two waited, at each change', () =>
  withStep('avisos', 3, { viewport: PHONE }, async (village, page) => {
    const chart = page.locator('.chart').nth(1);
    await chart.scrollIntoViewIfNeeded();
    const told = (await chart.getByRole('img').getAttribute('aria-label')).match(/Rui esperou (\d+) e Lia (\d+).*Rui (\d+) e Lia (\d+).*Rui (\d+) e Lia (\d+)/).slice(1).map(Number);
    const drawn = await chart.locator('.chart-pairs b').allTextContents();
    assert.deepEqual(drawn.map((text) => Number(text.replace(/\D/g, ''))), told);
    const widths = await chart.locator('.chart-pairs i').evaluateAll((all) => all.map((bar) => bar.getBoundingClientRect().width));
    for (const nth of [0, 2, 4]) {
      assert.ok(told[nth] > told[nth + 1] && widths[nth] > widths[nth + 1], `${told} ${widths}`);
    }
    await press(chart.locator('summary'));
    assert.deepEqual(await chart.locator('td').evaluateAll((all) => all.map((cell) => Number(cell.textContent))), told);
  }));

for (const viewport of [PHONE, PROJECTOR]) {
  for (const step of [1, 2]) {
    test(`three villages stand side by side, none of them cut: step ${step} at ${viewport.width}×${viewport.height}`, () =>
      withStep('dividir', step, { viewport }, async (village, page) => {
        const look = () => page.evaluate(() => {
          const box = (element) => element.getBoundingClientRect();
          const inside = (inner, outer) => inner.left >= outer.left - 1 && inner.right <= outer.right + 1 && inner.top >= outer.top - 1 && inner.bottom <= outer.bottom + 1;
          const beside = document.querySelector('.beside');
          const villages = [...beside.querySelectorAll(':scope > ul > li')];
          return {
            homes: villages.map((one) => one.querySelectorAll('[data-home]').length),
            cut: villages.filter((one) => !inside(box(one), box(beside)) || [...one.children].some((part) => !inside(box(part), box(one)))).length,
            small: villages.filter((one) => box(one.querySelector('.still')).width < 90).length,
            hidden: beside.scrollHeight > beside.clientHeight || beside.scrollWidth > beside.clientWidth || !inside(box(beside), { left: 0, top: 0, right: innerWidth, bottom: innerHeight }),
            named: villages.every((one) => one.querySelector('.still').getAttribute('aria-label').length > 20),
          };
        });
        const whole = { homes: [1, 3, 5], cut: 0, small: 0, hidden: false, named: true };
        assert.deepEqual(await look(), whole);
        if (step === 2) {
          await press(page.locator('.bet-option').first().locator('input'), 'Space');
          await press(page.locator('#lesson-next'));
          await page.locator('#lesson:not([data-phase=betting])').waitFor();
          await press(page.locator('#lesson-next'));
          await page.locator('.beside > ul > li[data-done=true]').nth(2).waitFor();
          assert.deepEqual(await look(), whole, 'and when all is found');
        }
      }));
  }
}

/** How long the page takes from one moment to another, in real seconds, at one virtual second a second. */
const seconds = (page, from_us, to_us) =>
  page.evaluate(async ([from_us, to_us]) => {
    await quorum.seek(from_us);
    const begun_ms = performance.now();
    quorum.speed(1);
    quorum.play();
    await new Promise((done) => {
      const look = () => (quorum.frame().t_us >= to_us ? done() : requestAnimationFrame(look));
      look();
    });
    quorum.pause();
    return (performance.now() - begun_ms) / 1000;
  }, [from_us, to_us]);

test('a lesson about silence lets it pass at its own pace, though silence is skipped elsewhere', () =>
  withStep('coordenacao', 2, {}, async (village, page) => {
    await press(page.locator('#lesson-next'));
    await page.locator('#lesson[data-phase=running]').waitFor();
    await village.advance(60_000_000);
    const session = await village.export();
    const { at_us } = session.log.find(({ action }) => action.crash);
    // Nobody writes: the lease is not over yet.
    const [from_us, to_us] = [at_us + 300_000, at_us + 2_300_000];
    assert.equal(await page.locator('#lesson').getAttribute('data-phase'), 'ended');
    const kept = await seconds(page, from_us, to_us);
    assert.ok(kept > 1.9, `${kept} s for 2 s of silence`);
    await page.evaluate((session) => quorum.import(session), session);
    await page.locator('main[data-place=lab]').waitFor();
    const skipped = await seconds(page, from_us, to_us);
    assert.ok(skipped < kept * 0.75, `${skipped} s elsewhere, ${kept} s in the lesson`);
  }));
