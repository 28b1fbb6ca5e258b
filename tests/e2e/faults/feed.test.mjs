// The feed of complaints on its way to a tablet: what is forged, replayed or meant for others changes nothing on the screen.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pass } from '../proxy.mjs';
import { WORDS, answer, state } from '../walk.mjs';
import { eventually } from '../stage.mjs';
import { behind_a_proxy } from './between.mjs';
import { nudge } from './many.mjs';

const { en } = WORDS;

async function complain(tablet) {
  await tablet.enter(en, 'complain');
  while ((await state(tablet.page)) === 'complaint') {
    await answer(tablet.page, (id, kind, count) => (kind === 'words' ? 'it rattles' : id === 'reach' ? count - 1 : 0));
  }
  await tablet.screen('thanks');
  const number = await tablet.page.locator('[data-complaint]').getAttribute('data-complaint');
  await tablet.press(en.finish);
  await tablet.screen('attract');
  return number;
}

test('fault 47: a feed that is forged, replayed or of another kind is not believed, and what is known of complaints stays', async (t) => {
  const { office, proxy, tablet } = await behind_a_proxy(t);
  const feeds = () => proxy.asked.filter(({ path, answer: got }) => path === '/api/v1/feed' && got?.status === 200);
  const number = await complain(tablet);
  await tablet.staff();
  await tablet.page.locator('button.row', { hasText: number }).click();
  const names = () => tablet.page.locator('.course .rows:not(.clocks) .what').allInnerTexts();
  await eventually('a feed is here', async () => {
    await nudge(tablet.page);
    assert.ok(feeds().some(({ answer: got }) => Buffer.from(JSON.parse(got.body).payload, 'base64url').includes(number)));
  }, 60);
  const older = feeds().at(-1).answer;
  await office.command('complaints', 'step', number, 'confirmed', '--by', 'care.1');
  await eventually('the step arrives', async () => {
    await nudge(tablet.page);
    assert.deepEqual(await names(), ['What happened is confirmed']);
  }, 60);

  const envelope = JSON.parse(feeds().at(-1).answer.body);
  const payload = JSON.parse(Buffer.from(envelope.payload, 'base64url'));
  const forged = (change) => {
    const copy = structuredClone(payload);
    copy.version += 1000;
    change(copy);
    return { ...envelope, payload: Buffer.from(JSON.stringify(copy)).toString('base64url') };
  };
  const config = await (await fetch(`${office.url}/api/v1/feed`)).text();
  const spoilt = {
    'the one of before': older.body,
    'with another step': JSON.stringify(forged(({ complaints: [first] }) => first.steps.push({ ...first.steps[0], record: '019ab2c4-5e00-7000-8000-000000000009', kind: 'satisfied' }))),
    'without the complaint': JSON.stringify(forged((feed) => (feed.complaints = []))),
    'for another shop': JSON.stringify(forged((feed) => (feed.shop = 'other'))),
    'a refusal': config,
    nothing: '',
    'a page': '<!doctype html><title>Welcome</title>',
  };
  for (const [what, body] of Object.entries(spoilt)) {
    let given = 0;
    proxy.rule = async (ask) => {
      if (ask.path !== '/api/v1/feed') return pass(ask);
      given += 1;
      return ask.reply({ status: 200, headers: { 'content-type': 'application/json' }, body });
    };
    await eventually(`${what} is given`, async () => {
      await nudge(tablet.page);
      assert.ok(given > 0);
    }, 30);
    await tablet.page.waitForTimeout(300);
    assert.deepEqual(await names(), ['What happened is confirmed'], what);
  }
  proxy.rule = pass;
  await office.command('complaints', 'step', number, 'cause_found', '--by', 'care.1');
  await eventually('the true one is believed', async () => {
    await nudge(tablet.page);
    assert.deepEqual(await names(), ['What happened is confirmed', 'Cause found']);
  }, 60);
  assert.deepEqual(tablet.errors, []);
});
