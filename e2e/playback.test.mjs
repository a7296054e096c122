import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withPage } from './page.mjs';

test('pause really stops: no virtual time, no scheduled frame', () =>
  withPage({}, async (village) => {
    await village.start(7);
    await village.play(2);
    await village.whilePlaying((frame) => frame.t_us > 500_000);
    assert.equal(await village.isStill(), false, 'it has to move while it plays');
    await village.pause();
    assert.equal(await village.isStill(), true);
  }));

test('a hidden tab pauses', () =>
  withPage({}, async (village, page) => {
    await village.start(7);
    await village.play(2);
    await village.whilePlaying((frame) => frame.t_us > 500_000);
    await page.evaluate(() => {
      Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'hidden' });
      Object.defineProperty(document, 'hidden', { configurable: true, get: () => true });
      document.dispatchEvent(new Event('visibilitychange'));
    });
    assert.equal(await village.isStill(), true);
  }));

test('space plays and pauses, arrows go one event forward and back', () =>
  withPage({}, async (village, page) => {
    await village.start(7);
    await village.untilLed();
    await page.locator('body').press('Space');
    const { t_us } = await village.frame();
    await village.whilePlaying((frame, t_us) => frame.t_us > t_us, t_us);
    await page.locator('body').press('Space');
    assert.equal(await village.isStill(), true);

    const here = { t_us: (await village.frame()).t_us, hash: await village.hash() };
    await page.locator('body').press('ArrowRight');
    const ahead = await village.whilePlaying((frame, t_us) => frame.t_us > t_us, here.t_us);
    const hash = await village.hash();
    assert.notEqual(hash, here.hash, 'an event happened');
    await page.locator('body').press('ArrowLeft');
    await village.whilePlaying((frame, t_us) => frame.t_us < t_us, ahead.t_us);
    assert.equal(await village.isStill(), true);
    await village.seek(ahead.t_us);
    assert.equal(await village.hash(), hash, 'back and forth ends in the same moment');
  }));

test('who asks for less motion gets a page that waits', () =>
  withPage({ reducedMotion: true }, async (village) => {
    assert.equal(await village.isStill(), true);
  }));

test('seeking to the past and to the future shows those moments', () =>
  withPage({}, async (village) => {
    await village.start(7);
    for (const t_us of [9_000_000, 2_500_000, 0, 12_345_678]) {
      assert.equal((await village.seek(t_us)).t_us, t_us);
      await village.untilDrawn();
    }
  }));
