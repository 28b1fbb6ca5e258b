// The same batch twice, in another order, long after; head office set back to a backup: the state is the same.
import assert from 'node:assert/strict';
import { generateKeyPairSync, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { answered, batches, doubled, in_turn, pass, reset_after_commit, stale } from '../proxy.mjs';
import { Office, eventually } from '../stage.mjs';
import { batch_of, behind_a_proxy, mended, tried } from './between.mjs';
import { fill, lying, nudge } from './many.mjs';
import { en, survey, surveys, tablet_of } from './scene.mjs';
import { audit, drained, survived } from './survived.mjs';

/** Signs an envelope anew, by a key of one's own. */
function signed_by(key, envelope) {
  const said = Buffer.from(`${envelope.protected}.${envelope.payload}`);
  envelope.signature = sign('sha256', said, { key, dsaEncoding: 'ieee-p1363' }).toString('base64url');
}

test('fault 29: a receipt for other records, of another batch, altered or signed by somebody else advances nothing', async (t) => {
  const { office, proxy, tablet } = await behind_a_proxy(t);
  const receipts = [await survey(tablet)];
  await drained(tablet);
  const earlier = proxy.batches[0];
  const somebody_else = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  const altered = (change, sign = () => {}) => async (ask) => {
    const { status, headers, body } = await ask.forward();
    const envelope = JSON.parse(body);
    const payload = JSON.parse(Buffer.from(envelope.payload, 'base64url'));
    change(payload);
    envelope.payload = Buffer.from(JSON.stringify(payload)).toString('base64url');
    sign(envelope);
    const { 'content-length': _, ...others } = headers;
    ask.reply({ status, headers: others, body: JSON.stringify(envelope) });
  };
  const before = proxy.batches.length;
  proxy.rule = batches(in_turn(
    stale(earlier),
    altered(({ results }) => results.push(results[0])),
    altered(({ results }) => results.pop()),
    altered(() => {}, (envelope) => signed_by(somebody_else, envelope)),
    answered(200, JSON.stringify({ protected: earlier.answer.body.toString() }), { 'content-type': 'application/json' }),
    stale(earlier),
  ));
  receipts.push(...(await surveys(tablet, 2)));
  await eventually('all of them were tried', async () => {
    await nudge(tablet.page);
    assert.ok(proxy.batches.length >= before + 7);
  }, 120);
  assert.equal((await tablet.journal()).pending, 2);
  await mended(proxy, tablet);
  await survived({ office, tablets: [tablet], receipts });
});

test('fault 30: batches that come twice, in another order or long after change nothing', async (t) => {
  const { office, proxy, tablet } = await behind_a_proxy(t);
  proxy.rule = batches(answered(503));
  const receipts = [await survey(tablet)];
  await fill(tablet.page, 120);
  receipts.push(await survey(tablet));
  await tried(proxy, tablet, 1);
  proxy.rule = batches(in_turn(reset_after_commit, doubled));
  await nudge(tablet.page);
  const said = await survived({ office, tablets: [tablet], receipts, records: 122 });
  const all = [...proxy.batches].reverse();
  for (const batch of [...all, ...all]) {
    assert.equal((await proxy.replay(batch)).status, 200, 'head office takes it for what it is');
  }
  assert.equal(await audit(office), said);
  assert.deepEqual(await lying(tablet), { records: 122, pending: 0, settled: 122, quarantined: 0 });
});

test('fault 32: head office is set back to an old backup, and what it had acknowledged since is offered again, each record once', async (t) => {
  const { office, proxy, tablet } = await behind_a_proxy(t);
  const receipts = [await survey(tablet)];
  await fill(tablet.page, 60);
  await nudge(tablet.page);
  await drained(tablet);
  const backup = await office.backup();
  receipts.push(await survey(tablet));
  await fill(tablet.page, 130);
  await nudge(tablet.page);
  await drained(tablet);
  receipts.push(await survey(tablet));
  await survived({ office, tablets: [tablet], receipts, records: 193 });

  await office.restore(backup);
  const before = proxy.batches.length;
  // The next customer's record is what the tablet learns it by.
  receipts.push(await survey(tablet));
  // For a moment after that record nothing waits, before the others do again.
  await eventually('they are offered again', () => assert.ok(proxy.batches.length > before + 1), 60);
  await survived({ office, tablets: [tablet], receipts, records: 194 });
  const sent = proxy.batches.slice(before).reduce((all, ask) => all + batch_of(ask).records.length, 0);
  // 132 were acknowledged since, and the last one lies behind them, where head office has a gap until they are there.
  assert.equal(sent, 1 + 133, 'what the backup had is not sent again');
  assert.deepEqual(await lying(tablet), { records: 194, pending: 0, settled: 194, quarantined: 0 });
});

test('fault 47: a configuration that is old, or of another head office, is not taken, and no key changes', async (t) => {
  const { office, proxy, tablet } = await behind_a_proxy(t);
  const colour = () =>
    tablet.page.locator('.start').first().evaluate((node) => getComputedStyle(node).backgroundColor);
  /** Starts the page anew, and waits until its courier was given a configuration that this rule gives. */
  const given = async (rule) => {
    let asked = 0;
    proxy.rule = async (ask) => {
      if (ask.path !== '/api/v1/config') return pass(ask);
      await rule(ask);
      asked += 1;
    };
    await tablet.page.reload();
    await tablet.screen('attract');
    await eventually('the configuration was asked for', () => assert.ok(asked > 0), 60);
  };
  let old;
  await given(async (ask) => ask.reply((old = await ask.forward())));
  const plain = await colour();
  await office.command('shop', 'brand', 'demo', '--accent', '#7a1631');
  await given(pass);
  await eventually('the newer one is taken', async () => assert.equal(await colour(), 'rgb(122, 22, 49)'));

  const foreign = await Office.short();
  t.after(() => foreign.close());
  const stranger = await tablet_of(t);
  await stranger.enrol(foreign, 'en');
  await foreign.command('shop', 'brand', 'demo', '--accent', '#0b5d1e');
  const of_another = join(foreign.dir, 'of-another.receipts');
  await foreign.command('device', 'config', '1', '--file', of_another);
  const [line] = readFileSync(of_another, 'utf8').split('\n');
  for (const body of [old.body, line]) {
    await given(answered(200, body, { 'content-type': 'application/json' }));
    await tablet.enter(en);
    await tablet.press(en.leave);
    await tablet.press(en.delete);
    await tablet.screen('attract');
    assert.equal(await colour(), 'rgb(122, 22, 49)');
  }
  assert.notEqual(plain, 'rgb(122, 22, 49)');
  proxy.rule = pass;
  const receipts = [await survey(tablet)];
  await survived({ office, tablets: [tablet], receipts });
});
