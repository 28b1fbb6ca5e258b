// A tablet is set up: by link, by typed code, and by files where there is no network; each step shows how it stands.
import assert from 'node:assert/strict';
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { accessible } from './axe.mjs';
import { read } from './scan.mjs';
import { Office, Tablet, eventually } from './stage.mjs';

async function scene(t, options) {
  const office = await Office.short();
  t.after(() => office.close());
  const tablet = await Tablet.open(options);
  t.after(() => tablet.close());
  return { office, tablet, page: tablet.page };
}

/** Another tablet of this test. */
async function another(t, options) {
  const tablet = await Tablet.open(options);
  t.after(() => tablet.close());
  return tablet;
}

const code_of = async (office, ...words) => (await office.command('device', 'code', 'demo', ...words)).trim().split('\n')[0];

/** How each step stands: `yes` or `no`. */
const steps = (page) => page.locator('.step').evaluateAll((all) => all.map((one) => one.dataset.done));

/** Saves the request for a code; the file. */
async function request(tablet, office, code, name) {
  await tablet.page.locator('[data-place="setup"] input').first().fill(code);
  await tablet.page.locator('summary').click();
  const download = tablet.page.waitForEvent('download');
  await tablet.press('Save the request');
  const file = join(office.dir, name);
  await (await download).saveAs(file);
  await tablet.page.getByText('The request was saved.').waitFor();
  return file;
}

/** What head office says of a request that it does not take; nothing is written then. */
async function refused(office, file) {
  const out = join(office.dir, 'refused.receipts');
  const { stderr } = await office.command('device', 'enrol', '--file', file, '--out', out).then(
    () => assert.fail(`${file} was taken`),
    (error) => error,
  );
  assert.ok(!existsSync(out), 'no file is written');
  return stderr;
}

test('by link: the steps are shown as they are done, and the tablet begins when somebody has seen them', async (t) => {
  const { office, tablet, page } = await scene(t, { appliance: true });
  const devtools = await tablet.context.newCDPSession(page);
  await devtools.send('Browser.grantPermissions', { origin: office.url, permissions: ['durableStorage'] });
  await page.goto(`${office.enrolLink}&lang=en`);
  await page.getByText('This tablet is set up').waitFor();
  await page.getByText('Demo showroom, tablet 1').waitFor();
  await eventually('every step is done', async () => assert.deepEqual(await steps(page), ['yes', 'yes', 'yes', 'yes', 'yes']), 60);
  await accessible(page, 'set up');
  assert.equal(new URL(page.url()).search, '', 'the code is not left in the address');
  await tablet.set_up();
  await tablet.begin('Start', 'I agree, begin');
});

test('by QR code: what head office draws is the link, which enrols the tablet that reads it', async (t) => {
  const { office, tablet, page } = await scene(t);
  const file = join(office.dir, 'tablet.svg');
  const said = await office.command('device', 'code', 'demo', '--url', office.url, '--qr', file);
  const link = await read(page, readFileSync(file, 'utf8'));
  assert.equal(link, said.trim().split('\n')[1]);
  await page.goto(link);
  await tablet.set_up();
});

test('without a network: the request goes by file, the set-up comes back by file, and nothing but that file sets it up', async (t) => {
  const { office, tablet, page } = await scene(t);
  await page.goto(`${office.url}/?lang=en`);
  // What the courier tells is here: so is the courier, which the network brought.
  await page.getByText('This browser does not promise').waitFor();
  await tablet.context.setOffline(true);
  const asked = await request(tablet, office, await code_of(office), 'request.handover');
  await accessible(page, 'set up by file');

  const answer = join(office.dir, 'answer.receipts');
  const said = await office.command('device', 'enrol', '--file', asked, '--out', answer);
  assert.match(said, /Tablet \d+ \(shop demo\) is enrolled/);
  // The answer to another tablet's request is not this one's, and an altered one is nobody's.
  const neighbour = await another(t);
  await neighbour.page.goto(`${office.url}/?lang=en`);
  const theirs = await request(neighbour, office, await code_of(office), 'theirs.handover');
  await office.command('device', 'enrol', '--file', theirs, '--out', join(office.dir, 'theirs.receipts'));
  const bring = (file) => page.locator('input[type=file]').setInputFiles(file);
  await bring(join(office.dir, 'theirs.receipts'));
  await page.getByText('is for another tablet').waitFor();
  const altered = join(office.dir, 'altered.receipts');
  writeFileSync(altered, readFileSync(answer, 'utf8').replace(/"signature":"./, '"signature":"_'));
  await bring(altered);
  await page.getByText('The file was not used').waitFor();
  await bring(asked);
  await page.getByText('is not of a file from head office').waitFor();
  assert.equal(await page.locator('.steps').count(), 0);

  await bring(answer);
  await page.getByText('This tablet is set up').waitFor();
  await page.getByText('It goes as soon as there is a network').waitFor();
  await page.locator('[data-place="setup"] .bar-below .button-main').click();
  await tablet.begin('Start', 'I agree, begin');
  await tablet.context.setOffline(false);
  await eventually('its first record arrives', async () => {
    const { pending } = await tablet.whole_journal();
    assert.equal(pending, 0);
  }, 60);
  assert.match(await office.command('audit'), /chain whole/);
});

test('a request with a wrong, expired or used code, or a damaged one, is refused in a sentence and changes nothing', async (t) => {
  const { office, tablet, page } = await scene(t);
  await page.goto(`${office.url}/?lang=en`);
  await tablet.screen('setup');
  const wrong = await request(tablet, office, 'ZZZZ-ZZZZ', 'wrong.handover');
  assert.match(await refused(office, wrong), /code .*is not known/s);
  await page.reload();
  const expired = await request(tablet, office, await code_of(office, '--hours', '0'), 'expired.handover');
  assert.match(await refused(office, expired), /code .*has expired/s);
  await page.reload();
  const good = await request(tablet, office, await code_of(office), 'good.handover');
  const cut = join(office.dir, 'cut.handover');
  writeFileSync(cut, readFileSync(good, 'utf8').split('\n')[0]);
  assert.match(await refused(office, cut), /cut short/);
  const used = join(office.dir, 'used.handover');
  copyFileSync(good, used);
  const neighbour = await another(t);
  await neighbour.page.goto(`${office.url}/?lang=en`);
  const same_code = JSON.parse(Buffer.from(JSON.parse(readFileSync(good, 'utf8').split('\n')[0]).payload, 'base64url')).code;
  await office.command('device', 'enrol', '--file', used, '--out', join(office.dir, 'used.receipts'));
  assert.match(await refused(office, await request(neighbour, office, same_code, 'late.handover')), /already used by another tablet/);
  // The same request once more is the same tablet: an answer that got lost can be had again.
  await office.command('device', 'enrol', '--file', good, '--out', join(office.dir, 'again.receipts'));
  assert.match(await office.command('device', 'list'), /^ +1 /m);
});

test('a link with a script in it is no code, and the field is left to type one', async (t) => {
  const { office, tablet, page } = await scene(t);
  await page.goto(`${office.url}/?lang=en&enrol=%3Cscript%3Ealert(1)%3C/script%3E`);
  await page.getByText('That is not an enrolment code.').waitFor();
  assert.equal(await page.locator('script:not([src])').count(), 0);
  await page.locator('[data-place="setup"] input').first().fill(await code_of(office));
  await tablet.press('Connect');
  await tablet.set_up();
  assert.deepEqual(tablet.errors, []);
});

test('enrolling anew keeps the tablet and all that is on it, and a code for another tablet is refused', async (t) => {
  const { office, tablet, page } = await scene(t);
  await tablet.enrol(office, 'en');
  const neighbour = await another(t);
  await neighbour.page.goto(`${office.url}/?lang=en&enrol=${await code_of(office)}`);
  await neighbour.set_up();
  await tablet.staff();
  await page.locator('.tabs button').nth(2).click();
  await page.getByText('Enrol anew').click();
  const field = page.getByRole('textbox', { name: 'Enrolment code', exact: true });
  await field.fill(await code_of(office, '--tablet', '2'));
  await tablet.press('Connect');
  await page.getByText('does not accept this code').waitFor();
  const before = await tablet.whole_journal();
  await field.fill(await code_of(office));
  await tablet.press('Connect');
  await eventually('it is enrolled once more', async () => {
    assert.equal((await tablet.whole_journal()).records, before.records + 1, 'and says so in its journal');
  });
  await tablet.press('Close');
  await tablet.screen('attract');
  assert.doesNotMatch(await office.command('device', 'list'), /^ +3 /m);
  await eventually('it arrives', async () => assert.equal((await tablet.whole_journal()).pending, 0), 60);
  assert.match(await office.command('audit'), /2 tablets, .*chain whole/);
});

test('what a training tablet records is marked on its screens and reaches no score', async (t) => {
  const { office, tablet, page } = await scene(t);
  await page.goto(`${office.url}/?lang=en&enrol=${await code_of(office, '--mode', 'training')}`);
  await tablet.set_up();
  await tablet.begin('Start', 'I agree, begin');
  await tablet.answer('appointment', 'No');
  await tablet.answer('cleanliness', 'Fair');
  await tablet.answer('overall', 'Fair');
  await tablet.press('Send my answers');
  await tablet.receipt();
  await tablet.press('Done');
  await tablet.staff('manager', office);
  await page.getByText('Training: nothing recorded here counts').waitFor();
  await eventually('it arrives', async () => assert.equal((await tablet.journal()).pending, 0));
  const report = await office.report();
  assert.equal(report.total?.responses ?? report.responses ?? 0, 0, JSON.stringify(report).slice(0, 300));
});
