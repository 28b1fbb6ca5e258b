// The database's schema changes with the builds: forward, halfway, and back.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually } from '../stage.mjs';
import { STORES, act, beside } from './builds.mjs';
import { IN_UPGRADE, standstill } from './moments.mjs';
import { scene, survey, surveys } from './scene.mjs';
import { drained, survived } from './survived.mjs';

const SECOND = '2 pending,quarantined,records,settled,setup';

async function described(page) {
  const [version, ...stores] = (await act(page, 'described')).split(' ');
  return `${version} ${stores}`;
}

test('fault 12: a window of this build lets go of the database when a newer build changes it, and works on', async (t) => {
  const { office, tablet } = await scene(t);
  const receipts = [await survey(tablet)];
  await drained(tablet);
  const newer = await tablet.context.newPage();
  await newer.goto(`${office.url}/healthz`);
  assert.equal(await act(newer, 'upgraded', 3), true, 'nothing stood in its way');
  await tablet.page.bringToFront();
  receipts.push(...(await surveys(tablet, 2)));
  await survived({ office, tablets: [tablet], receipts });
});

test('fault 13: on a database one schema ahead the tablet works; further ahead it asks for the update and touches nothing', async (t) => {
  const { office, tablet } = await scene(t);
  const receipts = [await survey(tablet)];
  await act(await beside(tablet, office), 'upgraded', 3);
  await tablet.page.goto(office.url);
  receipts.push(await survey(tablet));
  await drained(tablet);
  await office.kill();
  receipts.push(await survey(tablet));
  // The courier is with its page and must not send it yet.
  await tablet.context.route('**/api/**', (route) => route.abort());
  await office.start();
  const before = await act(await beside(tablet, office), 'lying');
  await act(tablet.page, 'upgraded', 4);
  await tablet.page.goto(`${office.url}/?lang=en`);
  await tablet.screen('out-of-service');
  await tablet.page.getByText('update').waitFor();
  assert.deepEqual(await act(await beside(tablet, office), 'lying'), before, 'every record as it was');
  assert.match(await described(tablet.page), /^4 .*of,version,3/);

  // With a build that knows this schema the tablet goes on where it was; here, the schema is made one that ours knows.
  await act(tablet.page, 'remade', 2, STORES[2]);
  await tablet.context.unroute('**/api/**');
  await tablet.page.goto(office.url);
  await survived({ office, tablets: [tablet], receipts });
});

test('fault 14: killed in the middle of a migration, the old schema and every record are there, and it is done the next time', async (t) => {
  const { office, tablet } = await scene(t);
  const receipts = [await survey(tablet)];
  await drained(tablet);
  await office.kill();
  receipts.push(...(await surveys(tablet, 2)));
  await tablet.kill();
  await office.start();
  await tablet.start();
  await tablet.context.route('**/api/**', (route) => route.abort());
  // As the build before this one left it.
  await act(await beside(tablet, office), 'remade', 1, STORES[1]);
  const before = await act(tablet.page, 'lying');
  assert.deepEqual(before.map((all) => all.length), [4, 2], "the three surveys and the tablet's own record before them");

  await tablet.page.addInitScript(IN_UPGRADE);
  const stopped = standstill(tablet.page);
  tablet.page.goto(office.url).catch(() => {});
  assert.equal(await stopped, 'quarantined was made');
  await tablet.kill();
  await tablet.start();
  assert.equal(await described(await beside(tablet, office)), '1 pending,records,settled,setup');
  assert.deepEqual(await act(tablet.page, 'lying'), before);

  await tablet.page.goto(office.url);
  await tablet.screen('attract');
  await eventually('it is migrated', async () => assert.equal(await described(tablet.page), SECOND));
  receipts.push(await survey(tablet));
  await survived({ office, tablets: [tablet], receipts });
});
