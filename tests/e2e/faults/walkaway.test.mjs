// Customers walk away, pages are reloaded, browsers go back, crash or are killed, and nothing is left for the next one.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Office, eventually } from '../stage.mjs';
import { answer, state } from '../walk.mjs';
import { answers, en, survey, tablet_of } from './scene.mjs';
import { survived } from './survived.mjs';

const SECRET = 'the left door was scratched';

async function scene(t, office = Office.short()) {
  office = await office;
  t.after(() => office.close());
  const tablet = await tablet_of(t);
  return { office, tablet, page: tablet.page };
}

/** A customer at the comment of the short questionnaire, with words half typed. */
const halfway = (tablet) => answers(tablet, SECRET);

async function nothing_left(page) {
  assert.equal(await page.getByText(SECRET).count(), 0);
  assert.equal(await page.getByRole('textbox').count(), 0);
  assert.equal(await page.locator('[aria-checked="true"]').count(), 0);
}

test('fault 18: who walks away is asked for 20 s and more, can stay by one tap, and is then wiped off the screen', async (t) => {
  const { office, tablet, page } = await scene(t);
  await page.clock.install();
  await tablet.enrol(office, 'zh-CN');
  await halfway(tablet);
  await page.clock.fastForward(115_000);
  assert.equal(await state(page), 'asking');
  await page.clock.fastForward(6_000);
  await tablet.screen('idle');
  const left = Number((await page.locator('#dialog-note').innerText()).match(/\d+/)[0]);
  assert.ok(left >= 20, `${left} s are too few`);
  await page.clock.fastForward(3_000);
  assert.ok(Number((await page.locator('#dialog-note').innerText()).match(/\d+/)[0]) < left, 'the countdown is seen');
  await tablet.press(en.here);
  await tablet.screen('asking');
  assert.equal(await page.getByRole('textbox').inputValue(), SECRET, 'who stays loses nothing');
  // A screen reader presses without a finger and without a key.
  await page.clock.fastForward(121_000);
  await tablet.screen('idle');
  await page.getByRole('button', { name: en.here }).evaluate((button) => button.click());
  await page.clock.fastForward(5_000);
  await tablet.screen('asking');
  await page.clock.fastForward(121_000);
  await tablet.screen('idle');
  await page.clock.fastForward(30_000);
  await tablet.screen('attract');
  await nothing_left(page);
  assert.equal(await page.locator('html').getAttribute('lang'), 'zh-CN');
  // What was chosen is kept as a partial survey, what was written is not.
  await eventually('the partial survey arrives', async () => {
    const [sent] = (await office.report()).packages;
    assert.equal(sent.partial, 1);
  });
  assert.doesNotMatch(await office.command('comments', '--from', '2000-01-01', '--to', '2099-12-31'), /scratched/);
  await survived({ office, tablets: [tablet], receipts: [], records: 1 });
});


test('fault 18: the thank-you goes by itself, and a complaint half taken down is not kept', async (t) => {
  const { office, tablet, page } = await scene(t, Office.open());
  await page.clock.install();
  await tablet.enrol(office, 'en');
  await tablet.enter(en, 'complain');
  await tablet.screen('complaint');
  await answer(page);
  await page.clock.fastForward(150_000);
  await tablet.screen('attract');
  assert.equal((await tablet.journal()).records, 0);
});


test('fault 18: reload, back and forward, and a crash show the attract screen and nothing else', async (t) => {
  const { office, tablet, page } = await scene(t);
  await tablet.enrol(office, 'en');
  await halfway(tablet);
  await page.reload();
  await tablet.screen('attract');
  await nothing_left(page);

  await halfway(tablet);
  await page.goto('about:blank');
  await page.goBack();
  await tablet.screen('attract');
  await nothing_left(page);

  await halfway(tablet);
  await page.goBack().catch(() => {});
  await page.goForward().catch(() => {});
  await page.goto(office.url);
  await tablet.screen('attract');
  await nothing_left(page);

  await halfway(tablet);
  await tablet.kill();
  await tablet.start();
  await tablet.page.goto(office.url);
  await tablet.screen('attract');
  await nothing_left(tablet.page);

  const receipt = await survey(tablet);
  // A page that goes tries to keep what was chosen, as long as the browser lets it: whatever came of that is there once.
  const { records } = await tablet.journal();
  assert.ok(records >= 1 && records <= 5, `${records}`);
  await survived({ office, tablets: [tablet], receipts: [receipt], records });
});


test('fault 18: a page that is kept in memory while another is shown comes back empty', async (t) => {
  const { office, tablet, page } = await scene(t);
  await tablet.enrol(office, 'en');
  await halfway(tablet);
  // The browser's own event, as it comes when a page leaves for its memory and comes back from there.
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })));
  await eventually('the screen is wiped', async () => assert.equal(await state(page), 'attract'));
  await nothing_left(page);
  const reloaded = page.waitForEvent('load');
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
  await reloaded;
  await tablet.screen('attract');
  assert.equal((await tablet.journal()).records, 1, 'what was chosen is kept');
  await survived({ office, tablets: [tablet], receipts: [], records: 1 });
});

