// The browser is killed with -9 around the moment in which a record is written.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AFTER_COMPLETE, AT_RECORD, BEFORE_COMMIT, standstill } from './moments.mjs';
import { answers, en, scene, survey } from './scene.mjs';
import { survived } from './survived.mjs';

/** A customer sends their answers, and the browser is killed where `moment` stops the page. */
async function killed_at(tablet, office, moment) {
  await tablet.page.addInitScript(moment);
  await tablet.page.goto(office.url);
  await answers(tablet);
  // Nothing is delivered before the kill.
  await office.kill();
  const stopped = standstill(tablet.page);
  // The tap comes back when the page does, which it never will.
  tablet.press(en.send).catch(() => {});
  await stopped;
  await tablet.kill();
  await office.start();
  await tablet.start();
}

for (const [when, moment] of [['with the record handed over', AT_RECORD], ['a step before the commit', BEFORE_COMMIT]]) {
  test(`fault 1: killed ${when}, the record is not there at all, and nobody was thanked for it`, async (t) => {
    const { office, tablet } = await scene(t);
    await killed_at(tablet, office, moment);
    await tablet.page.goto(office.url);
    await tablet.screen('attract');
    assert.deepEqual(await tablet.journal(), { records: 0, pending: 0 });
    // The next customer's record is the first behind the tablet's own.
    const receipt = await survey(tablet);
    assert.match(receipt, /^2-/);
    await survived({ office, tablets: [tablet], receipts: [receipt] });
  });
}

test('fault 2: killed after the transaction completed, one record is pending and is delivered once', async (t) => {
  const { office, tablet } = await scene(t);
  const first = await survey(tablet);
  await killed_at(tablet, office, AFTER_COMPLETE);
  await tablet.page.goto(office.url);
  await tablet.screen('attract');
  assert.equal((await tablet.journal()).records, 2, 'the record of which nobody was told is there, once');
  const third = await survey(tablet);
  assert.match(third, /^4-/);
  await survived({ office, tablets: [tablet], receipts: [first, third], records: 3 });
});

test('faults 1 and 2: killed at any moment around the tap, a record is there whole or not at all', async (t) => {
  const { office, tablet } = await scene(t);
  const receipts = [];
  let written = 0;
  for (let round = 0; round < 8; round += 1) {
    // Tells the test the moment a thank-you is on the screen, which may be the last thing that the page does.
    await tablet.page.exposeBinding('thanked', (_, receipt) => receipts.push(receipt));
    await tablet.page.addInitScript(() => {
      new MutationObserver(() => {
        const receipt = document.querySelector('[data-receipt]')?.dataset.receipt;
        if (receipt && receipt !== globalThis.told) globalThis.thanked((globalThis.told = receipt));
      }).observe(document, { subtree: true, childList: true, attributes: true });
    });
    await tablet.page.goto(office.url);
    await answers(tablet);
    await tablet.context.setOffline(true);
    tablet.press(en.send).catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, round * 60));
    await tablet.kill();
    await tablet.start();
    await tablet.page.goto(office.url);
    await tablet.screen('attract');
    const { records } = await tablet.journal();
    assert.ok(records === written || records === written + 1, `${records} after ${written}`);
    assert.ok(records >= receipts.length, 'nobody was thanked for nothing');
    written = records;
  }
  t.diagnostic(`8 kills, 0 to 420 ms after the tap: ${written} records, ${receipts.length} thank-yous`);
  await survived({ office, tablets: [tablet], receipts, records: written });
});
