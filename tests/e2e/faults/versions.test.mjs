// Newer versions: while somebody answers, and half of one.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { en, look, ready, scene, second, survey, title, told, until_told, waits } from '../appliance.mjs';
import { eventually } from '../stage.mjs';
import { answer } from '../walk.mjs';
import { survived } from './survived.mjs';

test('fault 36: a newer version that comes while somebody answers waits for the attract screen', async (t) => {
  const { host, office, tablet } = await scene(t);
  await tablet.enter(en);
  await answer(tablet.page);
  host.deploy(second);
  await look(tablet);
  await eventually('the newer version is here', async () => assert.equal(await waits(tablet), true));
  await tablet.page.waitForTimeout(11_000);
  assert.equal(await title(tablet), 'Handover', 'nothing changes under somebody who answers');
  assert.equal(await waits(tablet), true);
  while ((await tablet.question()) !== 'comment') await answer(tablet.page);
  await tablet.page.locator('.button-main').click();
  const receipt = await tablet.receipt();
  await tablet.press(en.finish);
  await eventually('it is taken up', async () => assert.equal(await title(tablet), 'Handover 2'), 40);
  await tablet.screen('attract');
  await ready(tablet);
  await survived({ office, tablets: [tablet], receipts: [receipt] });
});

test('fault 37: a newer version of which a file is missing is not used; once whole, it is', async (t) => {
  const { host, office, tablet } = await scene(t);
  const icon = host.remove('icons/192.png');
  host.deploy(second);
  await look(tablet);
  await until_told(tablet, 'staff read of it', (said) => assert.match(said, /icons\/192\.png is missing/));
  await tablet.kill();
  await tablet.start();
  await tablet.page.goto(office.url);
  await tablet.screen('attract');
  assert.equal(await title(tablet), 'Handover', 'the version before stays');
  const receipts = [await survey(tablet)];
  // Something else in its place is no better.
  host.write('icons/192.png', 'not the icon');
  await look(tablet);
  assert.equal(await waits(tablet), false);
  host.write('icons/192.png', icon);
  await look(tablet);
  await eventually('it is taken up', async () => assert.equal(await title(tablet), 'Handover 2'), 40);
  await ready(tablet);
  assert.match(await told(tablet), /Ready offline/, 'and that is told');
  receipts.push(await survey(tablet));
  await survived({ office, tablets: [tablet], receipts });
});
