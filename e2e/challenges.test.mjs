import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withPage } from './page.mjs';

/** The cards of the last lesson, on a phone, with nothing that moves by itself. */
const withChallenges = (body) =>
  withPage({ hash: '#/aula/desafios?passo=4', viewport: { width: 390, height: 844 }, reducedMotion: true }, async (village, page) => {
    await page.locator('.challenge').first().waitFor();
    await body(village, page);
  });

const open = async (page, title) => {
  await page.locator('.challenge', { hasText: title }).click();
  await page.locator('#lesson[data-phase=trying] .goal h3', { hasText: title }).waitFor();
};

test('a challenge is read from its title on, and its foot leads back to all of them', () =>
  withChallenges(async (village, page) => {
    await page.locator('.challenge').last().scrollIntoViewIfNeeded();
    await open(page, 'Um sim durante a cheia');
    assert.equal(await page.locator('#lesson .front-body').evaluate((body) => body.scrollTop), 0);
    for (const way of ['#lesson-next', '#lesson-back']) {
      await page.locator('#lesson-next', { hasText: 'Todos os desafios' }).waitFor();
      await page.locator(way).click();
      await page.locator('.challenge').last().waitFor();
      assert.equal(await page.locator('#lesson').getAttribute('data-step'), '4');
      await open(page, 'Um sim durante a cheia');
    }
  }));

test('what was spent so far stands above what may be spent', () =>
  withChallenges(async (village, page) => {
    const spent = (text) => page.locator('.challenge-spent', { hasText: text }).waitFor();
    await open(page, 'Parar três vilas');
    await spent('Saídas até agora: 0');
    await village.dispatch({ crash: { member: 3 } });
    await village.advance(100_000);
    await spent('Saídas até agora: 1');
    await page.locator('#lesson-next').click();
    await open(page, 'O quepe sem silêncio');
    await spent('Sem quepe até agora: 0 s');
    await village.dispatch({ crash: { member: 2 } });
    await village.advance(1_050_000);
    await spent('Sem quepe até agora: 1 s');
  }));

test('a village that stands still is followed by the next, and that is said at the top', () =>
  withChallenges(async (village, page) => {
    await open(page, 'Parar três vilas');
    for (const member of [2, 3]) await village.dispatch({ crash: { member } });
    await page.locator('#lesson .front-body').evaluate((body) => body.scrollTo(0, body.scrollHeight));
    await village.advance(15_000_000);
    await page.locator('#lesson-next', { hasText: 'Próxima vila' }).waitFor();
    await page.waitForFunction(() => document.querySelector('#lesson .front-body').scrollTop === 0);
    await page.locator('#lesson-next').click();
    await page.locator('.chart-unit', { hasText: 'Vila 2 de 3' }).waitFor();
    await page.locator('.challenge-spent', { hasText: 'Saídas até agora: 2' }).waitFor();
  }));

test('on a phone one reads what a house answered', () =>
  withChallenges(async (village, page) => {
    await open(page, 'Quem conta o passado?');
    await page.locator('#challenge-doors').getByRole('button', { name: 'Caio' }).click();
    await village.advance(2_000_000);
    await page.locator('.heard', { hasText: /^Caio respondeu: (sol|lua)$/ }).waitFor();
  }));

test('a wrong name costs questions, and says so', () =>
  withChallenges(async (village, page) => {
    await open(page, 'Quem conta o passado?');
    const { partition, members } = await page.evaluate(() => {
      const { network, members } = quorum.frame();
      return { partition: network.groups, members: members.map(({ id }) => id) };
    });
    const alone = partition.find((group) => group.length === 1)[0];
    const friends = ['Ana', 'Beto', 'Caio', 'Duda', 'Elis'];
    const naming = page.locator('.naming').last();
    await naming.getByRole('button', { name: friends[members.find((id) => id !== alone) - 1], exact: true }).click();
    await naming.getByText('Conta como 3 perguntas').waitFor();
    await page.locator('.challenge-spent', { hasText: 'Perguntas até agora: 3' }).waitFor();
  }));

test('on a phone the options of a bet are all in sight, and then its verdict', () =>
  withPage({ hash: '#/aula/vila?passo=4', viewport: { width: 390, height: 844 }, reducedMotion: true }, async (village, page) => {
    const inSight = async (element) => {
      const [box, body] = [await element.boundingBox(), await page.locator('#lesson .front-body').boundingBox()];
      return box.y >= body.y && box.y + box.height <= body.y + body.height + 1;
    };
    await page.locator('#lesson[data-phase=betting]').waitFor();
    for (const option of await page.locator('.bet-option').all()) assert.ok(await inSight(option), await option.textContent());
    await page.locator('.bet-option').first().click();
    await page.locator('#lesson-next').click();
    await village.advance(60_000_000);
    const why = page.locator('.bet-why', { hasText: 'primeiro veio o lápis' });
    await why.waitFor();
    await page.waitForFunction(() => document.querySelector('#lesson .front-body').scrollTop > 0);
    assert.ok(await inSight(why));
  }));
