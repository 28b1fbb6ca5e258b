// Two windows of one tablet, windows of other builds, and fingers that tap twice.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answers, en, scene, survey } from './scene.mjs';
import { survived } from './survived.mjs';

/** A second window of the same tablet, which waits until the first is gone. */
async function second_window(tablet, office) {
  const second = await tablet.context.newPage();
  await second.goto(`${office.url}/?lang=en`);
  await second.locator('main[data-screen="out-of-service"]').waitFor();
  await second.getByText('already in use in another window').waitFor();
  // A window behind another is drawn seldom, and a customer looks at the one in front.
  await tablet.page.bringToFront();
  return second;
}

/** How many windows carry records: each has a courier's thread, which asks for that lock. */
const couriers = (context) => context.pages().reduce((sum, page) => sum + page.workers().length, 0);

test('fault 15: of two windows one takes surveys and sends them, the other says so and takes over when it closes', async (t) => {
  const { office, tablet } = await scene(t);
  const second = await second_window(tablet, office);
  assert.equal(couriers(tablet.context), 1, 'one of them sends');
  const receipts = [await survey(tablet)];
  await answers(tablet);
  assert.equal(await second.locator('main').getAttribute('data-screen'), 'out-of-service');
  await tablet.press(en.send);
  receipts.push(await tablet.receipt());
  await tablet.page.close();
  tablet.page = second;
  await second.bringToFront();
  await tablet.screen('attract');
  receipts.push(await survey(tablet));
  await survived({ office, tablets: [tablet], receipts });
  assert.equal(couriers(tablet.context), 1);
});

test('fault 16: when the window that holds the lock crashes, the other takes over and sends what it had not', async (t) => {
  const { office, tablet } = await scene(t);
  await office.kill();
  const receipts = [await survey(tablet)];
  await office.start();
  const second = await second_window(tablet, office);
  const devtools = await tablet.context.newCDPSession(tablet.page);
  // A crash says nothing: the lock is simply free. Whoever gets it starts anew.
  const taken = second.waitForEvent('framenavigated').then(() => Date.now());
  const crashed = Date.now();
  devtools.send('Page.crash').catch(() => {});
  const after = (await taken) - crashed;
  await second.locator('main[data-screen="attract"]').waitFor();
  t.diagnostic(`taken over ${after} ms after the crash, on its attract screen after ${Date.now() - crashed} ms`);
  tablet.page = second;
  await second.bringToFront();
  receipts.push(await survey(tablet));
  await survived({ office, tablets: [tablet], receipts });
});

/** Two taps of a finger, so close that nobody could have meant two. */
async function tap_twice(tablet, element) {
  const devtools = await tablet.context.newCDPSession(tablet.page);
  const box = await element.boundingBox();
  const touchPoints = [{ x: box.x + box.width / 2, y: box.y + box.height / 2 }];
  for (let tap = 0; tap < 2; tap += 1) {
    // Both are on their way before the page has answered the first.
    devtools.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints });
    devtools.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  }
}

test('fault 17: submit tapped twice, clicked twice, or by Enter and a click is one record', async (t) => {
  const { office, tablet } = await scene(t);
  const { page } = tablet;
  const ways = {
    tapped: (send) => tap_twice(tablet, send),
    'clicked twice': (send) => send.dblclick(),
    'by Enter and a click': (send) => send.evaluate((button) => {
      button.focus();
      button.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
      button.click();
      button.click();
    }),
    'with Enter held down': async (send) => {
      // A moment after a question is there, its heading has the focus.
      await page.locator('#heading:focus').waitFor();
      await send.focus();
      // Both before anything is awaited.
      await Promise.all([page.keyboard.press('Enter'), page.keyboard.press('Enter')]);
    },
  };
  const receipts = [];
  for (const [way, act] of Object.entries(ways)) {
    await answers(tablet);
    await act(page.getByRole('button', { name: en.send, exact: true }));
    receipts.push(await tablet.receipt());
    assert.equal((await tablet.journal()).records, receipts.length, way);
    await tablet.press(en.finish);
    await tablet.screen('attract');
  }
  await survived({ office, tablets: [tablet], receipts });
});
