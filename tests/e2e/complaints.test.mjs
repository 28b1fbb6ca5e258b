// Complaints on the showroom's side: their clocks (C4) by a fake clock, steps (C5, C6) on two tablets and at head office, and
// what the customer said, opened with the six words.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accessible } from './axe.mjs';
import { Office, Tablet, eventually } from './stage.mjs';
import { WORDS, answer, state } from './walk.mjs';

const { en } = WORDS;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

async function scene(t) {
  const office = await Office.open();
  t.after(() => office.close());
  return office;
}

async function tablet_of(t, office) {
  const tablet = await Tablet.open();
  t.after(() => tablet.close());
  tablet.office = office;
  const link = (await office.command('device', 'code', 'demo', '--url', office.url)).match(/enrol=(\S+)/)[1];
  await tablet.page.goto(`${office.url}/?enrol=${link}&lang=en`);
  await tablet.set_up();
  return tablet;
}

/** A customer complains; `story` decides how bad it is, `reach` whether contact is wanted. The number. */
async function complain(tablet, story, reach = true) {
  const { page } = tablet;
  await tablet.enter(en, 'complain');
  while ((await state(page)) === 'complaint') {
    await answer(page, (id, kind, count) => (kind === 'words' ? story : id === 'reach' && !reach ? count - 1 : 0));
  }
  if (reach) {
    await page.getByRole('textbox').first().fill('Wang');
    await page.getByRole('textbox').last().fill('138 0013 8000');
    await page.getByRole('checkbox').click();
    await tablet.press(en.record);
  }
  await tablet.screen('thanks');
  const number = await page.locator('[data-complaint]').getAttribute('data-complaint');
  await tablet.press(en.finish);
  await tablet.screen('attract');
  return number;
}

const row = (page, number) => page.locator('button.row', { hasText: number });
const due = async (page, number) => row(page, number).locator('.due').innerText();

/** Opens a complaint in the room of staff. */
async function look(tablet, number, role) {
  await tablet.staff(role);
  await row(tablet.page, number).click();
  await tablet.page.locator('[data-place="complaint"]').waitFor();
}

/** Records a step on the screen of a complaint. */
async function step(tablet, name, note = '', remedy) {
  const { page } = tablet;
  await page.getByRole('radio', { name, exact: true }).click();
  if (remedy) await page.getByRole('radio', { name: remedy, exact: true }).click();
  if (note) await page.getByRole('textbox', { name: 'Note', exact: true }).fill(note);
  await tablet.press('Record this step');
  await page.getByText('Recorded. It goes').waitFor();
  tablet.events += 1;
}

test('the clocks of a grievance, an ordinary and a major complaint, and of one without contact, run by the clock', async (t) => {
  const office = await scene(t);
  const tablet = await tablet_of(t, office);
  const { page } = tablet;
  const numbers = {
    Grievance: await complain(tablet, 'the mat was not put back'),
    'Ordinary complaint': await complain(tablet, 'I want a refund'),
    'Major complaint': await complain(tablet, 'it is about: brake failure'),
    silent: await complain(tablet, 'nothing much', false),
  };
  /** What each of them says is due, after so long. */
  const after = async (ms, expected) => {
    if (ms) {
      await tablet.press('Close');
      await page.clock.fastForward(ms);
      await tablet.screen('attract');
      await tablet.staff();
    }
    await eventually('the clocks are drawn', async () => {
      for (const [name, words] of Object.entries(expected)) assert.match(await due(page, numbers[name]), words, name);
    });
  };
  // From here on a test turns the clock.
  await page.clock.install();
  await page.goto(`${office.url}/?lang=en`);
  await tablet.screen('attract');
  // A new complaint calls staff, discreetly, without a network.
  await page.getByRole('button', { name: 'For staff ●', exact: true }).waitFor({ timeout: 5000 });
  await tablet.staff();
  for (const name of ['Grievance', 'Ordinary complaint', 'Major complaint']) {
    assert.match(await row(page, numbers[name]).innerText(), new RegExp(name));
  }
  // Clocks are shown to the minute: what was taken within this one has all thirty.
  const soon = /To the department · in (2\d|30) min/;
  await after(0, { Grievance: soon, 'Ordinary complaint': soon, 'Major complaint': soon, silent: soon });
  await accessible(page, 'the overview with complaints');
  // Somebody has seen them: the next call comes before the first of them is due.
  await tablet.press('Close');
  await page.getByRole('button', { name: 'For staff', exact: true }).waitFor();
  await tablet.staff();
  await after(31 * MINUTE, { Grievance: /To the department · overdue by \d min/, silent: /To the department · overdue by \d min/ });
  for (const name of Object.keys(numbers)) {
    await row(page, numbers[name]).click();
    await step(tablet, 'Passed on to the department');
    await tablet.press('Back');
  }
  await after(0, {
    Grievance: /First contact · in 1 h 2\d min/, 'Ordinary complaint': /First contact · in 1 h 2\d min/,
    'Major complaint': /First contact · in 23 h 2\d min/, silent: /No contact wanted/,
  });
  await after(2 * HOUR, {
    Grievance: /First contact · overdue by 3\d min/, 'Ordinary complaint': /First contact · overdue by 3\d min/,
    'Major complaint': /First contact · in 21 h/,
  });
  // What is overdue stands first.
  assert.match(await page.locator('button.row').first().innerText(), /overdue/);
  for (const name of ['Grievance', 'Ordinary complaint', 'Major complaint']) {
    await row(page, numbers[name]).click();
    await step(tablet, 'Customer contacted');
    await accessible(page, `a complaint: ${name}`);
    await tablet.press('Back');
  }
  await after(0, {
    Grievance: /Agreement · in 21 h/, 'Ordinary complaint': /Agreement · in 21 h/, 'Major complaint': /Agreement · in 1 d 21 h/,
  });
  await after(23 * HOUR, {
    Grievance: /Agreement · overdue by 1 h/, 'Ordinary complaint': /Agreement · overdue by 1 h/, 'Major complaint': /Agreement · in 22 h/,
  });
  for (const name of ['Grievance', 'Major complaint']) {
    await row(page, numbers[name]).click();
    await step(tablet, 'Agreed with the customer');
    await tablet.press('Back');
  }
  await after(0, { Grievance: /Revisit · in 22 h/, 'Major complaint': /Revisit · in 1 d 22 h/ });
  await row(page, numbers.Grievance).click();
  await step(tablet, 'Asked again: satisfied');
  await tablet.press('Back');
  await after(0, { Grievance: /Closed/ });
  await row(page, numbers.Grievance).click();
  assert.equal(await page.getByText('Record a step').count(), 0, 'a closed form takes nothing more');
});

test('a remedy is chosen by staff, approved by the shop manager alone, and carried out after that', async (t) => {
  const office = await scene(t);
  const tablet = await tablet_of(t, office);
  const number = await complain(tablet, 'the wrong part was fitted');
  await look(tablet, number, 'staff');
  const { page } = tablet;
  assert.equal(await page.getByText('What the customer said').count(), 0, 'staff have no way to the words');
  assert.equal(await page.getByRole('radio', { name: 'Carried out' }).count(), 0, 'nothing to carry out yet');
  await step(tablet, 'Remedy chosen', 'we order the right one', 'Replace');
  await page.getByRole('radio', { name: 'Remedy approved', exact: true }).click();
  await page.getByText('Only the shop manager approves a remedy.').waitFor();
  assert.ok(await page.getByRole('button', { name: 'Record this step' }).isDisabled());
  await tablet.press('Close');
  await look(tablet, number, 'manager');
  await step(tablet, 'Remedy approved');
  await step(tablet, 'Carried out');
  await eventually('head office has the steps', async () => {
    const said = await office.command('complaints', '--open', number);
    for (const what of [/remedy_chosen: replace +by p2/, /we order the right one/, /remedy_approved +by p1/, /carried_out/]) assert.match(said, what);
  }, 60);
});

test('two tablets and head office, all apart, agree on one complaint\'s steps once they hear of each other', async (t) => {
  const office = await scene(t);
  const [first, second] = [await tablet_of(t, office), await tablet_of(t, office)];
  const number = await complain(first, 'the door rattles');
  await second.staff();
  await eventually('the other tablet hears of it', async () => {
    assert.equal(await row(second.page, number).count(), 1);
  }, 60);
  await row(second.page, number).click();
  await second.page.getByText('recorded on another tablet of the shop').waitFor();
  await look(first, number);
  for (const tablet of [first, second]) {
    await tablet.context.setOffline(true);
    await tablet.context.route('**/api/**', (route) => route.abort());
  }
  await step(first, 'Passed on to the department');
  await step(second, 'Customer contacted', 'she is angry');
  await step(second, 'Cause found');
  await office.command('complaints', 'step', number, 'confirmed', '--by', 'care.1', '--note', 'she called us');
  const names = (tablet) => tablet.page.locator('.course .rows:not(.clocks) .what').allInnerTexts();
  assert.deepEqual(await names(first), ['Passed on to the department']);
  assert.deepEqual(await names(second), ['Customer contacted', 'Cause found']);
  for (const tablet of [first, second]) {
    await tablet.context.unroute('**/api/**');
    await tablet.context.setOffline(false);
  }
  const all = ['Cause found', 'Customer contacted', 'Passed on to the department', 'What happened is confirmed'];
  await eventually('all agree', async () => {
    for (const tablet of [first, second]) await tablet.page.evaluate(() => dispatchEvent(new Event('online')));
    assert.deepEqual((await names(first)).sort(), all);
    assert.deepEqual(await names(second), await names(first), 'in one order');
    const said = await office.command('complaints', '--open', number);
    for (const word of ['passed_on', 'contacted', 'cause_found', 'confirmed']) assert.match(said, new RegExp(word));
    assert.match(said, /she is angry/);
  }, 90);
  assert.match(await office.command('audit'), /chain whole/);
});

test('what the customer said opens with the six words, for the shop manager, and each opening is written down', async (t) => {
  const office = await scene(t);
  const tablet = await tablet_of(t, office);
  const number = await complain(tablet, 'the paint has a scratch');
  await look(tablet, number);
  const { page } = tablet;
  const words = page.getByRole('textbox', { name: 'Six words', exact: true });
  await words.fill('not these six words at all');
  await words.press('Enter');
  await page.getByText("These are not the shop's six words.").waitFor();
  tablet.events += 1;
  assert.equal(await page.getByText('the paint has a scratch').count(), 0);
  await words.fill(`  ${office.words.toUpperCase().replaceAll(' ', '  ')} `);
  await words.press('Enter');
  await page.getByText('the paint has a scratch').waitFor();
  await page.getByText('+8613800138000').waitFor();
  tablet.events += 1;
  await accessible(page, 'an opened complaint');
  // Left, it is closed again.
  await tablet.press('Back');
  await row(page, number).click();
  await words.waitFor();
  assert.equal(await page.getByText('the paint has a scratch').count(), 0);
  await eventually('it is known at head office', async () => {
    const audit = await office.command('audit');
    assert.match(audit, new RegExp(`p1 opened the words and the contact of complaint ${number}`));
    assert.match(audit, new RegExp(`p1 tried wrong words to open complaint ${number}`));
  }, 60);
});
