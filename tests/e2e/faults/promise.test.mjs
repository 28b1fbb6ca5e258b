// A browser that does not promise to keep what is stored, and one that certainly will not.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chromium } from 'playwright-core';
import { office_of, survey, tablet_of } from './scene.mjs';
import { survived } from './survived.mjs';

const WARNING = 'does not promise to keep';

/** What an ordinary window takes for a promise, and a private one never gives. */
async function grant(office, context, page) {
  const devtools = await context.newCDPSession(page);
  await devtools.send('Browser.grantPermissions', { origin: office.url, permissions: ['durableStorage'] });
}

test('fault 10: where the browser does not promise to keep what is stored, setup and staff are told, and it works all the same', async (t) => {
  const office = await office_of(t);
  const tablet = await tablet_of(t);
  const warned = tablet.page.getByText(WARNING);
  await tablet.page.goto(`${office.url}/?lang=en`);
  await tablet.screen('setup');
  await warned.waitFor();
  await tablet.enrol(office, 'en');
  const receipts = [await survey(tablet)];
  await tablet.health();
  await warned.waitFor();
  await tablet.press('Close');
  await survived({ office, tablets: [tablet], receipts });

  await grant(office, tablet.context, tablet.page);
  await tablet.page.reload();
  await tablet.screen('attract');
  await tablet.health();
  await tablet.page.getByText('Waiting for head office: 0.').waitFor();
  assert.equal(await warned.count(), 0, 'with the promise there is nothing to tell');
  const promised = await tablet_of(t);
  await grant(office, promised.context, promised.page);
  await promised.page.goto(`${office.url}/?lang=en`);
  await promised.screen('setup');
  assert.equal(await promised.page.getByText(WARNING).count(), 0);
});

test('fault 11: in a private window setup says that nothing would last', async (t) => {
  const office = await office_of(t);
  const tablet = await tablet_of(t);
  const browser = await chromium.launch(tablet.options);
  t.after(() => browser.close());
  const context = await browser.newContext();
  const page = await context.newPage();
  await grant(office, context, page);
  await page.goto(`${office.url}/?lang=en`);
  await page.locator('main[data-screen="setup"]').waitFor();
  await page.getByText(WARNING).waitFor();
  await page.getByText('In a private window everything would be lost when it closes').waitFor();
});
