// The browser gives no more room: what a customer said stays on the screen, and a complaint has room kept back for it.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { accessible } from '../axe.mjs';
import { Office } from '../stage.mjs';
import { walk } from '../walk.mjs';
import { answers, en, has_room, scene, survey, surveys, tablet_of } from './scene.mjs';
import { survived } from './survived.mjs';

/** The page again, in a browser that gives no more room. It believes an older estimate for a while, so it is restarted. */
async function without_room(tablet, office) {
  await tablet.kill();
  await tablet.start();
  const devtools = await tablet.context.newCDPSession(tablet.page);
  const origin = office.url;
  const { usage } = await devtools.send('Storage.getUsageAndQuota', { origin });
  await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: usage });
  return { give_room: () => devtools.send('Storage.overrideQuotaForOrigin', { origin }) };
}

test('fault 4: a full storage keeps the answers on the screen, staff take a file, and with room they are saved', async (t) => {
  const { office, tablet } = await scene(t);
  await office.kill();
  const receipts = await surveys(tablet, 2);
  const { give_room } = await without_room(tablet, office);
  // The network does not help here either.
  await tablet.context.route('**/api/**', (route) => route.abort());
  await office.start();
  await tablet.page.goto(office.url);
  await answers(tablet);
  await tablet.press(en.send);
  await tablet.screen('not-saved');
  await accessible(tablet.page, 'not saved');
  assert.equal(await tablet.page.locator('[data-receipt]').count(), 0);
  await tablet.press('Try again');
  await tablet.screen('not-saved');

  await tablet.press('For staff');
  await tablet.page.locator('[data-place="tablet"]').waitFor();
  await tablet.page.getByText('Waiting for head office: 2.').waitFor();
  const download = tablet.page.waitForEvent('download');
  await tablet.press('Save a file: what is waiting');
  const file = await download;
  const path = join(office.dir, file.suggestedFilename());
  await file.saveAs(path);
  await tablet.page.getByText('A file with 2 records was saved.').waitFor();
  await office.command('import', path);
  await tablet.press('Close');
  await tablet.screen('not-saved');

  await give_room();
  await tablet.press('Try again');
  receipts.push(await tablet.receipt());
  await tablet.context.unroute('**/api/**');
  await tablet.page.evaluate(() => dispatchEvent(new Event('online')));
  await survived({ office, tablets: [tablet], receipts });
});

test('fault 4: without room a complaint is saved by what was kept back, a survey is not, and head office hears of it', async (t) => {
  const office = await Office.open();
  t.after(() => office.close());
  const tablet = await tablet_of(t);
  await tablet.enrol(office, 'en');
  await has_room(tablet);
  assert.doesNotMatch(await office.command('audit'), /storage was full/);
  const { give_room } = await without_room(tablet, office);
  await tablet.page.goto(office.url);

  await tablet.enter(en);
  await walk(tablet.page);
  await tablet.screen('not-saved');
  await tablet.press(en.delete);
  await tablet.screen('attract');
  await tablet.enter(en, 'complain');
  await walk(tablet.page, (id, kind) => (kind === 'words' ? `${id}: the left door was scratched` : 0));
  await tablet.screen('contact');
  await tablet.press(en.none);
  const receipt = await tablet.receipt();
  await tablet.press(en.finish);

  await tablet.health();
  await tablet.page.getByText('The storage is nearly full.').waitFor();
  await tablet.press('Close');
  // The complaint, and the tablet's own word that it needed that room.
  await survived({ office, tablets: [tablet], receipts: [receipt], records: 2 });
  assert.match(await office.command('audit'), /storage was full on .*: a complaint took the room/);
  await give_room();
  await tablet.page.reload();
  await has_room(tablet);
});

test('fault 4: without room nobody can be let in, since no try could be kept, and staff still reach the files', async (t) => {
  const { office, tablet } = await scene(t);
  await office.kill();
  const receipts = [await survey(tablet)];
  const { give_room } = await without_room(tablet, office);
  await tablet.context.route('**/api/**', (route) => route.abort());
  await office.start();
  await tablet.page.goto(`${office.url}/?lang=en`);
  await tablet.screen('attract');
  await tablet.page.evaluate(() => (location.hash = 'staff'));
  const [manager] = office.people;
  await tablet.page.locator('[data-place="locked"]').waitFor();
  await tablet.unlock(manager.name, manager.pin);
  await tablet.page.getByText('This could not be written down.').waitFor();
  await tablet.press('This tablet');
  await tablet.page.getByText('Waiting for head office: 1.').waitFor();
  assert.deepEqual(await tablet.page.locator('.tabs button').allInnerTexts(), ['This tablet'], 'and nothing else');
  const download = tablet.page.waitForEvent('download');
  await tablet.press('Save a file: what is waiting');
  await download;
  await tablet.page.getByText('A file with 1 records was saved.').waitFor();
  await tablet.press('Close');
  await give_room();
  await tablet.context.unroute('**/api/**');
  await tablet.page.evaluate(() => dispatchEvent(new Event('online')));
  await survived({ office, tablets: [tablet], receipts });
});
