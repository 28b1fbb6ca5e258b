// What the rows between tablet and head office begin with: a proxy that can spoil each answer.
import assert from 'node:assert/strict';
import { Proxy, pass } from '../proxy.mjs';
import { eventually } from '../stage.mjs';
import { nudge } from './many.mjs';
import { office_of, tablet_of } from './scene.mjs';

/**
 * A tablet whose way to head office leads through a proxy; where it is enrolled, it is so by way of the proxy, and what
 * was asked for that is not among what the test sees.
 */
export async function behind_a_proxy(t, enrol = true) {
  const office = await office_of(t);
  const proxy = await Proxy.open(office);
  t.after(() => proxy.close());
  const tablet = await tablet_of(t);
  if (enrol) await tablet.enrol(proxy, 'en');
  proxy.asked = [];
  return { office, proxy, tablet };
}

/** Has it tried, again and again, until so many more batches were asked for. */
export async function tried(proxy, tablet, times) {
  const before = proxy.batches.length;
  await eventually(`${times} batches meet the fault`, async () => {
    await nudge(tablet.page);
    assert.ok(proxy.batches.length >= before + times);
  }, 120);
}

/** The fault is over, and the network came back: without that, the tablet may wait five minutes. */
export async function mended(proxy, tablet) {
  proxy.rule = pass;
  await nudge(tablet.page);
}

/** What a batch holds, as it was posted. */
export function batch_of(ask) {
  return JSON.parse(Buffer.from(JSON.parse(ask.body).payload, 'base64url'));
}

/** Opens the screen for staff. */
export async function staff(tablet) {
  await tablet.health();
}

export const TONGUES = { 'zh-CN': '简体中文', 'zh-TW': '繁體中文', en: 'English' };

/** Waits until the staff screen says this, language by language, English last. Head office is asked once a minute. */
export async function says(tablet, words) {
  for (const language of ['zh-CN', 'zh-TW', 'en']) {
    await tablet.press(TONGUES[language]);
    await tablet.page.getByText(words[language]).first().waitFor({ timeout: 100_000 });
  }
}
