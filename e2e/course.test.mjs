import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PHONE, withPage } from './page.mjs';

const LESSONS = ['vila', 'muitos-amigos', 'dividir', 'no-dia-a-dia', 'coordenacao', 'maioria', 'sair-e-voltar', 'cartas-perdidas', 'gavetas', 'avisos', 'foto', 'desafios'];
const PROJECTOR = { width: 1280, height: 720 };

const card = (page) => page.locator('#lesson');
const phase = (page) => card(page).getAttribute('data-phase');
const stepIs = (page, step) => page.locator(`#lesson[data-step="${step}"]`).waitFor();

const withLesson = (id, options, body) =>
  withPage({ hash: `#/aula/${id}`, reducedMotion: true, ...options }, async (village, page) => {
    await card(page).waitFor();
    await body(village, page);
  });

/** Presses a control by the keyboard alone. */
async function press(page, selector, key = 'Enter') {
  await page.locator(selector).focus();
  await page.keyboard.press(key);
}

/** From the first step to the goal with the keyboard; bets on `option`. Returns what happened, and where the ways on stood. */
async function walk(page, option) {
  const steps = await page.locator('.lesson-dots li').count();
  const places = new Set();
  let happened;
  for (let step = 1; step < steps; step++) {
    await stepIs(page, step);
    const ways = await page.locator('.lesson-ways .btn').evaluateAll((all) => all.map((way) => Object.values(way.getBoundingClientRect().toJSON()).join()));
    places.add(ways.join(' | '));
    assert.notEqual(await page.locator('.lesson-text').textContent(), '', `step ${step} says something`);
    assert.ok(!(await card(page).textContent()).includes('{'), `step ${step}: a name in braces is left`);
    if ((await phase(page)) === 'betting') {
      await press(page, `.bet-option:nth-of-type(${option + 1}) input`, 'Space');
      await press(page, '#lesson-next');
      await page.locator('#lesson:not([data-phase="betting"])').waitFor();
    }
    const asked = await page.locator('.lesson-command').count();
    // What is decided here is shown before it goes on.
    await press(page, '#lesson-next');
    if (asked > 0) {
      // What is answered here too.
      assert.equal(await page.locator(`#lesson[data-step="${step}"] .lesson-command[aria-pressed=true]`).count(), asked, `step ${step} stays until all is answered`);
      if (happened !== undefined || !(await page.locator('.bet-option[data-result=happened]').count())) await press(page, '#lesson-next');
    }
    const decided = page.locator('.bet-option[data-result=happened]');
    if (happened === undefined && (await page.locator(`#lesson[data-step="${step}"][data-phase="ended"]`).count()) && (await decided.count())) {
      happened = await page.locator('.bet-option').evaluateAll((all) => all.findIndex((one) => one.dataset.result === 'happened'));
      assert.notEqual(await page.locator('.bet-why').textContent(), '');
      await press(page, '#lesson-next');
    }
  }
  await stepIs(page, steps);
  assert.equal(await phase(page), 'trying');
  assert.ok(happened >= 0, 'the bet was decided');
  assert.equal(places.size, 1, `the ways on moved:\n${[...places].join('\n')}`);
  return happened;
}

for (const id of LESSONS) {
  for (const lang of ['pt', 'en']) {
    test(`${id} from first to last with the keyboard, betting wrong and right: ${lang}`, () =>
      withLesson(id, { hash: `#/aula/${id}?lang=${lang}` }, async (village, page) => {
        const happened = await walk(page, 0);
        const other = happened === 0 ? 1 : happened;
        await press(page, '.lesson-dots li:first-child button');
        assert.equal(await walk(page, other), happened, 'the same village decides the same');
        assert.deepEqual((await village.frame()).violations, []);
      }));
  }

  for (const viewport of [PHONE, PROJECTOR]) {
    test(`${id}: nothing is cut at ${viewport.width}×${viewport.height}`, () =>
      withLesson(id, { viewport }, async (village, page) => {
        const steps = await page.locator('.lesson-dots li').count();
        for (let step = 1; step <= steps; step++) {
          await press(page, `.lesson-dots li:nth-child(${step}) button`);
          await stepIs(page, step);
          const cut = await page.evaluate(() => {
            const inside = (element, of) => element.left >= of.left - 1 && element.right <= of.right + 1;
            const body = document.querySelector('.lesson .front-body').getBoundingClientRect();
            const wide = [...document.querySelectorAll('.lesson .front-body *')].filter((element) => element.checkVisibility() && !inside(element.getBoundingClientRect(), body));
            const screen = { left: 0, right: innerWidth };
            const ways = [...document.querySelectorAll('.lesson-ways .btn, .lesson-dots button')].map((way) => way.getBoundingClientRect());
            const out = ways.filter((way) => !inside(way, screen) || way.bottom > innerHeight || way.top < 0);
            return { wide: wide.map((element) => element.outerHTML.slice(0, 80)), out, sideways: document.documentElement.scrollWidth > innerWidth };
          });
          assert.deepEqual(cut, { wide: [], out: [], sideways: false }, `step ${step}`);
        }
      }));
  }
}

test('a link opens the very step, and going on writes it into the address', () =>
  withLesson('maioria', { hash: '#/aula/maioria?passo=4&lang=en' }, async (village, page) => {
    await stepIs(page, 4);
    const at = () => page.evaluate(() => location.hash);
    assert.equal(await at(), '#/aula/maioria?passo=4&lang=en');
    const frame = await village.frame();
    await press(page, '#lesson-next');
    await press(page, '#lesson-next');
    await stepIs(page, 5);
    await press(page, '#lesson-back');
    await stepIs(page, 4);
    assert.deepEqual(await village.frame(), frame, 'back is back');
    await page.evaluate(() => void (location.hash = '#/aula/vila'));
    await page.getByRole('heading', { name: 'Two minutes in the village' }).waitFor();
    await stepIs(page, 1);
  }));

test('a goal is noticed as soon as it is reached', () =>
  withLesson('coordenacao', {}, async (village, page) => {
    await press(page, '.lesson-dots li:last-child button');
    await page.locator('.goal[data-reached=false]').waitFor();
    await village.dispatch({ transfer_leader: { to: 5 } });
    await village.advance(3_000_000);
    await page.locator('.goal[data-reached=true]').waitFor();
  }));

test('time stands at a step’s end, can be played again, and goes on when the learner does something', () =>
  withLesson('maioria', {}, async (village, page) => {
    await press(page, '#lesson-next');
    await stepIs(page, 2);
    await village.advance(60_000_000);
    const end_us = (await village.frame()).t_us;
    assert.equal(await phase(page), 'ended');
    await village.dispatch({ crash: { member: 5 } });
    await village.advance(1_000_000);
    assert.equal((await village.frame()).t_us, end_us + 1_000_000);
  }));

test('progress is kept, shown on the trail, and erased', () =>
  withLesson('vila', {}, async (village, page) => {
    await press(page, '.lesson-dots li:last-child button');
    await page.locator('#lesson[data-phase=trying]').waitFor();
    await page.reload();
    await village.ready();
    await page.locator('#lesson[data-phase=trying]').waitFor();
    await page.getByRole('link', { name: 'Lições', exact: true }).click();
    await page.locator('.trail li:first-child[data-state=done]').waitFor();
    await page.locator('.trail li:nth-child(2)[data-state=here]').waitFor();
    await page.getByRole('link', { name: 'Seguir na lição 1' }).waitFor();
    await page.getByRole('button', { name: 'Ajuda' }).click();
    await page.getByRole('button', { name: 'Apagar', exact: true }).click();
    await page.getByRole('button', { name: 'Apagar mesmo' }).click();
    await page.getByText('Apagado.').waitFor();
    assert.equal(await page.locator('.trail [data-state=done]').count(), 0);
  }));

test('a session opened over a lesson goes on in the laboratory, and nothing of it is lost', () =>
  withLesson('maioria', {}, async (village, page) => {
    await press(page, '#lesson-next');
    await stepIs(page, 2);
    await village.advance(1_000_000);
    const [session, hash] = await page.evaluate(() => [window.quorum.export(), window.quorum.trace_hash()]);
    const end_us = (await village.frame()).t_us;
    await page.evaluate((session) => window.quorum.import(session), session);
    await page.locator('main[data-place=lab]').waitFor();
    await village.seek(end_us);
    assert.equal(await page.evaluate(() => window.quorum.trace_hash()), hash);
  }));

test('the header says which lesson it is and leads into any other', () =>
  withLesson('maioria', { viewport: { width: 1280, height: 720 } }, async (village, page) => {
    const menu = page.locator('.lesson-choice select');
    assert.equal(await menu.inputValue(), '5');
    await menu.selectOption('2');
    await page.getByRole('heading', { name: 'Por que dividir o trabalho' }).waitFor();
    assert.equal(await page.evaluate(() => location.hash), '#/aula/dividir?passo=1');
    await page.getByRole('link', { name: 'Laboratório', exact: true }).click();
    await menu.waitFor({ state: 'detached' });
  }));

test('the story tells what came before a lesson, and after a replay only what has happened', () =>
  withLesson('coordenacao', { hash: '#/aula/coordenacao?passo=2', viewport: { width: 1440, height: 900 } }, async (village, page) => {
    const told = () => page.locator('.feed li:not(.feed-earlier)').allTextContents();
    const before = await told();
    assert.ok(before.some((row) => row.startsWith('Beto tem 3 de 5 votos e coordena')), before.join('\n'));
    await press(page, '.bet-option:first-of-type input', 'Space');
    await press(page, '#lesson-next');
    await press(page, '#lesson-next');
    await page.locator('#lesson[data-phase=ended]').waitFor();
    const after = await told();
    assert.ok(after.length > before.length);
    await press(page, '#lesson-next');
    await stepIs(page, 3);
    const again = await told();
    // Of what is told later the past knows nothing; the rest reads as it did, newest first.
    const seconds = again.map((row) => Number(row.match(/([\d,]+) s$/)[1].replace(',', '.')));
    assert.deepEqual(seconds, [...seconds].sort((a, b) => b - a), again.join('\n'));
    assert.ok(again.some((row) => row.startsWith('Beto saiu de casa')), again.join('\n'));
    assert.ok(!again.some((row) => row.startsWith('Caio tem 3 de 5 votos')), again.join('\n'));
  }));
