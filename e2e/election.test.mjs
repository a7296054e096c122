import assert from 'node:assert/strict';
import { test } from 'node:test';
import { leaderOf, withPage } from './page.mjs';

test('five friends elect exactly one coordinator', () =>
  withPage({}, async (village, page) => {
    await village.start(7);
    const frame = await village.untilLed();
    const leaders = frame.members.filter((member) => member.role === 'leader');
    assert.equal(leaders.length, 1);
    await village.untilDrawn();
    assert.equal(await page.locator('[data-member][data-role="leader"][data-up="true"]').count(), 1);
  }));

test('no round ever has two coordinators, whatever the seed', () =>
  withPage({}, async (village, page) => {
    for (const seed of [1, 2, 3, 4, 5]) {
      await village.start(seed);
      const leadersOfTerms = await page.evaluate(() => {
        const leadersOfTerms = {};
        for (let slice = 0; slice < 400; slice++) {
          for (const member of quorum.advance(50_000).members) {
            if (member.role === 'leader') (leadersOfTerms[member.term] ??= {})[member.id] = true;
          }
        }
        return Object.values(leadersOfTerms).map((leaders) => Object.keys(leaders).length);
      });
      assert.ok(leadersOfTerms.length > 0, `seed ${seed}: nobody was elected in 20 virtual seconds`);
      assert.ok(leadersOfTerms.every((count) => count === 1), `seed ${seed}`);
    }
  }));

test('a coordinator that is sent away is followed by another, in a higher round', () =>
  withPage({}, async (village) => {
    await village.start(7);
    const first = leaderOf(await village.untilLed());
    await village.dispatch({ crash: { member: first.id } });
    const frame = await village.until(
      (frame, first) => frame.members.some((member) => member.up && member.role === 'leader' && member.id !== first.id),
      first,
    );
    assert.ok(leaderOf(frame).term > first.term, `${leaderOf(frame).term} after ${first.term}`);
    await village.untilDrawn();
    assert.equal(await village.home(first.id).getAttribute('data-up'), 'false');
    assert.equal(await village.home(leaderOf(frame).id).getAttribute('data-role'), 'leader');

    await village.dispatch({ restart: { member: first.id } });
    const back = await village.until(
      (frame, [first, leader]) => frame.members.find((member) => member.id === first).leader === leader,
      [first.id, leaderOf(frame).id],
    );
    assert.equal(leaderOf(back).id, leaderOf(frame).id, 'who comes back follows');
  }));
