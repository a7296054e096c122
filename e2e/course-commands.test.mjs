// Every command that the course teaches, typed into the terminal: answered as a recorded session of the real tool has it.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { withEtcd } from './etcd.mjs';

const LOOKS_MAX = 1000;
const { steps } = JSON.parse(
  await readFile(new URL('../tests/etcdctl/transcripts/source-text.json', import.meta.url), 'utf8'),
);

test('the commands of the course are answered as by the real tool', () =>
  withEtcd(
    async (village, page, panel) => {
      const blocks = () => page.locator('.cli-screen pre').allTextContents();
      const isNews = (block) => /^(PUT|DELETE)\n/.test(block);
      /** What stands behind the last command line, news of watches aside, once that is as wanted. */
      const answered = async (line, wanted) => {
        let found = null;
        for (let look = 0; look < LOOKS_MAX; look++) {
          const all = await blocks();
          const at = all.lastIndexOf(`$ ${line}`);
          found = at < 0 ? null : all.slice(at + 1).filter((block) => !isNews(block)).join('\n').trimEnd();
          if (found === wanted) return;
          await page.evaluate(() => new Promise((done) => requestAnimationFrame(done)));
        }
        assert.equal(found, wanted, line);
      };
      for (const { cmd, stdout = '', end_of_watch: watch } of steps) {
        if (cmd !== undefined) {
          const line = cmd.replace(/ &$/, '');
          await panel.type(line);
          await village.advance(2_000_000);
          await answered(line, stdout.trimEnd());
        } else if (watch === 1) {
          const news = (await blocks()).filter(isNews).map((block) => block.trimEnd());
          assert.equal(news.join('\n'), stdout.trimEnd());
        } else {
          // The one without `--prefix`: the page says why it is silent.
          assert.equal(stdout, '');
          await page.getByText('este aviso olha só a gaveta de nome exato').waitFor();
        }
      }
    },
    { world: { members: 3, puzzle: false } },
  ));
