// The tablet's clock is years off, and goes back in the middle of the day.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { act, beside } from './builds.mjs';
import { scene, survey, surveys } from './scene.mjs';
import { drained, survived } from './survived.mjs';

const TEN_YEARS = 10 * 365 * 24 * 3_600_000;

/** The clock of a page or of a courier's thread, set forward by what lies in `shift`; the page's own clock runs on. */
const SHIFTED = `{
  const Real = Date;
  globalThis.Date = class extends Real {
    constructor(...when) {
      if (when.length) super(...when);
      else super(Real.now() + globalThis.shift);
    }
    static now() {
      return Real.now() + globalThis.shift;
    }
  };
}`;

/** A clock that can be set, for every page and thread of the tablet from the next load on. */
async function clock_of(tablet) {
  let shift = 0;
  const begin = () => `globalThis.shift = ${shift}; ${SHIFTED}`;
  // The init script cannot see the test, so it asks; a thread has none, so it gets its own before everything else.
  await tablet.context.route('**/courier-*.js', async (route) => {
    const reply = await route.fetch();
    await route.fulfill({ response: reply, body: `${begin()}\n${await reply.text()}`, headers: { 'content-type': 'text/javascript' } });
  });
  await tablet.context.addInitScript(`globalThis.shift = Number(sessionStorage.getItem('shift')); ${SHIFTED}`);
  return async (to) => {
    shift = to;
    const set = (to) => (globalThis.shift = to);
    await tablet.page.evaluate((to) => sessionStorage.setItem('shift', to), to);
    for (const one of [tablet.page, ...tablet.page.workers()]) await one.evaluate(set, to);
  };
}

test('fault 34: with a clock ten years ahead and then back, everything is stored in its order, told, and nothing is purged', async (t) => {
  const { office, tablet } = await scene(t);
  const set = await clock_of(tablet);
  await tablet.page.goto(office.url);
  const receipts = await surveys(tablet, 2);
  await set(TEN_YEARS);
  receipts.push(...(await surveys(tablet, 2)));
  await drained(tablet);
  // What a courier does once a day, it does when it starts.
  await tablet.page.reload();
  await tablet.screen('attract');
  receipts.push(await survey(tablet));
  await drained(tablet);
  await set(-TEN_YEARS);
  receipts.push(await survey(tablet));
  await tablet.page.reload();
  receipts.push(await survey(tablet));
  await set(0);
  receipts.push(await survey(tablet));
  await survived({ office, tablets: [tablet], receipts });

  const [texts] = await act(await beside(tablet, office), 'lying');
  const cores = texts.map((text) => JSON.parse(JSON.parse(text).header).core);
  // The first is the tablet's own.
  assert.deepEqual(cores.map(({ seq }) => seq), [1, 2, 3, 4, 5, 6, 7, 8, 9], 'all of them are still on the tablet');
  const year = new Date().getFullYear();
  const years = cores.map(({ captured_at }) => Number(captured_at.slice(0, 4)) - year);
  for (const [i, off] of [0, 0, 0, 10, 10, 10, -10, -10, 0].entries()) assert.ok(Math.abs(years[i] - off) <= 1, `${years}`);
  // The page sees that its clocks part ways, once each time; what a page began with, it has to believe.
  assert.deepEqual(cores.map(({ clock_suspect }) => clock_suspect), [false, false, false, true, false, false, true, false, true]);
});
