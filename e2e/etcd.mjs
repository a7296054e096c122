// The etcd panel as its tests see it.

import assert from 'node:assert/strict';
import { withPage } from './page.mjs';

/** A village that is led, paused, with the etcd panel open. `preload`: the course's sample keys are there. */
export const withEtcd = (body, { preload = false, world = {}, ...options } = {}) =>
  withPage(options, async (village, page) => {
    await village.start(7, { search: false, preload, ...world });
    await village.untilLed();
    await village.advance(1_000_000);
    // On small screens the panel's tabs are buttons of the sheet.
    const tab = page.getByRole('tab', { name: 'etcd' }).or(page.locator('.tab-row').getByRole('button', { name: 'etcd' }));
    await tab.filter({ visible: true }).click();
    await body(village, page, new Panel(page));
  });

/** In drawn frames; nothing waits this long in a passing run. */
const LOOKS_MAX = 1000;

export class Panel {
  constructor(page) {
    this.page = page;
    this.line = page.getByLabel(/^(Comando|Command)$/);
    this.tree = page.getByRole('tree');
  }

  async type(line) {
    await this.line.fill(line);
    await this.line.press('Enter');
  }

  /** Waits until exactly this is on the screen: what was typed and printed, block by block. */
  async shows(blocks) {
    const shown = () => this.page.locator('.cli-screen pre').allTextContents();
    const fits = (found) =>
      found.length === blocks.length &&
      blocks.every((block, at) => (block instanceof RegExp ? block.test(found[at]) : block === found[at]));
    for (let look = 0; look < LOOKS_MAX; look++) {
      if (fits(await shown())) return;
      await this.page.evaluate(() => new Promise((done) => requestAnimationFrame(done)));
    }
    assert.deepEqual(await shown(), blocks.map(String));
  }

  waits = (words) => this.page.locator('.cli-wait', { hasText: words }).waitFor();

  /** The rows of the tree: their names, indented. */
  rows = () =>
    this.tree.getByRole('treeitem').evaluateAll((rows) =>
      rows.map((row) => '  '.repeat(row.ariaLevel - 1) + row.querySelector('.key-name').textContent));

  part = (name) => this.page.locator('.etcd-parts').getByRole('button', { name, exact: true }).click();
}
