import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DESKTOP, PHONE, withPage } from './page.mjs';

const TABS_MAX = 150;

/** Presses Tab until what has the focus matches, or stands within what matches. */
async function tabTo(page, selector) {
  for (let tabs = 0; tabs < TABS_MAX; tabs++) {
    if (await page.evaluate((selector) => document.activeElement?.closest(selector) !== null, selector)) return;
    await page.keyboard.press('Tab');
  }
  assert.fail(`${TABS_MAX} times Tab did not reach ${selector}`);
}

test('a friend is sent away and called back with the keyboard alone', () =>
  withPage({}, async (village, page) => {
    await village.start(7);
    await village.untilLed();
    await village.untilDrawn();
    await tabTo(page, '[data-member="2"]');
    await page.keyboard.press('Enter');
    await page.locator('[data-action="crash"]').waitFor();
    await tabTo(page, '[data-action="crash"]');
    await page.keyboard.press('Enter');
    await village.whilePlaying((frame) => !frame.members[1].up);
    await village.pause();
    await village.untilDrawn();

    await page.keyboard.press('Escape');
    await tabTo(page, '[data-member="2"]');
    await page.keyboard.press('Enter');
    await page.locator('[data-action="restart"]').waitFor();
    await tabTo(page, '[data-action="restart"]');
    await page.keyboard.press('Enter');
    await village.whilePlaying((frame) => frame.members[1].up);
  }));

test('a letter is lost with the keyboard alone', () =>
  withPage({}, async (village, page) => {
    await village.start(7);
    await village.untilLed();
    const frame = await village.until((frame) => frame.messages.some((message) => !message.lost));
    const letter = frame.messages.find((message) => !message.lost);
    await village.letter(letter.id).waitFor();
    await tabTo(page, `[data-letter="${letter.id}"]`);
    await page.keyboard.press('Enter');
    await page.locator('[data-action="drop_message"]').waitFor();
    await tabTo(page, '[data-action="drop_message"]');
    await page.keyboard.press('Enter');
    await village.whilePlaying((frame, id) => frame.messages.find((message) => message.id === id)?.lost, letter.id);
  }));

test('a letter that arrives leaves the focus at its receiver', () =>
  withPage({}, async (village, page) => {
    await village.start(7);
    await village.untilLed();
    const frame = await village.until((frame) => frame.messages.some((message) => message.kind === 'append' && !message.lost));
    const letter = frame.messages.find((message) => message.kind === 'append' && !message.lost);
    await village.letter(letter.id).focus();
    await village.untilFocused(`#letter-${letter.id}`);
    await village.advance(letter.due_us - frame.t_us);
    await village.letter(letter.id).waitFor({ state: 'detached' });
    await village.untilFocused(`#home-${letter.to}`);
  }));

for (const [name, viewport] of Object.entries({ desktop: DESKTOP, phone: PHONE })) {
  test(`everything that can be used is reached by Tab and shows it, ${name}`, () =>
    withPage({ viewport, hash: '#/aula/cerebro' }, async (village, page) => {
      await village.start(7);
      await village.untilLed();
      await village.untilDrawn();
      const steps = await page.evaluate(() => {
        const usable = 'a[href], button, input, select, textarea, summary, [tabindex], [role="button"], [role="slider"]';
        // Of a group that arrows walk through, one stop is enough.
        const groups = '[role="menu"], [role="toolbar"], [role="radiogroup"], [role="tablist"], fieldset';
        window.unreached = new Set();
        window.unmarked = new Set();
        for (const element of document.querySelectorAll(usable)) {
          const isHidden = !element.checkVisibility({ checkVisibilityCSS: true }) || element.closest('[inert], [aria-hidden="true"]');
          const isContainer = element.tabIndex < 0 && !element.matches('a[href], button, input, select, textarea, summary, [role]');
          if (!isHidden && !element.disabled && !isContainer) window.unreached.add(element.closest(groups) ?? element);
        }
        // What a focus may change: of the element itself or of anything drawn within it.
        const look = (element) => [element, ...element.querySelectorAll('*')].map((part) => {
          const { outlineStyle, outlineWidth, boxShadow, stroke, strokeWidth, opacity, visibility, display } = getComputedStyle(part);
          return [outlineStyle, outlineWidth, boxShadow, stroke, strokeWidth, opacity, visibility, display].join();
        }).join(';');
        let focused = null;
        let focusedLook = '';
        document.addEventListener('focusin', ({ target }) => {
          if (focused?.isConnected && look(focused) === focusedLook) window.unmarked.add(focused);
          [focused, focusedLook] = [target, look(target)];
          window.unreached.delete(target.closest(groups) ?? target);
        });
        return document.querySelectorAll(usable).length;
      });
      for (let tabs = 0; tabs < steps + 5; tabs++) await page.keyboard.press('Tab');
      const told = await page.evaluate(() => {
        const list = (elements) => [...elements].map((element) => element.outerHTML.slice(0, 120));
        return { unreached: list(window.unreached), unmarked: list(window.unmarked) };
      });
      assert.deepEqual(told, { unreached: [], unmarked: [] });
    }));
}
