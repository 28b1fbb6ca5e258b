// Staff hand the tablet to a customer: typed or from the list of visits, and what comes of it at head office.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { accessible } from './axe.mjs';
import { scene, survey } from './faults/scene.mjs';
import { eventually } from './stage.mjs';

const PLATE = '京AD12345';
const VIN = '1M8GDM9AXKP042788';

const field = (page, label) => page.getByRole('textbox', { name: label, exact: true });

/** From the first screen to the form. */
async function form(tablet) {
  await tablet.staff();
  await tablet.page.locator('[data-place="overview"] .bar-below').getByRole('button', { name: 'Hand over', exact: true }).click();
  await tablet.page.locator('[data-place="start"]').waitFor();
}

const arrived = (tablet) => eventually('it arrives', async () => assert.equal((await tablet.whole_journal()).pending, 0), 60);

test('a typed handover: bad input is told, plate and VIN are sealed, and the survey that comes of it counts for the order', async (t) => {
  const { office, tablet } = await scene(t);
  const { page } = tablet;
  await form(tablet);
  await accessible(page, 'starting a handover');
  const go = page.getByRole('button', { name: 'Hand over now', exact: true });
  assert.ok(await go.isDisabled());
  await field(page, 'Order number').fill('<script>alert(1)</script>');
  await page.getByText('letters, digits, dashes, dots and underlines only').waitFor();
  await field(page, 'Order number').fill('RO-77');
  await field(page, 'VIN').fill(`${VIN.slice(0, -1)}9`);
  await page.getByText('The check digit does not fit').waitFor();
  assert.ok(await go.isDisabled(), 'a wrong VIN is not taken');
  await field(page, 'VIN').fill('1M8GDM9AXKPO42788');
  await page.getByText('“O” does not occur in a VIN').waitFor();
  await field(page, 'VIN').fill(VIN.toLowerCase());
  await page.getByText('The check digit fits.').waitFor();
  await field(page, 'Plate').fill('京A1234');
  await page.getByText('This does not look like a plate').waitFor();
  assert.ok(await go.isDisabled());
  await field(page, 'Plate').fill('京ad·12345');
  await page.getByText('A new-energy plate.').waitFor();
  await field(page, 'Mileage in km').fill('many');
  await page.getByText('The mileage is a whole number').waitFor();
  assert.ok(await go.isDisabled());
  await field(page, 'Mileage in km').fill('20400');
  await page.getByRole('radio', { name: '王敏' }).click();
  await go.click();
  await tablet.screen('attract');

  // A link does not change what the customer holds, and the address of the staff's room asks who is there.
  await page.evaluate(() => (location.hash = 'staff'));
  await page.locator('[data-place="locked"]').waitFor();
  await tablet.press('Close');
  const receipt = await survey(tablet);
  await arrived(tablet);
  assert.match(await office.command('audit', '--slip', receipt), /^found:/);
  assert.match(await office.command('audit'), /chain whole/);
  const counted = await office.command('handovers', '--from', '2000-01-01', '--to', '2099-12-31');
  assert.match(counted, /^demo +1 +1 +0 +0 +0 +100\.0 %/m, counted);

  // Nothing of the vehicle is on the disk in the open.
  const kept = await page.evaluate(
    () => new Promise((resolve) => {
      const open = indexedDB.open('handover');
      open.onsuccess = () => {
        const all = open.result.transaction('records').objectStore('records').getAll();
        all.onsuccess = () => resolve(all.result.join('\n'));
      };
    }),
  );
  assert.ok(kept.includes('handover'), 'the handover is there');
  for (const secret of [PLATE, VIN, '20400', '王敏']) assert.ok(!kept.includes(secret), secret);
});

test('from the list of visits that head office imported; a second handover of an order is told and flagged', async (t) => {
  const { office, tablet } = await scene(t);
  const { page } = tablet;
  const list = join(office.dir, 'visits.csv');
  const today = new Date().toISOString().slice(0, 10);
  writeFileSync(list, `order,visit,day,advisor,model,mileage_km\nRO-501,service,${today},a1,Model S,12000\n`);
  await office.command('import', 'visits', 'demo', list);
  await tablet.health();
  await tablet.press('Send now');
  await tablet.page.locator('.tabs button').first().click();
  const listed = page.getByRole('radio', { name: 'RO-501 · Model S' });
  await eventually('the list arrives', async () => {
    await page.locator('.tabs button').first().click();
    await page.locator('.bar-below .button-main').click();
    await listed.waitFor({ timeout: 1000 });
  }, 40);
  await listed.click();
  assert.equal(await field(page, 'Order number').inputValue(), 'RO-501');
  assert.equal(await field(page, 'Mileage in km').inputValue(), '12000');
  await page.getByRole('button', { name: 'Hand over now', exact: true }).click();
  await tablet.screen('attract');
  await survey(tablet);

  await form(tablet);
  assert.equal(await listed.count(), 0, 'it was handed over');
  await field(page, 'Order number').fill('RO-501');
  await page.getByText('There is a survey for this order already').waitFor();
  await page.getByRole('button', { name: 'Hand over all the same', exact: true }).click();
  await tablet.screen('attract');
  await survey(tablet);
  await arrived(tablet);
  const counted = await office.command('handovers', '--from', '2000-01-01', '--to', '2099-12-31');
  assert.match(counted, /^demo +2 +1 +0 +0 +1 +100\.0 %/m, counted);
});

test('a handover without a survey is recorded as one, and the counts on the tablet say so', async (t) => {
  const { office, tablet } = await scene(t);
  const { page } = tablet;
  const hand_over = async (order) => {
    await form(tablet);
    await field(page, 'Order number').fill(order);
    await page.getByRole('button', { name: 'Hand over now', exact: true }).click();
    await tablet.screen('attract');
  };
  await hand_over('RO-1');
  await tablet.press('Start');
  await tablet.press('No, thank you');
  await tablet.screen('attract');
  await tablet.staff();
  await page.getByText('The tablet is handed over for RO-1.').waitFor();
  await tablet.press('Take it back');
  await page.getByText('The tablet is handed over for RO-1.').waitFor({ state: 'detached' });
  await tablet.press('Close');
  await hand_over('RO-2');
  await survey(tablet);
  await tablet.staff();
  const today = page.locator('.figures tr').nth(1);
  await eventually('the counts are there', async () => {
    assert.deepEqual(await today.locator('td').allInnerTexts(), ['2', '1', '50 %', '0']);
  });
  await accessible(page, 'the overview');
  await tablet.press('Close');
  await arrived(tablet);
  const counted = await office.command('handovers', '--from', '2000-01-01', '--to', '2099-12-31');
  assert.match(counted, /^demo +2 +1 +0 +1 +0 +50\.0 %/m, counted);
  assert.match(await office.command('audit'), /chain whole/);
});
