// Measures the page in Chromium and prints one JSON object.
// usage: node e2e/bench.mjs PLAN.json, with {"rounds": 3, "cases": [{"name": …, "session": …, "checks": true,
//        "windows": [60, 3600], "seconds": 60}, …]}

import { readFile } from 'node:fs/promises';
import { manyKeys } from './keys.mjs';
import { close, withPage } from './village.mjs';

const NAVIGATIONS = 5;
const FRAMES = 300;
const FRAMES_PATIENCE_MS = 60_000;

const { rounds, cases } = JSON.parse(await readFile(process.argv[2], 'utf8'));
const report = { speed: await speed(), first_frame_ms: median(await firstFrames()), frame_ms: await frameWork(), tree_ms: await treeWork() };
await close();
console.log(JSON.stringify(report));

/** Virtual seconds per real second, case by case, in each window: the best of some rounds. */
async function speed() {
  const best = cases.map(({ name, windows }) => ({ name, rates: windows.map(() => 0) }));
  await withPage({}, async (village) => {
    for (let round = 0; round < rounds; round++) {
      for (const [at, { session, checks, windows, seconds }] of cases.entries()) {
        // The browser compiles what runs often anew, and faster: not part of what is measured.
        await village.open(session);
        await village.advance(10_000_000);
        await village.open(session);
        const rates = await village.page.evaluate(timeWindows, { windows, seconds, checks });
        best[at].rates = rates.map((rate, window) => Math.max(rate, best[at].rates[window]));
      }
    }
  });
  return best;
}

/** In the page. */
function timeWindows({ windows, seconds, checks }) {
  let nowSeconds = 0;
  return windows.map((from) => {
    quorum.advance((from - nowSeconds) * 1e6, { checks });
    const start = performance.now();
    quorum.advance(seconds * 1e6, { checks });
    nowSeconds = from + seconds;
    return (seconds * 1000) / (performance.now() - start);
  });
}

/** From navigation to the first picture with the friends' homes in it. */
async function firstFrames() {
  const times = [];
  for (let navigation = 0; navigation < NAVIGATIONS; navigation++) {
    await withPage({ before: noteFirstFrame }, async ({ page }) => {
      const time = await page.waitForFunction(() => window.firstFrameMs);
      times.push(await time.jsonValue());
    });
  }
  return times;
}

function noteFirstFrame() {
  const observer = new MutationObserver(() => {
    if (document.querySelector('[data-member]') === null) return;
    observer.disconnect();
    requestAnimationFrame(() => (window.firstFrameMs = performance.now()));
  });
  observer.observe(document, { childList: true, subtree: true });
}

/** The script's work for each frame drawn while the village plays: what it asked for and all that follows from it. */
function frameWork() {
  return framesOf(async (village) => {
    await village.start(7);
    await village.untilLed();
  });
}

/** The same with the etcd panel open, 10,000 keys in its tree, the friends finding pieces and five writes a second. */
function treeWork() {
  return framesOf(async (village) => {
    const keys = manyKeys(10_000);
    const writes = Array.from({ length: 200 }, (_, at) => ({
      at_us: 6_000_000 + at * 200_000, action: { etcdctl: { line: `put /many/0${at} new` } },
    }));
    await village.call('import', { format: 1, world: { seed: 7 }, log: [...keys, ...writes] });
    await village.seek(6_000_000);
    await village.page.getByRole('tab', { name: 'etcd' }).click();
    await village.page.locator('[data-key="/many/00000"]').waitFor();
  });
}

async function framesOf(prepare) {
  let work = [];
  await withPage({ before: timeFrames }, async (village) => {
    await prepare(village);
    await village.page.evaluate(() => (window.frameWork = []));
    await village.play(0.25);
    await village.page.waitForFunction((count) => window.frameWork.length >= count, FRAMES, { timeout: FRAMES_PATIENCE_MS });
    work = await village.page.evaluate(() => window.frameWork);
  });
  return { median: median(work), p95: quantile(work, 0.95), frames: work.length };
}

function timeFrames() {
  const real = window.requestAnimationFrame.bind(window);
  window.frameWork = [];
  window.requestAnimationFrame = (callback) => {
    let start = 0;
    const id = real((time) => {
      start = performance.now();
      callback(time);
    });
    // Called in the same frame, after what the first callback put off to its end.
    real(() => start && window.frameWork.push(performance.now() - start));
    return id;
  };
}

function median(values) {
  return quantile(values, 0.5);
}

function quantile(values, part) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? null;
}
