// The check at the end of every row of the fault table: every record whose thank-you was shown is at head office
// exactly once, after the fault is over and the queue is drained.
import assert from 'node:assert/strict';
import { eventually } from '../stage.mjs';

/** What `audit` says, whether it found something or not. */
export async function audit(office, ...words) {
  try {
    return await office.command('audit', ...words);
  } catch (error) {
    // A finding is an exit status; anything else is a failure of the program.
    if (error.code !== 1 || !error.stdout) throw error;
    return error.stdout;
  }
}

/** The journals that `audit` lists: tablet, journal, how many records, the highest place, and whether all is well. */
export function journals(said) {
  const line = /^tablet (\d+) \(shop \S+\) journal (\S+): (\d+) records?, highest (\d+): (ok|see below)$/gm;
  return [...said.matchAll(line)].map(([, tablet, journal, records, highest, state]) => ({
    tablet: Number(tablet), journal, records: Number(records), highest: Number(highest), whole: state === 'ok',
  }));
}

/** Waits until the tablet has nothing more to send. */
export async function drained(tablet, seconds = 90) {
  await eventually('the queue is drained', async () => {
    const { pending } = await tablet.journal();
    assert.equal(pending, 0, 'records still wait');
  }, seconds);
}

/**
 * Waits until the tablets are drained, and then holds head office against what customers were shown.
 *
 * `receipts`: the code of every thank-you. `records`: how many records there must be at head office, those without a
 * thank-you included (surveys left midway, events of the tablet), beside those of setting it up and of saying who
 * is there, `events`. `findings`: what `audit` may say, one pattern for
 * each finding and each pattern for at least one; without any, the chain is whole. Resolves to what `audit` said.
 */
export async function survived({ office, tablets, receipts, records = receipts.length, findings = [], events = tablets.reduce((all, tablet) => all + tablet.events, 0) }, seconds = 90) {
  for (const tablet of tablets) await drained(tablet, seconds);
  assert.equal(new Set(receipts).size, receipts.length, 'no two customers have the same receipt');
  for (const receipt of receipts) {
    const found = await audit(office, '--slip', receipt);
    assert.equal(found.match(/^found: /gm)?.length ?? 0, 1, `${receipt} is at head office exactly once: ${found}`);
  }
  const said = await audit(office);
  const sum = journals(said).reduce((all, { records }) => all + records, 0);
  assert.equal(sum, records + events, `as many records as were written: ${said}`);
  const told = said.split('\n').filter((line) => line && !/^tablet \d+ \(shop|^  note: |^audit: /.test(line));
  for (const line of told) assert.ok(findings.some((pattern) => pattern.test(line)), `nobody expected: ${line}`);
  for (const pattern of findings) assert.ok(told.some((line) => pattern.test(line)), `${pattern} is missing in: ${said}`);
  if (!findings.length) assert.match(said, /, chain whole$/m);
  return said;
}
