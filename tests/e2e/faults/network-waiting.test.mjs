// A head office that hangs or is overrun: who waits, how long, and who never notices.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answered, batches, hanging, in_turn, pass, trickling } from '../proxy.mjs';
import { eventually } from '../stage.mjs';
import { behind_a_proxy } from './between.mjs';
import { nudge } from './many.mjs';
import { survey, surveys } from './scene.mjs';
import { drained, survived } from './survived.mjs';

const HOUR = 3600;

/**
 * Makes the courier's clock run faster, so that an hour of waiting is over in a minute; nothing else of the browser.
 * The wait that is running already stays as it is.
 */
async function hasten(tablet, factor) {
  const courier = await eventually('the courier is at work', async () => {
    const [courier] = tablet.page.workers();
    assert.ok(courier);
    return courier;
  });
  await courier.evaluate((factor) => {
    const [now, later] = [performance.now.bind(performance), setTimeout];
    const since = now();
    performance.now = () => since + (now() - since) * factor;
    globalThis.setTimeout = (act, ms) => later(act, ms / factor);
  }, factor);
}

/** Waits until the tablet gives up a batch that is under way. */
async function given_up(batch) {
  await eventually('it is given up', () => assert.ok(batch.ended), 90);
  const seconds = (batch.ended - batch.at) / 1000;
  assert.ok(seconds > 29 && seconds < 45, `given up after ${seconds} s`);
}

test('fault 24: a head office that hangs, or answers letter by letter, is given up after 30 s, and the customer\'s screen never notices', async (t) => {
  const [silent, slow] = [await behind_a_proxy(t), await behind_a_proxy(t)];
  silent.proxy.rule = batches(in_turn(hanging, pass));
  slow.proxy.rule = batches(in_turn(trickling(1000), pass));
  // Both at once, since it is long to wait for.
  await Promise.all([silent, slow].map(async ({ office, proxy, tablet }) => {
    const receipts = [await survey(tablet)];
    await eventually('the batch is under way', () => assert.equal(proxy.batches.length, 1));
    // More customers come meanwhile.
    receipts.push(...(await surveys(tablet, 3)));
    const [first] = proxy.batches;
    assert.equal(first.ended, undefined, 'they were done long before head office was given up');
    assert.equal((await tablet.journal()).pending, receipts.length);
    await given_up(first);
    await survived({ office, tablets: [tablet], receipts });
  }));
});

test('fault 25: in a storm of 503 and 429 the tablet comes back by chance, ever more seldom, and never before it was asked to', async (t) => {
  const { office, proxy, tablet } = await behind_a_proxy(t);
  const FASTER = 120;
  await hasten(tablet, FASTER);
  const proxy_says = (status) => answered(status, '<h1>Too busy</h1>', { 'content-type': 'text/html' });
  const problem = JSON.stringify({
    type: 'urn:handover:problem:unavailable', title: 'unavailable', status: 503, detail: 'Not now.',
    handover: 'handover-office/1', reason: 'unavailable',
  });
  const office_says = answered(503, problem, { 'content-type': 'application/problem+json' });
  let turn = 0;
  proxy.rule = batches((ask) => [proxy_says(503), proxy_says(429), office_says, proxy_says(502)][turn++ % 4](ask));
  const receipts = await surveys(tablet, 2);

  // The gaps between tries, in seconds of the courier's clock; from the ninth on they are up to 300 s.
  const gaps = () => proxy.batches.slice(1).map(({ at }, i) => ((at - proxy.batches[i].ended) / 1000) * FASTER);
  await eventually('many tries have failed', () => assert.ok(proxy.batches.length >= 20), 300);
  const late = gaps().slice(9);
  const mean = late.reduce((all, gap) => all + gap, 0) / late.length;
  assert.ok(mean > 60, `they come seldom: ${late}`);
  // What the machine itself takes counts as many times, too.
  assert.ok(Math.max(...late) < 300 + 3 * FASTER, `and within five minutes: ${late}`);
  assert.ok(Math.max(...late) - Math.min(...late) > 60, `and at no fixed pace: ${late}`);
  assert.equal((await tablet.journal()).pending, 2);

  // From now on they are asked to wait ten minutes, which nothing shortens.
  proxy.rule = batches(in_turn(answered(429, '', { 'retry-after': '600' }), pass));
  const before = proxy.batches.length;
  await nudge(tablet.page);
  await eventually('it is asked to wait', () => assert.ok(proxy.batches[before]?.ended), 60);
  receipts.push(await survey(tablet));
  await nudge(tablet.page);
  await drained(tablet);
  const waited = ((proxy.batches[before + 1].at - proxy.batches[before].ended) / 1000) * FASTER;
  assert.ok(waited >= 599, `it waited ${waited} s`);
  await survived({ office, tablets: [tablet], receipts });
});

test('fault 26: a Retry-After beyond reason, negative or a date holds the tablet up for an hour at most, or not at all', async (t) => {
  const { office, proxy, tablet } = await behind_a_proxy(t);
  const FASTER = 600;
  await hasten(tablet, FASTER);
  const receipts = [];
  const tried = async (retry_after) => {
    proxy.rule = batches(in_turn(answered(503, '', { 'retry-after': retry_after }), pass));
    const before = proxy.batches.length;
    receipts.push(await survey(tablet));
    await drained(tablet);
    const [first, next] = proxy.batches.slice(before);
    return ((next.at - first.ended) / 1000) * FASTER;
  };
  for (const absurd of ['99999999999', '18446744073709551615']) {
    const waited = await tried(absurd);
    assert.ok(waited >= HOUR - FASTER && waited < HOUR + 5 * FASTER, `${absurd}: it waited ${waited} s`);
  }
  // No number of seconds: as if nothing was said, so it comes back within the first step of its own pace, 2 s.
  for (const none of ['-5', '1e9', '0x10', '12.5', 'soon', 'Wed, 21 Oct 2099 07:28:00 GMT', '999999999999999999999', '']) {
    const waited = await tried(none);
    assert.ok(waited < 2 + 5 * FASTER, `${none}: it waited ${waited} s`);
  }
  assert.ok((await tried('0')) < 2 + 5 * FASTER);
  await survived({ office, tablets: [tablet], receipts });
});
