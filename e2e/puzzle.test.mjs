import assert from 'node:assert/strict';
import { test } from 'node:test';
import { leaderOf, withPage } from './page.mjs';

const MAJORITY = 3;

test('a piece becomes solid on three boards, and on none before a majority has noted it', () =>
  withPage({}, async (village, page) => {
    await village.start(7);
    const early = await page.evaluate((majority) => {
      const notedBy = {};
      const early = [];
      const isEnough = (frame) => Object.values(frame.puzzle.placed).filter((pieces) => pieces.length >= 3).length >= 3;
      let frame = quorum.advance(0);
      while (!isEnough(frame)) {
        if (frame.t_us > 120_000_000) return ['three boards did not get three pieces within two virtual minutes'];
        frame = quorum.advance(20_000);
        for (const member of frame.members) {
          for (const entry of member.log.entries) {
            if (entry.key?.startsWith('/puzzle/')) (notedBy[entry.key] ??= new Set()).add(member.id);
          }
        }
        for (const [member, pieces] of Object.entries(frame.puzzle.placed)) {
          for (const piece of pieces) {
            const noted = notedBy[`/puzzle/${piece}`]?.size ?? 0;
            if (noted < majority) early.push(`${piece} on the board of ${member} at ${frame.t_us}: noted by ${noted}`);
          }
        }
      }
      return early;
    }, MAJORITY);
    assert.deepEqual(early, []);
    await village.untilDrawn();
    const solid = await page.locator('[data-member]').evaluateAll((homes) => homes.map((home) => Number(home.dataset.placed)));
    assert.ok(solid.filter((count) => count >= 3).length >= MAJORITY, `solid pieces on the boards: ${solid}`);
  }));

test('a lost letter is drawn lost, and its piece still arrives', () =>
  withPage({}, async (village) => {
    await village.start(7);
    const frame = await village.until((frame) => frame.messages.some(({ content }) => content.append?.keys[0]?.startsWith('/puzzle/')));
    const letter = frame.messages.find(({ content }) => content.append?.keys[0]?.startsWith('/puzzle/'));
    const piece = letter.content.append.keys[0].replace('/puzzle/', '');
    assert.ok(!(frame.puzzle.placed[letter.to] ?? []).includes(piece));

    await village.dispatch({ drop_message: { id: letter.id } });
    await village.letter(letter.id).and(village.page.locator('[data-lost="true"]')).waitFor();
    const lost = (await village.frame()).messages.find((message) => message.id === letter.id);
    assert.equal(lost.lost, true);

    await village.until((frame, [member, piece]) => frame.puzzle.placed[member]?.includes(piece), [letter.to, piece]);
    await village.until((frame, id) => frame.messages.every((message) => message.id !== id), letter.id);
    await village.letter(letter.id).waitFor({ state: 'detached' });
  }));

test('a delayed letter arrives later by what was asked', () =>
  withPage({}, async (village) => {
    await village.start(7);
    await village.untilLed();
    const frame = await village.until((frame) => frame.messages.some((message) => !message.lost));
    const letter = frame.messages.find((message) => !message.lost);
    await village.dispatch({ delay_message: { id: letter.id, by_us: 400_000 } });
    const delayed = (await village.frame()).messages.find((message) => message.id === letter.id);
    assert.equal(delayed.due_us, letter.due_us + 400_000);
    await village.letter(letter.id).waitFor();
  }));

test('a piece brought by a visitor gets into the picture', () =>
  withPage({}, async (village) => {
    await village.start(7, { search: false });
    const leader = leaderOf(await village.untilLed());
    await village.dispatch('suggest_piece');
    const frame = await village.until((frame, id) => frame.puzzle.placed[id]?.length === 1, leader.id);
    assert.equal(frame.puzzle.placed[leader.id].length, 1);
    await village.untilDrawn();
  }));

test('a finished picture is followed by the next one', () =>
  withPage({}, async (village) => {
    await village.start(7);
    const frame = await village.until((frame) => frame.puzzle.picture === 2, null, { slice_us: 200_000, limit_us: 900_000_000 });
    assert.deepEqual(frame.violations, []);
    await village.untilDrawn();
  }));
