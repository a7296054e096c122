import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { DESKTOP, PHONE, withPage } from './page.mjs';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TARGET_PX_MIN = 44;

/** What axe finds that keeps people out, in a part of the page, one line each. */
async function obstacles(page, part = 'html') {
  await page.evaluate(axe);
  const { violations } = await page.evaluate((part) => window.axe.run(part, { resultTypes: ['violations'] }), part);
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.slice(0, 5).map((node) => node.html.slice(0, 160)).join('\n  ')}`);
}

async function openEtcd(page, viewport) {
  if (viewport === PHONE) await page.locator('.tab-row').getByRole('button', { name: 'etcd' }).click();
  else await page.getByRole('tab', { name: 'etcd' }).click();
}

for (const [place, viewport] of Object.entries({ desktop: DESKTOP, phone: PHONE })) {
  for (const [theme, dark] of Object.entries({ claro: false, escuro: true })) {
    test(`axe finds nothing serious: ${place}, ${theme}`, () =>
      withPage({ viewport, dark, hash: `#/laboratorio?theme=${theme}` }, async (village, page) => {
        await village.start(7);
        await village.until((frame) => frame.messages.some((message) => message.kind === 'append' && !message.lost));
        await village.untilDrawn();
        assert.deepEqual(await obstacles(page), []);

        await village.openHome(2);
        assert.deepEqual(await obstacles(page), [], "with a friend's menu open");
        await page.keyboard.press('Escape');

        const letter = (await village.frame()).messages.find((message) => !message.lost);
        await village.letter(letter.id).focus();
        await page.keyboard.press('Enter');
        await page.locator('[data-action="drop_message"]').waitFor();
        assert.deepEqual(await obstacles(page), [], "with a letter's menu open");
        await page.keyboard.press('Escape');

        await page.locator('#tool-send-away').click();
        await page.locator('.stage-choice').first().waitFor();
        assert.deepEqual(await obstacles(page), [], 'with the list of friends open');
        await page.keyboard.press('Escape');

        await village.dispatch({ partition: { groups: [[4, 5]] } });
        await village.dispatch({ set_network: { loss_ppm: 100_000 } });
        await village.dispatch({ set_member: { member: 2, slow_us: 100_000 } });
        await village.openHome(2);
        await page.locator('[data-action="set_member"]').click();
        await page.locator('[data-field="slow_us"]').waitFor();
        assert.deepEqual(await obstacles(page), [], 'in a flood, with the faults of a friend open');
        await page.keyboard.press('Escape');

        await openEtcd(page, viewport);
        await village.run('etcdctl put foo bar');
        assert.deepEqual(await obstacles(page), [], 'with the terminal and the keys open');
        await page.locator('[data-key="foo"]').click();
        assert.deepEqual(await obstacles(page), [], 'with one key open');
        await page.locator('.etcd-parts').getByRole('button', { name: 'Álbum' }).click();
        await village.run('etcdctl snapshot save backup.db');
        await village.run('etcdctl snapshot restore backup.db --data-dir=/var/lib/etcd');
        await page.locator('.restored').waitFor();
        assert.deepEqual(await obstacles(page), [], 'with the album open');

        await page.keyboard.press('?');
        await page.getByRole('dialog').waitFor();
        assert.deepEqual(await obstacles(page), [], 'with the help open');
      }));
  }
}

test('axe finds nothing serious in English, with a friend away', () =>
  withPage({ hash: '#/laboratorio?lang=en' }, async (village, page) => {
    await village.start(7);
    await village.untilLed();
    await village.dispatch({ crash: { member: 4 } });
    await village.untilDrawn();
    assert.deepEqual(await obstacles(page), []);
  }));

for (const [place, viewport] of Object.entries({ desktop: DESKTOP, phone: PHONE })) {
  for (const theme of ['claro', 'escuro']) {
    test(`axe finds nothing serious in what a lesson draws: ${place}, ${theme}`, () =>
      withPage({ viewport, reducedMotion: true, hash: `#/aula/muitos-amigos?passo=3&theme=${theme}` }, async (village, page) => {
        const drawn = [['muitos-amigos', 3, '#shown-computer'], ['muitos-amigos', 5, '.cards.small'], ['maioria', 6, '#shown-groups'], ['no-dia-a-dia', 4, '#shown-copies'], ['cartas-perdidas', 8, '.card-moment'], ['avisos', 3, '.chart-pairs']];
        for (const [lesson, step, what] of drawn) {
          await page.evaluate((hash) => void (location.hash = hash), `#/aula/${lesson}?passo=${step}&theme=${theme}`);
          await page.locator(what).first().waitFor();
          if (what === '#shown-copies') await page.locator('#shown-copies .btn').click();
          assert.deepEqual(await obstacles(page, '#lesson'), [], `${lesson} ${step}`);
        }
      }));
  }
}

for (const viewport of [PHONE, { width: 320, height: 640 }]) {
  for (const lang of ['pt', 'en']) {
    test(`nothing has to be scrolled sideways: ${viewport.width} px, ${lang}`, () =>
      withPage({ viewport, touch: true, hash: `#/laboratorio?lang=${lang}` }, async (village, page) => {
        await village.start(7);
        await village.untilLed();
        await village.untilDrawn();
        const { scrollWidth, clientWidth } = await page.evaluate(() => {
          const { scrollWidth, clientWidth } = document.documentElement;
          return { scrollWidth, clientWidth };
        });
        assert.ok(scrollWidth <= clientWidth, `${scrollWidth} px in ${clientWidth}`);
      }));
  }
}

test('a finger meets every control on 44 px', () =>
  withPage({ viewport: PHONE, touch: true, hash: '#/aula/cerebro' }, async (village, page) => {
    await village.start(7);
    await village.untilLed();
    await village.untilDrawn();
    const small = await page.evaluate((least) => {
      // A neighbour may share the outermost pixels.
      const reach = least / 2 - 3;
      const hits = (element, x, y) => {
        const hit = document.elementFromPoint(x, y);
        return hit === null || element.contains(hit) || hit.closest('label')?.contains(element);
      };
      const small = [];
      for (const element of document.querySelectorAll('button, a[href], input, summary, [role="button"]:not(svg *)')) {
        if (!element.checkVisibility({ checkVisibilityCSS: true }) || element.closest('[inert]')) continue;
        element.scrollIntoView({ block: 'center' });
        const { x, y, width, height } = element.getBoundingClientRect();
        // Links that only the keyboard brings into sight.
        if (width <= 1 || x + width <= 0 || y + height <= 0) continue;
        const [middleX, middleY] = [x + width / 2, y + height / 2];
        const isMet = [[-reach, 0], [reach, 0], [0, -reach], [0, reach]].every(([dx, dy]) => hits(element, middleX + dx, middleY + dy));
        if (!isMet) small.push(`${Math.round(width)}×${Math.round(height)}: ${element.outerHTML.slice(0, 120)}`);
      }
      return small;
    }, TARGET_PX_MIN);
    assert.deepEqual(small, []);
  }));
