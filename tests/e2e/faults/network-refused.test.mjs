// Head office, or somebody on the way, says no: capture goes on, nothing is dropped, and staff are told in a sentence.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answered, batches, in_turn, pass } from '../proxy.mjs';
import { eventually } from '../stage.mjs';
import { batch_of, behind_a_proxy, mended, says, staff, tried } from './between.mjs';
import { fill, lying } from './many.mjs';
import { survey, surveys } from './scene.mjs';
import { survived } from './survived.mjs';

const UNKNOWN = { 'zh-CN': '总部不认识本机的密钥', 'zh-TW': '總部不認識本機的金鑰', en: 'does not know this tablet\'s key' };
const REVOKED = { 'zh-CN': '总部已停用本机', 'zh-TW': '總部已停用本機', en: 'has withdrawn this tablet' };
const UNREACHABLE = { 'zh-CN': '暂时连不上总部', 'zh-TW': '暫時連不上總部', en: 'cannot be reached' };

test('fault 27: a tablet that head office does not know or has revoked, or a proxy forbids, goes on, says so to staff, and drains after', async (t) => {
  const { office, proxy, tablet } = await behind_a_proxy(t, false);
  const before_it_came = await office.backup();
  await tablet.enrol(proxy, 'en');
  const receipts = [await survey(tablet)];
  await survived({ office, tablets: [tablet], receipts });
  const known = await office.backup();

  const refused = async (sentence) => {
    receipts.push(await survey(tablet));
    await staff(tablet);
    await tablet.press('Send now');
    await says(tablet, sentence);
    await tablet.press('Close');
    receipts.push(await survey(tablet));
    // The first survey and the tablet's first own record had arrived before.
    assert.equal((await tablet.journal()).pending, receipts.length - 1 + tablet.events - 1);
  };
  await office.restore(before_it_came);
  await refused(UNKNOWN);
  await office.restore(known);
  await office.command('device', 'revoke', '1');
  await refused(REVOKED);
  // What was revoked comes back by the backup only.
  await office.restore(known);
  const html = '<h1>Forbidden</h1>';
  proxy.rule = batches(in_turn(answered(403, html), answered(401, html, { 'www-authenticate': 'Basic' }), answered(403, html)));
  await staff(tablet);
  await tablet.press('Send now');
  await tried(proxy, tablet, 3);
  await says(tablet, UNREACHABLE);
  proxy.rule = pass;
  await tablet.press('Send now');
  await says(tablet, { 'zh-CN': '总部已全部收到', 'zh-TW': '總部已全部收到', en: 'Head office has everything' });
  await tablet.press('Close');
  await survived({ office, tablets: [tablet], receipts });
});

/** Spoils a part of the record at a place, as no program of ours does: head office will not take it. */
async function poison(page, place) {
  await page.evaluate(
    (place) =>
      new Promise((resolve, reject) => {
        const open = indexedDB.open('handover');
        open.onerror = () => reject(open.error);
        open.onsuccess = () => {
          const transaction = open.result.transaction('records', 'readwrite');
          const records = transaction.objectStore('records');
          const reading = records.get(place);
          reading.onsuccess = () => {
            const record = JSON.parse(reading.result);
            const [first] = record.parts[0].data;
            record.parts[0].data = (first === 'A' ? 'B' : 'A') + record.parts[0].data.slice(1);
            records.put(JSON.stringify(record), place);
          };
          transaction.oncomplete = () => resolve(open.result.close());
        };
      }),
    place,
  );
}

test('fault 28: one bad record among seventy is set apart alone, found by halving, and all others arrive', async (t) => {
  const { office, proxy, tablet } = await behind_a_proxy(t);
  proxy.rule = batches(answered(503));
  const receipts = [await survey(tablet)];
  const written = await fill(tablet.page, 70);
  receipts.push(await survey(tablet));
  await poison(tablet.page, written[36].place);
  await mended(proxy, tablet);
  await survived({
    office, tablets: [tablet], receipts, records: 71, findings: [new RegExp(`\\b${written[36].seq}\\b.* missing`)],
  });
  const refused = proxy.batches.filter(({ answer }) => answer?.status === 422).map((ask) => batch_of(ask).records.length);
  assert.equal(refused.at(-1), 1, 'alone');
  assert.ok(refused.length < 20, `found by halving: ${refused}`);
  assert.deepEqual(await lying(tablet), { records: 72, pending: 0, settled: 71, quarantined: 1 });
  await staff(tablet);
  await says(tablet, { 'zh-CN': '暂存待查：1 条', 'zh-TW': '暫存待查：1 筆', en: 'Set apart: 1' });
});

test('fault 28: the same refusals from a proxy, without the marker, halve nothing and set nothing apart', async (t) => {
  const { office, proxy, tablet } = await behind_a_proxy(t);
  const problem = { type: 'about:blank', title: 'wrong record', detail: 'no', reason: 'wrong-record' };
  const says_so = (status, more) =>
    answered(status, JSON.stringify({ ...problem, status, ...more }), { 'content-type': 'application/problem+json' });
  proxy.rule = batches(in_turn(
    answered(400, '<h1>Bad Request</h1>'), answered(413, ''), answered(422, '{}'), says_so(422, {}),
    says_so(413, { reason: 'too-large', handover: 'somebody-else/1' }),
    // Ours by the marker, and not by the status it came with.
    answered(400, JSON.stringify({ ...problem, status: 422, handover: 'handover-office/1' })),
    answered(422, ''),
  ));
  const receipts = await surveys(tablet, 2);
  await fill(tablet.page, 30);
  await tried(proxy, tablet, 8);
  assert.deepEqual(await lying(tablet), { records: 32, pending: 32, settled: 0, quarantined: 0 });
  assert.equal(batch_of(proxy.batches.at(-1)).records.length, 32, 'as many at once as ever');
  await mended(proxy, tablet);
  await survived({ office, tablets: [tablet], receipts, records: 32 });
});
