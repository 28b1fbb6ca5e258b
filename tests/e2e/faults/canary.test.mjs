// The canary of fault 43: what a customer types is in no file of the browser's profile, whether they finish or not.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { Office, Tablet, eventually } from '../stage.mjs';
import { WORDS, walk, answer, asked, state } from '../walk.mjs';
import { survived } from './survived.mjs';

const en = WORDS.en;
const CANARIES = {
  name: 'Quetzalcoatl Zimmermann',
  phone: '13800138642',
  plate: 'ZYX98765Q',
  comment: 'the wombat in the glove box was rude',
  order: 'RO-CANARY-7731',
};

/** Every file below a folder. */
function* files(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* files(path);
    else if (entry.isFile()) yield path;
  }
}

/** Where any of these words lie in any of the files, in any of the ways in which a browser writes text. */
function found(profile, words) {
  const needles = Object.entries(words).flatMap(([what, word]) => {
    const forms = [Buffer.from(word, 'utf8'), Buffer.from(word, 'utf16le'), Buffer.from(encodeURIComponent(word))];
    // Base64 at each of the three places where it may begin, without its edges.
    for (let shift = 0; shift < 3; shift += 1) {
      const coded = Buffer.from('\0'.repeat(shift) + word).toString('base64');
      forms.push(Buffer.from(coded.slice(shift ? 4 : 0, -4)));
    }
    return forms.map((form) => [what, form]);
  });
  const hits = [];
  for (const path of files(profile)) {
    if (statSync(path).size > 200_000_000) continue;
    const bytes = readFileSync(path);
    for (const [what, form] of needles) if (bytes.includes(form)) hits.push(`${what} in ${path}`);
  }
  return hits;
}

/** A survey, a comment, and a complaint with everything in it; `finish` ends them, otherwise they are left open. */
async function tells(tablet, office, finish) {
  const { page } = tablet;
  await page.goto(`${office.url}/?visit=service&lang=en`);
  await tablet.enter(en);
  if (finish) await tablet.context.setOffline(true);
  const words = (id) => ({ comment: CANARIES.comment, anything_else: CANARIES.comment })[id] ?? '';
  const chosen = [];
  while ((await state(page)) === 'asking' && (await asked(page)).id !== 'comment') {
    chosen.push(await answer(page, (id, kind, count) => (kind === 'words' ? words(id) : kind === 'one' ? count - 1 : 0)));
  }
  await page.getByRole('textbox').fill(CANARIES.comment);
  const receipts = [];
  if (!finish) return { chosen, receipts };
  await walk(page, (id, kind) => (kind === 'words' ? words(id) : 0));
  receipts.push(await tablet.receipt());
  await tablet.press(en.complain);
  await walk(page, (id, kind) => (kind !== 'words' ? 0 : id === 'vehicle' ? CANARIES.plate : CANARIES.comment));
  await tablet.screen('contact');
  await page.getByRole('textbox').first().fill(CANARIES.name);
  await page.getByRole('textbox').last().fill(CANARIES.phone);
  await page.getByRole('checkbox').click();
  await tablet.press(en.record);
  receipts.push(await tablet.receipt());
  return { chosen, receipts };
}

/** The file of what is pending, as staff get it, and beside it what its lines carry, decoded. */
async function carried_by_hand(tablet) {
  const folder = mkdtempSync(join(tmpdir(), 'handover-file-'));
  await tablet.health();
  const download = tablet.page.waitForEvent('download');
  await tablet.press('Save a file: what is waiting');
  const file = await download;
  const name = file.suggestedFilename();
  await file.saveAs(join(folder, name));
  const lines = readFileSync(join(folder, name), 'utf8').trim().split('\n').map((line) => JSON.parse(line));
  const carried = lines.map(({ payload }) => Buffer.from(payload, 'base64url'));
  writeFileSync(join(folder, 'payloads'), Buffer.concat(carried));
  const sealed = carried.flatMap((bytes) => JSON.parse(bytes).records ?? []).flatMap(({ parts }) => parts);
  assert.ok(sealed.length >= 4, 'there is something to find');
  writeFileSync(join(folder, 'parts'), Buffer.concat(sealed.map(({ data }) => Buffer.from(data, 'base64url'))));
  await tablet.press('Close');
  return { folder, name };
}

test('fault 43: a thief of the profile, or of a file made for head office, finds no name, phone, plate, comment or answer', async (t) => {
  const office = await Office.open();
  t.after(() => office.close());
  const tablet = await Tablet.open();
  t.after(() => tablet.close());
  await tablet.enrol(office, 'en');

  // Left unfinished, with words in a field, and killed; then a complaint left at the contact screen, and reloaded.
  await tells(tablet, office, false);
  await tablet.page.waitForTimeout(1500);
  await tablet.kill();
  await tablet.start();
  await tablet.page.goto(office.url);
  await tablet.enter(en, 'complain');
  await walk(tablet.page, (id, kind) => (kind !== 'words' ? 0 : id === 'vehicle' ? CANARIES.plate : CANARIES.comment));
  await tablet.page.getByRole('textbox').first().fill(CANARIES.name);
  await tablet.page.getByRole('textbox').last().fill(CANARIES.phone);
  await tablet.page.waitForTimeout(1500);
  await tablet.page.reload();
  await tablet.screen('attract');

  // Finished, both of them, pending for a while and then sent.
  const { chosen, receipts } = await tells(tablet, office, true);
  const number = await tablet.page.locator('[data-complaint]').getAttribute('data-complaint');
  assert.ok((await tablet.journal()).pending >= 2, 'they wait');
  // The courier has written them into a file, too, which lies about wherever staff put it.
  await tablet.press(en.finish);
  const exported = await carried_by_hand(tablet);
  t.after(() => rmSync(exported.folder, { recursive: true }));
  await tablet.context.setOffline(false);
  await eventually('both records are sent', async () => assert.equal((await tablet.journal()).pending, 0));
  await tablet.page.waitForTimeout(1500);

  // A thief copies what is on the disk of a running tablet, and of one that was shut down.
  const answers = Object.fromEntries(chosen.map((id) => [`the answer to ${id}`, `"question":"${id}","value"`]));
  const { order, ...typed } = CANARIES;
  const secrets = { ...typed, ...answers };
  assert.deepEqual(found(tablet.profile, secrets), [], 'of a running tablet');
  assert.deepEqual(found(exported.folder, secrets), [], 'in the file and in what its lines carry');
  assert.match(exported.name, /^\d{4}-\d\d-\d\dT\d{6}\.handover$/, 'its name is a moment, and tells nothing else');
  await tablet.context.close();
  assert.deepEqual(found(tablet.profile, secrets), [], 'of a tablet that was shut down');

  // The search itself finds what is there: a complaint's number stands in its record in the open.
  assert.notDeepEqual(found(tablet.profile, { number }), [], 'the search would have found it');
  assert.notDeepEqual(found(exported.folder, { number }), [], 'in the file, too');
  await tablet.start();
  await tablet.page.goto(office.url);
  const { records } = await tablet.journal();
  await survived({ office, tablets: [tablet], receipts, records });
});
