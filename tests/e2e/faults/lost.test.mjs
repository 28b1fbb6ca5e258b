// What the tablet had on its disk is spoilt, older than it was, or gone. The tablet takes surveys on, and says what is
// missing; head office prints it.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { eventually } from '../stage.mjs';
import { cut, garble, keep, newest_log, put_back } from './files.mjs';
import { scene, survey, surveys } from './scene.mjs';
import { audit, drained, journals, survived } from './survived.mjs';

/** Two records that head office has, then two that it has not, and the browser is killed. */
async function two_and_two(office, tablet) {
  const sent = await surveys(tablet, 2);
  await drained(tablet);
  await office.kill();
  const unsent = await surveys(tablet, 2);
  await tablet.kill();
  await office.start();
  return { sent, unsent };
}

async function comes_back(office, tablet) {
  await tablet.start();
  await tablet.page.goto(`${office.url}/?lang=en`);
  await tablet.screen('attract');
}

/** Head office lets the tablet's new key sign, as soon as it asks for it. */
async function approve(office) {
  const key = await eventually('the tablet asks for another key', async () => {
    const asked = (await office.command('device', 'keys')).match(/^([0-9a-f]{16}) +tablet +1 /m);
    assert.ok(asked, 'nobody asks');
    return asked[1];
  });
  await office.command('device', 'approve', key);
}

async function send_now(tablet) {
  await tablet.health();
  await tablet.press('Send now');
  await tablet.press('Close');
}

async function no_receipt(office, receipt) {
  assert.match(await audit(office, '--slip', receipt), /no record fits/);
}

test('faults 7 and 48: with its databases spoilt the tablet captures on, tells what is lost, and sends by another key', async (t) => {
  const { office, tablet } = await scene(t);
  const { sent, unsent } = await two_and_two(office, tablet);
  garble(tablet);
  await comes_back(office, tablet);
  // The set-up was in a second place, the key was not: it goes on, and what it takes waits for approval.
  const after = await survey(tablet);
  const before = await tablet.whole_journal();
  assert.deepEqual(before, { records: 2, pending: 2 }, 'the loss, and the survey since');
  await approve(office);
  await send_now(tablet);
  const said = await survived({
    office, tablets: [tablet], receipts: [...sent, after], records: 4,
    findings: [/tablet 1: lost: 1–5 of journal [0-9a-f]{8}, by the tablet's own account; 2 of its records had not been sent; only 1–3 are here/],
  });
  // The tablet's own record and two surveys; then the loss, a survey, and that staff opened their room.
  assert.deepEqual(journals(said).map(({ records, highest }) => [records, highest]), [[3, 3], [3, 3]]);
  for (const receipt of unsent) await no_receipt(office, receipt);
  assert.match(await audit(office, '--slip', unsent[0]), /tablet 1 \(journal [0-9a-f]{8}\) .*lost 4, by its own account/);
});

test('fault 8: an older copy of the databases is found out, and exactly what came after it is told', async (t) => {
  const { office, tablet } = await scene(t);
  const first = await surveys(tablet, 2);
  await drained(tablet);
  await tablet.kill();
  const copy = join(office.dir, 'copy');
  keep(tablet, copy);
  await comes_back(office, tablet);
  const third = await survey(tablet);
  await drained(tablet);
  await office.kill();
  const fourth = await survey(tablet);
  await tablet.kill();
  await office.start();
  put_back(tablet, copy);
  await comes_back(office, tablet);
  const after = await survey(tablet);
  const said = await survived({
    office, tablets: [tablet], receipts: [...first, third, after], records: 5,
    findings: [/tablet 1: lost: 4–5 of journal [0-9a-f]{8}, by the tablet's own account; 1 of its records had not been sent; only 4 is here/],
  });
  assert.equal(journals(said).length, 2);
  await no_receipt(office, fourth);
});

test('faults 3 and 8: a log cut short in the middle of a record, as a power cut leaves it, costs that record alone', async (t) => {
  const { office, tablet } = await scene(t);
  const sent = await surveys(tablet, 2);
  await drained(tablet);
  await office.kill();
  const third = await survey(tablet);
  const before = newest_log(tablet);
  const fourth = await survey(tablet);
  await tablet.kill();
  const after = newest_log(tablet);
  assert.equal(after.path, before.path);
  cut(after.path, Math.round((before.size + after.size) / 2));
  await office.start();
  const late = [];
  // Chromium writes on behind the half record, and would take the whole database for corrupt at the start after this one.
  for (let start = 0; start < 3; start += 1) {
    await tablet.start();
    await tablet.context.route('**/api/**', (route) => route.abort());
    await tablet.page.goto(office.url);
    late.push(await survey(tablet));
    assert.deepEqual(await tablet.journal(), { records: 5 + start, pending: 3 + start });
    await tablet.kill();
  }
  await comes_back(office, tablet);
  await survived({
    office, tablets: [tablet], receipts: [...sent, third, ...late], records: 7,
    findings: [/tablet 1: lost: 5 of journal [0-9a-f]{8}, by the tablet's own account; 2 of its records had not been sent; none of it is here/],
  });
  await no_receipt(office, fourth);
});

test('fault 9: with all site data cleared the tablet comes back under its number, and head office sees where it ended', async (t) => {
  const { office, tablet } = await scene(t);
  const sent = await surveys(tablet, 2);
  await drained(tablet);
  await office.kill();
  const unsent = await survey(tablet);
  const devtools = await tablet.context.newCDPSession(tablet.page);
  await devtools.send('Storage.clearDataForOrigin', { origin: office.url, storageTypes: 'all' });
  await office.start();
  await tablet.page.goto(`${office.url}/?lang=en`);
  await tablet.screen('setup');
  const [shop] = (await office.command('device', 'list')).match(/(?<=shop )\S+/);
  const code = (await office.command('device', 'code', shop, '--tablet', '1')).trim();
  await tablet.page.getByRole('textbox').fill(code);
  await tablet.press('Connect');
  await tablet.set_up();
  const after = await survey(tablet);
  const said = await survived({ office, tablets: [tablet], receipts: [...sent, after], records: 3 });
  // Each of the two journals begins with the tablet's own record.
  assert.match(said, /audit: 1 tablet, 5 records/);
  assert.deepEqual(journals(said).map(({ tablet, records }) => [tablet, records]), [[1, 3], [1, 2]]);
  assert.match(said, /note: the tablet began this journal anew; .* What the one before it had not sent is lost\./);
  assert.match(await audit(office, '--slip', unsent), /has not sent 4; 3 is the last one here, and the tablet has begun another journal since/);
});
