// Somebody copies the whole profile of a tablet, and both take surveys from then on.
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { scene, survey, surveys, tablet_of } from './scene.mjs';
import { drained, journals, survived } from './survived.mjs';

test('fault 48: of a tablet that was cloned every record is kept, and head office reports the fork', async (t) => {
  const { office, tablet } = await scene(t);
  const receipts = await surveys(tablet, 2);
  await drained(tablet);
  await tablet.kill();
  const profile = mkdtempSync(join(tmpdir(), 'handover-tablet-'));
  cpSync(tablet.profile, profile, { recursive: true, verbatimSymlinks: true, filter: (path) => !/Singleton/.test(path) });
  await tablet.start();
  const clone = await tablet_of(t, { profile });
  for (const one of [tablet, clone]) {
    await one.page.goto(office.url);
    receipts.push(await survey(one));
  }
  receipts.push(await survey(clone));
  const said = await survived({
    office, tablets: [tablet, clone], receipts, records: 5,
    findings: [/tablet 1: .*\b4\b.*fork/],
  });
  assert.equal(journals(said).length, 1, 'they say that they are the same');
});
