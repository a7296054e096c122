import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { ADDRESS, DESKTOP, PHONE, withPage } from './page.mjs';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const PROJECTOR = { width: 1280, height: 720 };
const NARROW = { width: 320, height: 640 };
const LESSONS = 14;

/** The guide or the glossary, once it is there with what it makes after its texts. */
const withPlace = (hash, options, body) =>
  withPage({ hash, reducedMotion: true, before: () => void (window.print = () => void (window.printed = (window.printed ?? 0) + 1)), ...options }, async (village, page) => {
    await page.locator('.reading').waitFor();
    await body(village, page);
  });

const withGuide = (options, body) =>
  withPlace(options.hash ?? '#/professor', options, async (village, page) => {
    await page.locator('.paper .sheet').waitFor({ state: 'attached' });
    await body(village, page);
  });

const lessonIs = (page, lesson) => page.locator(`.guide[data-lesson="${lesson}"]`).waitFor();
const at = (page) => page.evaluate(() => location.hash);

/** What sticks out of the window at a side, or of the card that it is in. */
const cut = (page) =>
  page.evaluate(() => {
    const seen = [...document.querySelectorAll('.reading *, .header *')].filter((element) => element.checkVisibility() && !element.closest('svg, .guide-thumb, .visually-hidden, thead'));
    const out = seen.filter((element) => {
      const { left, right, width } = element.getBoundingClientRect();
      return width > 0 && (left < -1 || right > innerWidth + 1);
    });
    const main = document.querySelector('.main');
    return {
      out: out.map((element) => element.outerHTML.slice(0, 90)),
      squeezed: seen.filter((element) => element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).display === 'block').map((element) => element.outerHTML.slice(0, 90)),
      sideways: document.documentElement.scrollWidth > innerWidth || main.scrollWidth > innerWidth,
    };
  });
const NOTHING_CUT = { out: [], squeezed: [], sideways: false };

/** How many sheets of paper it takes. */
const pages = async (page) => (await page.pdf({ format: 'A4', preferCSSPageSize: true })).toString('latin1').match(/\/Type \/Page\b/g).length;

for (const [lang, guide, title, switched] of [['pt', 'Guia do professor', 'A maioria decide', 'Mostrar respostas'], ['en', 'Teacher\'s guide', 'The majority decides', 'Show answers']]) {
  test(`the guide's address, its list and its switch by the keyboard: ${lang}`, () =>
    withGuide({ hash: `#/professor?lang=${lang}` }, async (village, page) => {
      await page.getByRole('heading', { name: guide }).waitFor();
      await lessonIs(page, 0);
      const fifth = page.locator('.guide-list li:nth-child(6) a');
      await page.locator('.guide-list li:nth-child(5) a').focus();
      await page.keyboard.press('Tab');
      assert.ok(await fifth.evaluate((link) => link === document.activeElement), 'Tab goes from lesson to lesson');
      await page.keyboard.press('Enter');
      await lessonIs(page, 5);
      assert.equal(await at(page), `#/professor?licao=5&lang=${lang}`);
      assert.equal(await fifth.getAttribute('aria-current'), 'page');
      await page.getByRole('heading', { name: title, exact: true }).waitFor();

      const answers = page.locator('.answer:visible');
      assert.equal(await answers.count(), 0, 'answers are hidden at first');
      await page.getByRole('switch', { name: switched }).focus();
      await page.keyboard.press('Space');
      assert.equal(await answers.count(), 4);
      await page.keyboard.press('Space');
      assert.equal(await answers.count(), 0);
      assert.equal(await page.locator('.guide-plan tbody tr').count(), 4);
    }));

  test(`every lesson has its guide, complete: ${lang}`, () =>
    withGuide({ hash: `#/professor?lang=${lang}` }, async (village, page) => {
      for (let lesson = 0; lesson < LESSONS; lesson++) {
        await page.evaluate((hash) => void (location.hash = hash), `#/professor?licao=${lesson}&lang=${lang}`);
        await lessonIs(page, lesson);
        const texts = await page.locator('.guide-plan :is(.guide-goal, .guide-phases li p, .guide-questions li, td, section > p), .guide-now > p:not([role])').allTextContents();
        assert.ok(texts.length >= 4 + 2 + 4 + 2, `lesson ${lesson}: ${texts.length} texts`);
        assert.deepEqual(texts.filter((text) => text.trim() === '' || /[{}]|\*\*/.test(text)), [], `lesson ${lesson}`);
      }
    }));
}

test('the link opens the very step, and its picture is of that lesson’s run', () =>
  withGuide({ hash: '#/professor?licao=5' }, async (village, page) => {
    const picture = page.locator('.guide-picture .still');
    await picture.waitFor();
    const away = await picture.locator('[data-home="4"] use[href="#house-away"]').count();
    const letters = await picture.locator('[data-letter]').evaluateAll((all) => all.map((one) => Number(one.dataset.letter)));
    const time = await page.locator('.guide-picture > b').textContent();
    await page.locator('#guide-open').focus();
    await page.keyboard.press('Enter');
    await page.locator('#lesson[data-step="4"]').waitFor();
    assert.equal(await at(page), '#/aula/maioria?passo=4');
    // Up to where the step stands.
    const frame = await village.advance(60_000_000);
    await page.locator('#lesson[data-phase=ended]').waitFor();
    assert.equal(time, `${Math.floor(frame.t_us / 1e5) / 10} s`.replace('.', ','));
    assert.deepEqual(letters, frame.messages.map((message) => message.id));
    assert.equal(away, 1);
    assert.equal(frame.members[3].up, false);
  }));

test('a lesson that is still to come says so, and has all the rest', () =>
  withGuide({ hash: '#/professor?licao=11' }, async (village, page) => {
    await page.locator('.guide-soon').waitFor();
    assert.equal(await page.locator('#guide-open').count(), 0);
    assert.ok((await page.locator('.guide-questions li').count()) >= 3);
  }));

test('the copied address is the page’s own, in the language that is read', () =>
  withGuide({ hash: '#/professor?licao=5&lang=en&theme=escuro' }, async (village, page) => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.locator('#guide-copy').focus();
    await page.keyboard.press('Enter');
    await page.getByText('Address copied.').waitFor();
    await page.waitForFunction((wanted) => navigator.clipboard.readText().then((text) => text === wanted), `${ADDRESS}#/aula/maioria?passo=4&lang=en`);
  }));

for (const viewport of [DESKTOP, PROJECTOR, PHONE, NARROW]) {
  for (const lang of ['pt', 'en']) {
    test(`nothing is cut at ${viewport.width}×${viewport.height}: ${lang}`, () =>
      withGuide({ hash: `#/professor?lang=${lang}`, viewport }, async (village, page) => {
        for (const lesson of [0, 5, 8, 11, 13]) {
          await page.evaluate((hash) => void (location.hash = hash), `#/professor?licao=${lesson}&lang=${lang}`);
          await lessonIs(page, lesson);
          await page.locator('.guide-picture .still, .guide-soon').waitFor();
          assert.deepEqual(await cut(page), NOTHING_CUT, `lesson ${lesson}`);
        }
        await page.evaluate((hash) => void (location.hash = hash), `#/glossario?lang=${lang}`);
        await page.locator('.glossary tbody tr').first().waitFor();
        assert.deepEqual(await cut(page), NOTHING_CUT, 'the glossary');
      }));
  }
}

test('on a phone the lesson is chosen from a menu, which follows the address', () =>
  withGuide({ viewport: PHONE, hash: '#/professor?licao=3' }, async (village, page) => {
    const menu = page.getByRole('combobox', { name: 'Escolha a lição' });
    assert.equal(await menu.inputValue(), '3');
    await menu.selectOption('7');
    await lessonIs(page, 7);
    await page.goBack();
    await lessonIs(page, 3);
    await page.waitForFunction(() => document.querySelector('.guide-choice select').value === '3');
  }));

for (const lang of ['pt', 'en']) {
  test(`the sheet is one A4 page, the guide a page a lesson: ${lang}`, () =>
    withGuide({ hash: `#/professor?licao=5&lang=${lang}&theme=escuro` }, async (village, page) => {
      await page.locator('#print-sheet').focus();
      await page.keyboard.press('Enter');
      assert.equal(await page.evaluate(() => window.printed), 1, 'the browser is asked to print');
      await page.locator('.paper[data-print=sheet]').waitFor({ state: 'attached' });
      assert.equal(await pages(page), 1);
      // The browser tells that it has printed: from now on it is the guide.
      await page.locator('.paper[data-print=guide]').waitFor({ state: 'attached' });
      const lessons = await page.locator('.paper-page').count();
      assert.equal(lessons, 1 + LESSONS + 2, 'a cover, the lessons, the answers, the cards');
      await page.locator('#print-guide').click();
      assert.equal(await page.evaluate(() => window.printed), 2);
      const answers = await pages(page) - (lessons - 1);
      assert.ok(answers >= 1 && answers <= 4, `${answers} pages of answers`);
    }));

  test(`what is printed is black on white, with addresses and codes: ${lang}`, () =>
    withGuide({ hash: `#/professor?licao=5&lang=${lang}&theme=escuro` }, async (village, page) => {
      await page.locator('#print-sheet').click();
      await page.setViewportSize({ width: 703, height: 1032 });
      await page.emulateMedia({ media: 'print' });
      const sheet = page.locator('.paper .sheet');
      const { height, width } = await sheet.boundingBox();
      assert.ok(height <= 1032 && width <= 703, `${width} × ${height}`);
      assert.equal(await sheet.locator('.sheet-slips li').count(), 10);
      assert.equal(await sheet.locator('.sheet-books li').count(), 5);
      assert.equal(await sheet.locator('.qr').count(), 1);
      const end = lang === 'en' ? '?lang=en' : '';
      assert.equal(await sheet.locator('.paper-link b').textContent(), `${ADDRESS.split('://')[1]}#/aula/maioria${end}`);
      const looks = await sheet.evaluate((sheet) => {
        const shown = [...sheet.querySelectorAll('h1, h2, p, li, b, span, small')].filter((element) => element.textContent);
        const small = shown.filter((element) => Number.parseFloat(getComputedStyle(element).fontSize) < 14);
        const coloured = shown.filter((element) => getComputedStyle(element).color !== 'rgb(0, 0, 0)');
        const wide = shown.filter((element) => element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).display !== 'inline');
        return [small, coloured, wide].map((all) => all.map((element) => element.textContent));
      });
      assert.deepEqual(looks, [[], [], []], 'too small, coloured, too wide');
      assert.equal(await page.locator('.header').isVisible(), false);
    }));
}

test('the glossary is found in, turned round, and leads to the step that shows a word', () =>
  withPlace('#/glossario', {}, async (village, page) => {
    const words = page.locator('.glossary tbody tr');
    const all = await words.count();
    assert.ok(all >= 50, `${all} words`);
    const firsts = () => page.locator('.glossary tbody th').allTextContents();
    const bare = (text) => text.replace(/^“/, '');
    const sorted = (texts) => [...texts].sort((a, b) => bare(a).localeCompare(bare(b), 'pt'));
    assert.deepEqual(await firsts(), sorted(await firsts()));
    const search = page.getByRole('searchbox', { name: 'Procurar uma palavra' });
    await search.focus();
    await page.keyboard.type('ELEICAO');
    await page.waitForFunction((all) => document.querySelectorAll('.glossary tbody tr').length < all, all);
    assert.ok((await words.allTextContents()).every((text) => text.includes('leição')), 'accents and case don’t matter');
    await search.fill('xyz');
    await page.getByText('Nenhuma palavra assim').waitFor();
    assert.equal(await words.count(), 0);
    await search.fill('quórum');
    await page.getByText('1 palavra', { exact: true }).waitFor();
    assert.deepEqual(await firsts(), ['maioria']);
    await page.getByRole('button', { name: 'Técnico → vila' }).focus();
    await page.keyboard.press('Space');
    await page.getByRole('rowheader', { name: 'quórum' }).waitFor();
    await page.getByRole('link', { name: 'Lição 5, passo 6' }).focus();
    await page.keyboard.press('Enter');
    await page.locator('#lesson[data-step="6"]').waitFor();
    assert.equal(await at(page), '#/aula/maioria?passo=6');
  }));

test('the glossary in English links within English', () =>
  withPlace('#/glossario?lang=en', {}, async (village, page) => {
    await page.getByRole('heading', { name: 'Glossary' }).waitFor();
    await page.getByRole('searchbox', { name: 'Find a word' }).fill('heartbeat');
    await page.getByRole('link', { name: 'Lesson 4, step 1' }).click();
    await page.locator('#lesson[data-step="1"]').waitFor();
    assert.equal(await at(page), '#/aula/coordenacao?passo=1&lang=en');
  }));

test('the village rests while somebody reads, keys included, and nothing of it is lost', () =>
  withPage({}, async (village, page) => {
    await village.start(7);
    await village.dispatch({ crash: { member: 2 } });
    await village.play(2);
    await village.whilePlaying((frame) => frame.t_us > 500_000);
    await page.getByRole('link', { name: 'Professor' }).first().click();
    await page.locator('.guide').waitFor();
    assert.equal(await village.isStill(), true);
    const [frame, session] = [await village.frame(), await village.export()];
    for (const key of ['Space', 'ArrowRight', 'ArrowLeft', '3']) await page.keyboard.press(key);
    await page.getByRole('link', { name: 'Glossário' }).first().click();
    await page.locator('.glossary').waitFor();
    assert.equal(await village.isStill(), true);
    assert.deepEqual([await village.frame(), await village.export()], [frame, session]);
    await page.getByRole('link', { name: 'Laboratório' }).first().click();
    await page.locator('.main[data-place=lab]').waitFor();
    await village.whilePlaying((now, before) => now.t_us > before, frame.t_us);
    assert.deepEqual((await village.export()).log, session.log);
  }));

test('the header and the doors lead there', () =>
  withPage({ reducedMotion: true }, async (village, page) => {
    for (const [name, place] of [['Professor', 'teacher'], ['Glossário', 'glossary']]) {
      for (const where of ['.places', '.doors']) {
        await page.evaluate(() => void (location.hash = '#/'));
        await page.locator('.main[data-place=welcome]').waitFor();
        await page.locator(where).getByRole('link', { name }).click();
        await page.locator(`.main[data-place=${place}] .reading`).waitFor();
      }
    }
  }));

for (const [theme, dark] of Object.entries({ claro: false, escuro: true })) {
  test(`axe finds nothing serious: ${theme}`, () =>
    withGuide({ hash: `#/professor?licao=5&theme=${theme}`, dark }, async (village, page) => {
      await page.evaluate(axe);
      const obstacles = async () => {
        const { violations } = await page.evaluate(() => window.axe.run({ resultTypes: ['violations'] }));
        const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
        return grave.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 5).map((node) => node.html.slice(0, 120)).join(' ')}`);
      };
      await page.locator('.guide-picture .still').waitFor();
      await page.getByRole('switch', { name: 'Mostrar respostas' }).click();
      assert.deepEqual(await obstacles(), []);
      await page.evaluate(() => void (location.hash = '#/professor?licao=11'));
      await page.locator('.guide-soon').waitFor();
      assert.deepEqual(await obstacles(), [], 'a lesson to come');
      await page.evaluate(() => void (location.hash = '#/glossario'));
      await page.locator('.glossary tbody tr').first().waitFor();
      assert.deepEqual(await obstacles(), [], 'the glossary');
    }));
}
