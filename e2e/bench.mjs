// Measures the page in Chromium and prints one JSON object.
// usage: node e2e/bench.mjs SESSIONS.json, with {"seconds": …, "cases": [{"name": …, "session": …}, …]}

import { readFile } from 'node:fs/promises';
import { close, withPage } from './village.mjs';

const NAVIGATIONS = 5;
const FRAMES = 300;
const FRAMES_PATIENCE_MS = 60_000;

const { seconds, cases } = JSON.parse(await readFile(process.argv[2], 'utf8'));
const report = { speed: await speed(), first_frame_ms: median(await firstFrames()), frame_ms: await frameWork() };
await close();
console.log(JSON.stringify(report));

/** Virtual seconds per real second, case by case. */
async function speed() {
  const rates = [];
  await withPage({}, async (village) => {
    for (const { name, session } of cases) {
      await village.open(session);
      const ms = await village.page.evaluate((us) => {
        const start = performance.now();
        quorum.advance(us);
        return performance.now() - start;
      }, seconds * 1e6);
      rates.push({ name, rate: (seconds * 1000) / ms });
    }
  });
  return rates;
}

/** From navigation to the first drawn frame, which the page marks itself. */
async function firstFrames() {
  const times = [];
  for (let navigation = 0; navigation < NAVIGATIONS; navigation++) {
    await withPage({}, async ({ page }) => {
      const mark = await page.waitForFunction(() => performance.getEntriesByName('quorum-first-frame')[0]?.startTime);
      times.push(await mark.jsonValue());
    });
  }
  return times;
}

/** The main thread's work for each frame drawn while the village plays, as the page measures it. */
async function frameWork() {
  let work = [];
  await withPage({ hash: '#/?bench' }, async (village) => {
    await village.start(7);
    await village.untilLed();
    const collected = village.page.evaluate(([count, patience_ms]) => new Promise((done) => {
      const durations = [];
      const finish = () => done(durations);
      new PerformanceObserver((list) => {
        for (const { name, duration } of list.getEntries()) if (name === 'quorum-frame') durations.push(duration);
        if (durations.length >= count) finish();
      }).observe({ type: 'measure' });
      setTimeout(finish, patience_ms);
    }), [FRAMES, FRAMES_PATIENCE_MS]);
    await village.play(0.25);
    work = await collected;
  });
  return { median: median(work), p95: quantile(work, 0.95), frames: work.length };
}

function median(values) {
  return quantile(values, 0.5);
}

function quantile(values, part) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? null;
}
