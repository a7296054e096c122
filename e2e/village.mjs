// The page as the tests see it: opened in the machine's Chromium from the served release site, and
// driven by `window.quorum`. A test fails on any console error, uncaught error or foreign request.

import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { chromium } from 'playwright-core';

export const ADDRESS = process.env.QUORUM_URL;
export const DESKTOP = { width: 1440, height: 900 };
export const PHONE = { width: 390, height: 844 };
/** In real milliseconds, for what has to come by itself; nothing waits this long in a passing run. */
const PATIENCE_MS = 20_000;
/** In real milliseconds: how often a condition in the page is looked at. Frames are not used for it: tests count them. */
const LOOK_EVERY_MS = 30;

const FLAGS = [
  '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync',
];

let browser;

export async function launch() {
  assert.ok(ADDRESS, 'QUORUM_URL is not set: run `cargo xtask test browser`');
  const executablePath = process.env.QUORUM_CHROMIUM ?? '/usr/bin/chromium';
  browser ??= await chromium.launch({ executablePath, args: FLAGS });
  return browser;
}

export async function close() {
  await browser?.close();
  browser = undefined;
}

/**
 * Opens the page for `body`, then closes it.
 * `hash` is the address's fragment; `dark`, `locale`, `reducedMotion` and `touch` are the visitor's;
 * `before` runs in the page before anything of it. `mayPanic`: the test breaks the page on purpose.
 */
export async function withPage(options, body) {
  const { viewport = DESKTOP, hash = '#/laboratorio', dark = false, locale = 'pt-BR', reducedMotion = false, touch = false, before, mayPanic = false } = options;
  const context = await (await launch()).newContext({
    viewport,
    locale,
    hasTouch: touch,
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: reducedMotion ? 'reduce' : 'no-preference',
  });
  const faults = [];
  try {
    await context.addInitScript(before ?? countFrames);
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    page.on('console', (message) => message.type() === 'error' && !mayPanic && faults.push(`console: ${message.text()}`));
    page.on('pageerror', (error) => mayPanic || faults.push(`uncaught: ${error.message}`));
    page.on('request', (request) => isOurs(request.url()) || faults.push(`foreign request: ${request.url()}`));
    page.on('requestfailed', (request) => faults.push(`failed request: ${request.url()}`));
    const village = new Village(page);
    await page.goto(ADDRESS + hash);
    await village.ready();
    await body(village, page);
    assert.deepEqual(faults, [], 'the page has to stay quiet and at home');
  } catch (error) {
    if (faults.length > 0 && !error.message.includes(faults[0])) {
      error.message += `\nThe page said:\n${faults.join('\n')}`;
    }
    throw error;
  } finally {
    await context.close();
  }
}

function isOurs(url) {
  return url.startsWith(new URL(ADDRESS).origin + '/') || /^(data|blob):/.test(url);
}

// Runs in the page before anything of it: counts the animation frames that the page asks for.
function countFrames() {
  const real = window.requestAnimationFrame.bind(window);
  window.framesAsked = 0;
  window.requestAnimationFrame = (callback) => {
    window.framesAsked += 1;
    return real(callback);
  };
  window.framesPass = (count) =>
    new Promise((done) => {
      const tick = () => (count-- > 0 ? real(tick) : done());
      real(tick);
    });
}

/** `window.quorum`, call by call, and the waiting that tests need. */
export class Village {
  constructor(page) {
    this.page = page;
  }

  async ready() {
    await this.page.waitForFunction(() => window.quorum, null, { polling: LOOK_EVERY_MS });
    await this.page.evaluate(async () => void (await window.quorum.ready));
  }

  call(name, ...args) {
    return this.page.evaluate(([name, args]) => window.quorum[name](...args), [name, args]);
  }

  frame = () => this.call('frame');
  dispatch = (action) => this.call('dispatch', action);
  advance = (us) => this.call('advance', us);
  seek = (us) => this.call('seek', us);
  run = (line, stdin) => this.call('run', line, stdin);
  hash = () => this.call('trace_hash');
  export = async () => JSON.parse(await this.call('export'));

  async play(speed = 1) {
    await this.call('speed', speed);
    await this.call('play');
  }

  pause = () => this.call('pause');

  /** Restores a session and stands, paused, at its very beginning. */
  async open(session) {
    await this.call('import', session);
    await this.pause();
    return await this.seek(0);
  }

  /** Has the page speak with the field's words, by the help's switch. */
  async speakTechnically() {
    await this.page.locator('header button[aria-haspopup=dialog]').click();
    await this.page.locator('dialog.help [role=switch]').first().check();
    await this.page.keyboard.press('Escape');
  }

  /** A new world, paused at its beginning. */
  start = (seed, world = {}) => this.open({ format: 1, world: { seed, ...world }, log: [] });

  /**
   * Advances in small slices until `holds(frame, arg)`; that frame. `holds` runs in the page, so it
   * sees nothing of the test but `arg`.
   */
  async until(holds, arg = null, { slice_us = 20_000, limit_us = 60_000_000 } = {}) {
    const frame = await this.page.evaluate(`((arg) => {
      const holds = ${holds};
      let frame = quorum.advance(0);
      const end_us = frame.t_us + ${limit_us};
      while (!holds(frame, arg)) {
        if (frame.t_us >= end_us) return null;
        frame = quorum.advance(${slice_us});
      }
      return frame;
    })(${JSON.stringify(arg)})`);
    assert.ok(frame, `not within ${limit_us / 1e6} virtual seconds: ${holds}`);
    return frame;
  }

  /** Advances until a member leads and a majority follows it; that frame. */
  untilLed = () =>
    this.until((frame) => {
      const leader = frame.members.find((member) => member.up && member.role === 'leader');
      const followers = frame.members.filter((member) => member.up && member.leader === leader?.id);
      return leader !== undefined && followers.length > frame.members.length / 2;
    });

  /** Waits in real time, while the page plays, for `holds(frame, arg)`. */
  async whilePlaying(holds, arg = null) {
    await this.page.waitForFunction(`((frame, arg) => (${holds})(frame, arg))(quorum.frame(), ${JSON.stringify(arg)})`, null, {
      polling: LOOK_EVERY_MS,
    });
    return await this.frame();
  }

  /** Plays until a moment has passed and pauses right there, in the page itself: no slow test is late. */
  playUntil = (t_us, speed) =>
    this.page.evaluate(([t_us, speed, every_ms]) => new Promise((done) => {
      quorum.speed(speed);
      quorum.play();
      const look = () => {
        const frame = quorum.frame();
        if (frame.t_us <= t_us) return setTimeout(look, every_ms);
        quorum.pause();
        done(frame.t_us);
      };
      look();
    }), [t_us, speed, LOOK_EVERY_MS]);

  /** Waits until the homes on the page show what the frame says; that frame. */
  async untilDrawn() {
    const frame = await this.frame();
    const wanted = frame.members.map((member) => ({
      id: String(member.id),
      role: member.role,
      up: String(member.up),
      placed: String((frame.puzzle.placed[member.id] ?? []).length),
    }));
    try {
      await this.page.waitForFunction((wanted) => wanted.every((member) => {
        const home = document.querySelector(`[data-member="${member.id}"]`)?.dataset;
        // Of who is away there is no state machine to ask: the board is what the notebook holds.
        return home?.up === member.up && (member.up === 'false' || (home.placed === member.placed && home.role === member.role));
      }), wanted, { polling: LOOK_EVERY_MS });
    } catch {
      assert.deepEqual(await this.page.locator('[data-member]').evaluateAll((homes) => homes.map((home) => ({
        id: home.dataset.member, role: home.dataset.role, up: home.dataset.up, placed: home.dataset.placed,
      }))), wanted, 'the homes have to show what the frame says');
    }
    return frame;
  }

  /** Opens a home's menu by the keyboard. */
  async openHome(id) {
    await this.home(id).getByRole('button').focus();
    await this.page.keyboard.press('Enter');
    await this.page.locator('[data-action="campaign"]').waitFor();
  }

  /** Waits until the last thing that was asked of the session is this; and that so many were, if a `count` is given. */
  async untilAsked(action, count = null) {
    const asked = async () => {
      const { log } = await this.export();
      return [log.at(-1)?.action, count === null ? null : log.length];
    };
    const until_ms = Date.now() + PATIENCE_MS;
    while (!isDeepStrictEqual(await asked(), [action, count]) && Date.now() < until_ms) await this.nextLook();
    assert.deepEqual(await asked(), [action, count]);
  }

  /** Waits until the keyboard is where `selector` says. */
  async untilFocused(selector) {
    const isThere = (selector) => document.activeElement?.matches(selector);
    await this.page.waitForFunction(isThere, selector, { polling: LOOK_EVERY_MS }).catch(async () => {
      const { id, className, tagName } = await this.page.evaluate(() => {
        const { id, className, tagName } = document.activeElement;
        return { id, className: String(className), tagName };
      });
      assert.fail(`the keyboard is at ${id || className || tagName}, not at ${selector}`);
    });
  }

  nextLook = () => this.page.evaluate((every_ms) => new Promise((done) => setTimeout(done, every_ms)), LOOK_EVERY_MS);

  home = (id) => this.page.locator(`[data-member="${id}"]`);
  letter = (id) => this.page.locator(`[data-letter="${id}"]`);

  /** Whether the page has come to rest: virtual time stands still and no frame is asked for. */
  async isStill() {
    return await this.page.evaluate(async () => {
      await window.framesPass(3);
      const before = [quorum.frame().t_us, window.framesAsked];
      await window.framesPass(30);
      const after = [quorum.frame().t_us, window.framesAsked];
      return before[0] === after[0] && before[1] === after[1];
    });
  }
}

export function leaderOf(frame) {
  return frame.members.find((member) => member.up && member.role === 'leader');
}
