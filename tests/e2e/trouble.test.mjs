// What goes wrong is said plainly, and is never followed by a thank-you.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { Office, Tablet, eventually } from './stage.mjs';

async function with_office(t) {
  const office = await Office.short();
  t.after(() => office.close());
  return office;
}

async function with_tablet(t, options) {
  const tablet = await Tablet.open(options);
  t.after(() => tablet.close());
  return tablet;
}

test('a code that is none, a wrong one and a used one are refused in a sentence, then a good one works', async (t) => {
  const office = await with_office(t);
  const tablet = await with_tablet(t, {});
  await tablet.page.goto(`${office.url}/?lang=en`);
  await tablet.screen('setup');
  const field = tablet.page.getByRole('textbox');
  const told = tablet.page.getByRole('status').first();

  await field.fill('abc');
  await tablet.press('Connect');
  await told.getByText('eight letters and digits').waitFor();
  await field.fill('ZZZZ-ZZZZ');
  await tablet.press('Connect');
  await told.getByText('does not accept this code').waitFor();

  const code = new URL(office.enrolLink).searchParams.get('enrol');
  await office.kill();
  await field.fill(code);
  await tablet.press('Connect');
  await told.getByText('could not be reached').waitFor();
  await office.start();
  await field.fill(` ${code.toLowerCase().replace('-', ' ')} `);
  await tablet.press('Connect');
  await tablet.set_up();

  const second = await with_tablet(t, {});
  await second.page.goto(`${office.enrolLink}&lang=en`);
  await second.page.getByText('does not accept this code').waitFor();
});

test('without a secure context the tablet is out of service', async (t) => {
  const office = await with_office(t);
  const tablet = await with_tablet(t, { args: ['--host-resolver-rules=MAP showroom.test 127.0.0.1'] });
  await tablet.page.goto(`http://showroom.test:${office.port}/?lang=zh-TW`);
  await tablet.screen('out-of-service');
  await tablet.page.getByText('安全連線').waitFor();
});

test('a browser that refuses storage is out of service', async (t) => {
  const office = await with_office(t);
  const profile = mkdtempSync(join(tmpdir(), 'handover-tablet-'));
  mkdirSync(join(profile, 'Default'));
  const blocked = { profile: { default_content_setting_values: { cookies: 2 } } };
  writeFileSync(join(profile, 'Default', 'Preferences'), JSON.stringify(blocked));
  const tablet = await with_tablet(t, { profile });
  await tablet.page.goto(`${office.url}/?lang=en`);
  await tablet.screen('out-of-service');
  await tablet.page.getByText('no usable storage').waitFor();
});

test('a link with markup in it starts a survey without it, and a visit without a questionnaire is told', async (t) => {
  const office = await with_office(t);
  const tablet = await with_tablet(t, {});
  await tablet.enrol(office);
  const link = '/?visit=service&ref=%3Cscript%3Ealert(1)%3C/script%3E&advisor=%22%3E&lang=en';
  await tablet.page.goto(office.url + link);
  await tablet.begin('Start', 'I agree, begin');
  assert.equal(new URL(tablet.page.url()).search, '');
  const phone = JSON.parse(readFileSync(new URL('../../questionnaires/delivery.json', import.meta.url), 'utf8'));
  for (const question of phone.questions) question.channels = ['phone'];
  await office.publish({ ...phone, version: 100 });
  await tablet.page.evaluate(() => dispatchEvent(new Event('online')));
  // Each page is given time to ask head office: one that is left at once takes no set-up.
  await eventually('the newer set-up is taken', async () => {
    await tablet.page.goto(`${office.url}/?visit=delivery&lang=en`);
    await tablet.screen('attract');
    await tablet.page.getByText('no questionnaire for this kind of visit').waitFor({ timeout: 5000 });
  }, 60);
  await tablet.page.goto(`${office.url}/?visit=delivery&lang=en`);
  await tablet.screen('attract');
  await tablet.page.getByText('no questionnaire for this kind of visit').waitFor();
});

test('leaving with "delete what I said", a reload and a decline write nothing', async (t) => {
  const office = await with_office(t);
  const tablet = await with_tablet(t, {});
  await tablet.enrol(office);
  await tablet.begin('Start', 'I agree, begin');
  await tablet.answer('appointment', 'No');
  await tablet.press('Leave');
  await tablet.press('Delete what I said');
  // With nothing answered there is nothing to keep, however the page goes.
  await tablet.begin('Start', 'I agree, begin');
  await tablet.page.reload();
  await tablet.screen('attract');
  await tablet.press('Start');
  await tablet.press('No, thank you');
  await tablet.screen('attract');
  assert.equal((await tablet.journal()).records, 0);
});

test('words half typed survive a change of language and the question whether to leave', async (t) => {
  const office = await with_office(t);
  const tablet = await with_tablet(t, {});
  await tablet.enrol(office);
  await tablet.begin('Start', 'I agree, begin');
  await tablet.answer('appointment', 'No');
  await tablet.answer('cleanliness', 'Fair');
  await tablet.answer('overall', 'Satisfied');
  await tablet.page.locator('[data-question="comment"]').waitFor();
  await tablet.page.getByRole('textbox').fill('half a sentence');
  await tablet.press('繁體中文');
  await tablet.page.getByRole('heading', { name: '您還有什麼意見或建議？' }).waitFor();
  await tablet.press('離開');
  await tablet.screen('leaving');
  await tablet.press('繼續作答');
  await tablet.screen('asking');
  assert.equal(await tablet.page.getByRole('textbox').inputValue(), 'half a sentence');
});
