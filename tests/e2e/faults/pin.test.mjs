// Somebody guesses a PIN: waits grow, and no reload, kill or turned clock makes them shorter.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually } from '../stage.mjs';
import { scene } from './scene.mjs';

const WRONG = '000000';

/** Opens the room of staff, which asks who is there. */
async function open(tablet) {
  await tablet.page.evaluate(() => (location.hash = 'staff'));
  await tablet.page.locator('[data-place="locked"]').waitFor();
}

/** Lets the page live on until the wait is over; a second at a time, since each is kept on disk. */
async function wait_out(tablet, name) {
  await eventually('the wait is over', async () => {
    await tablet.page.clock.runFor(1000);
    assert.equal(await wait_s(tablet, name), 0);
  }, 90);
}

/** How long somebody has to wait, in seconds, as the screen says it. */
async function wait_s(tablet, name) {
  await tablet.page.getByRole('radio', { name: new RegExp(`^${name} `) }).click();
  const said = await tablet.page.getByRole('status').first().innerText();
  return Number(said.match(/Try again in (\d+) seconds/)?.[1] ?? 0);
}

async function guess(tablet, name) {
  await tablet.unlock(name, WRONG);
  await tablet.page.getByText(/This PIN is wrong|Too many wrong PINs/).waitFor();
  tablet.events += 1;
}

test('fault 42: guessed PINs are locked out, in page time, through reload, kill and a clock that is turned', async (t) => {
  const { office, tablet } = await scene(t);
  const [manager, staff] = office.people;
  await open(tablet);
  for (let i = 0; i < 3; i += 1) await guess(tablet, manager.name);
  const first = await wait_s(tablet, manager.name);
  assert.ok(first > 20 && first <= 30, `${first} s after three`);
  // Even the right one is not looked at meanwhile, and whoever else is there is not kept out.
  await tablet.page.locator('.pin').fill(manager.pin);
  await tablet.page.locator('.pin').press('Enter');
  await tablet.page.waitForTimeout(500);
  assert.equal(await tablet.page.locator('[data-place="locked"]').count(), 1);
  await tablet.unlock(staff.name, staff.pin);
  await tablet.page.locator('[data-place="overview"]').waitFor();
  tablet.events += 1;
  await tablet.press('Close');

  await tablet.page.reload();
  await tablet.screen('attract');
  await open(tablet);
  const reloaded = await wait_s(tablet, manager.name);
  assert.ok(reloaded > 0 && reloaded <= first, `${reloaded} s after a reload`);

  await tablet.kill();
  await tablet.start();
  // Ten years later by the wall clock, and the page has just begun.
  await tablet.page.clock.install({ time: Date.now() + 10 * 365 * 86_400_000 });
  await tablet.page.goto(`${office.url}/?lang=en`);
  await tablet.screen('attract');
  await open(tablet);
  const killed = await wait_s(tablet, manager.name);
  assert.ok(killed > reloaded - 15 && killed <= reloaded, `${killed} s after a kill, with the clock turned`);

  // The page lives on, and the wait with it; then one more wrong one costs a minute, and the right one opens.
  await wait_out(tablet, manager.name);
  await guess(tablet, manager.name);
  const second = await wait_s(tablet, manager.name);
  assert.ok(second > 50 && second <= 60, `${second} s after the fourth`);
  await wait_out(tablet, manager.name);
  await tablet.unlock(manager.name, manager.pin);
  await tablet.page.locator('[data-place="overview"]').waitFor();
  tablet.events += 1;

  // Every try is in the journal, and so at head office.
  await eventually('all of it arrives', async () => assert.equal((await tablet.whole_journal()).pending, 0), 90);
  const audit = await office.command('audit').catch(({ stdout }) => stdout);
  assert.equal(audit.match(new RegExp(`a wrong PIN was tried for ${manager.id}`, 'g'))?.length, 4, audit);
});
