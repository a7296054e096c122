// Takes pictures of given moments of the page, for people and for the README. Run it by
// `cargo xtask shots`; every option takes a comma-separated list, and each combination is one picture.
//
//   --seed 7            worlds
//   --at 12.4           moments, in virtual seconds
//   --size 1440x900     windows
//   --theme claro       claro, escuro
//   --lang pt           pt, en
//   --place ""          "" (the village), laboratorio
//   --do '{"crash":…}'  one action or a list of them, taken at --do-at (default: the moment itself)
//   --do-at 8.5
//   --open 2            opens that friend's menu (or letter:ID that letter's)
//   --tab etcd          opens the card beside the stage (or the sheet) there; then presses the texts in --press
//   --press Álbum
//   --scale 1           device pixels per pixel
//   --out target/shots  the folder
//   --name TEXT         file name for a single picture

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ADDRESS, Village, close, launch } from './village.mjs';

const text = (fallback) => ({ type: 'string', default: fallback });
const { values } = parseArgs({
  options: {
    seed: text('7'), at: text('12.4'), size: text('1440x900'), theme: text('claro'), lang: text('pt'), place: text(''),
    do: text(''), 'do-at': text(''), open: text(''), tab: text(''), press: text(''), scale: text('1'), out: text('target/shots'), name: text(''),
  },
});
const list = (option) => values[option].split(',');

await mkdir(values.out, { recursive: true });
for (const size of list('size')) {
  for (const theme of list('theme')) {
    for (const lang of list('lang')) {
      await takeAll(size, theme, lang);
    }
  }
}
await close();

/** All worlds and moments in one window. */
async function takeAll(size, theme, lang) {
  const [width, height] = size.split('x').map(Number);
  const context = await (await launch()).newContext({
    viewport: { width, height },
    deviceScaleFactor: Number(values.scale),
    hasTouch: width < 720,
    colorScheme: theme === 'escuro' ? 'dark' : 'light',
  });
  const page = await context.newPage();
  page.on('console', (message) => message.type() === 'error' && console.error(`console: ${message.text()}`));
  page.on('pageerror', (error) => console.error(`uncaught: ${error.message}`));
  const village = new Village(page);
  await page.goto(`${ADDRESS}#/${values.place}?lang=${lang}&theme=${theme}`);
  await village.ready();
  for (const seed of list('seed')) {
    for (const at of list('at')) {
      await village.start(Number(seed));
      if (values.do) {
        await village.seek(Math.round(Number(values['do-at'] || at) * 1e6));
        for (const action of [JSON.parse(values.do)].flat()) await village.dispatch(action);
      }
      await village.seek(Math.round(Number(at) * 1e6));
      await village.untilDrawn();
      await open(village);
      await show(village);
      await page.evaluate(() => document.fonts.ready.then(() => {}));
      const path = join(values.out, `${values.name || [size, theme, lang, seed, at].join('-')}.png`);
      await page.screenshot({ path });
      console.log(path);
    }
  }
  await context.close();
}

async function open(village) {
  if (!values.open) return;
  if (!values.open.startsWith('letter:')) return await village.openHome(values.open);
  await village.letter(values.open.slice('letter:'.length)).focus();
  await village.page.keyboard.press('Enter');
  await village.page.locator('[data-action]').first().waitFor();
}

/** The etcd panel, and what is pressed in it. */
async function show({ page }) {
  if (!values.tab) return;
  const name = new RegExp(`^${values.tab}$`);
  await page.getByRole('tab', { name }).or(page.locator('.tab-row').getByRole('button', { name })).filter({ visible: true }).click();
  for (const words of list('press').filter(Boolean)) {
    await page.locator('.side').getByText(words, { exact: true }).filter({ visible: true }).first().click();
  }
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}
