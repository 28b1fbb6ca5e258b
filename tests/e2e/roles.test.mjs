// No role on the tablet reaches an answer, by any route, the developer tools' view of what is stored included.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accessible } from './axe.mjs';
import { scene } from './faults/scene.mjs';
import { eventually } from './stage.mjs';
import { WORDS } from './walk.mjs';

const { en } = WORDS;
const COMMENT = 'the coffee was cold and nobody smiled';

/** All that the browser keeps for this page, as its developer tools show it, as one text. */
async function stored(page) {
  return page.evaluate(async () => {
    const all = [];
    for (const { name } of await indexedDB.databases()) {
      const db = await new Promise((done) => (indexedDB.open(name).onsuccess = ({ target }) => done(target.result)));
      for (const store of db.objectStoreNames) {
        const values = db.transaction(store).objectStore(store).getAll();
        await new Promise((done) => (values.onsuccess = done));
        all.push(...values.result.map((value) => (typeof value === 'string' ? value : JSON.stringify(value))));
      }
      db.close();
    }
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      // The program's own files hold every word there is, and no answer.
      for (const request of await cache.keys()) if (!/\.(js|wasm|css|html)$/.test(request.url)) all.push(await (await cache.match(request)).text());
    }
    all.push(JSON.stringify(localStorage), JSON.stringify(sessionStorage), document.cookie);
    // What is in base64url within is looked at as well.
    const inner = all.join('\n').match(/[\w-]{40,}/g) ?? [];
    const decoded = inner.map((text) => {
      try {
        return atob(text.replaceAll('-', '+').replaceAll('_', '/'));
      } catch {
        return '';
      }
    });
    return [...all, ...decoded].join('\n');
  });
}

test('no screen of staff and nothing that is stored holds an answer, a comment or a score', async (t) => {
  const { office, tablet } = await scene(t);
  const { page } = tablet;
  await tablet.enter(en);
  await tablet.answer('appointment', 'No');
  await tablet.answer('cleanliness', 'Dissatisfied');
  await tablet.answer('overall', 'Fair');
  await page.getByRole('textbox').fill(COMMENT);
  await tablet.press(en.send);
  await tablet.receipt();
  await tablet.press(en.finish);
  const secrets = [COMMENT, 'dissatisfied', 'cleanliness', 'appointment', '"overall"'];
  const kept = async (who) => {
    const text = await stored(page);
    assert.ok(text.includes('"kind":"response"') || text.includes('\\"kind\\":\\"response\\"'), 'the survey is there');
    // The questionnaire is there, with its own words; what of it was chosen is not.
    const journal = text.split('\n').filter((line) => line.includes('header'));
    assert.ok(journal.length >= 2, `${journal.length} records`);
    for (const secret of secrets) for (const line of journal) assert.ok(!line.includes(secret), `${who}: ${secret} in ${line.slice(0, 200)}`);
    assert.ok(!text.includes(COMMENT), who);
  };
  for (const role of ['staff', 'manager']) {
    await tablet.staff(role);
    const tabs = page.locator('.tabs button');
    assert.deepEqual(await tabs.allInnerTexts(), role === 'manager' ? ['Overview', 'This tablet', 'Settings'] : ['Overview', 'This tablet']);
    for (let i = 0; i < (await tabs.count()); i += 1) {
      await tabs.nth(i).click();
      await accessible(page, `${role}, ${await tabs.nth(i).innerText()}`);
      const shown = await page.locator('main').innerText();
      for (const secret of [COMMENT, 'Dissatisfied', 'Fair', 'score', 'Score', ' points']) assert.ok(!shown.includes(secret), `${role}: ${secret}`);
    }
    await kept(role);
    await tablet.press('Close');
  }
  await eventually('it arrives', async () => assert.equal((await tablet.journal()).pending, 0), 60);
  await kept('nobody');
});

test('who is not known is told so, and a tablet whose people head office changes follows', async (t) => {
  const { office, tablet } = await scene(t);
  const { page } = tablet;
  await office.command('staff', 'remove', 'demo', 'p2');
  const [, pin] = (await office.command('staff', 'pin', 'demo', 'p1')).match(/PIN: (\d+)/);
  await tablet.health();
  await tablet.press('Send now');
  await eventually('the newer set-up is taken', async () => {
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await tablet.press('Lock');
    assert.equal(await page.getByRole('radio', { name: /^Sun Lei/ }).count(), 0);
  }, 60).catch(() => {});
  // A set-up is taken up when the tablet has something to send, or after a quarter of an hour; or when it starts.
  await page.goto(`${office.url}/?lang=en`);
  await tablet.screen('attract');
  await eventually('and used', async () => {
    await page.evaluate(() => (location.hash = 'staff'));
    await page.locator('[data-place="locked"]').waitFor();
    const people = await page.getByRole('radio').count();
    if (people !== 1) await tablet.press('Close');
    assert.equal(people, 1);
  }, 60);
  await tablet.unlock('陈洁', office.people[0].pin);
  await page.getByText('This PIN is wrong.').waitFor();
  await tablet.unlock('陈洁', pin);
  await page.locator('[data-place="overview"]').waitFor();
});

test('the room locks when it is left alone, and while a customer answers there is no way into it', async (t) => {
  const { tablet } = await scene(t);
  const { page } = tablet;
  await page.clock.install();
  await page.reload();
  await tablet.screen('attract');
  await tablet.staff();
  await page.clock.runFor(125_000);
  await tablet.screen('attract');
  await page.evaluate(() => (location.hash = 'staff'));
  await page.locator('[data-place="locked"]').waitFor();
  await tablet.press('Close');
  await tablet.enter(en);
  await page.evaluate(() => (location.hash = 'staff'));
  await page.waitForTimeout(500);
  await tablet.screen('asking');
});

test('settings: language, patience and size take effect, are written down, and wait for no customer', async (t) => {
  const { office, tablet } = await scene(t);
  const { page } = tablet;
  await tablet.staff();
  await page.locator('.tabs button').nth(2).click();
  await page.getByRole('radio', { name: '繁體中文' }).click();
  await page.getByText('已儲存，立即生效。').waitFor();
  await page.getByRole('radio', { name: '90 秒' }).click();
  await page.getByRole('checkbox', { name: '一律使用大字' }).click();
  await accessible(page, 'settings');
  await tablet.press('關閉');
  await tablet.screen('attract');
  assert.equal(await page.evaluate(() => document.documentElement.dataset.text), 'large');
  await page.goto(office.url);
  await tablet.screen('attract');
  assert.equal(await page.evaluate(() => document.documentElement.lang), 'zh-TW');
  assert.equal(await page.evaluate(() => document.documentElement.dataset.text), 'large');
  tablet.events += 3;
  await eventually('it arrives', async () => assert.equal((await tablet.journal()).pending, 0), 60);
  assert.equal((await office.command('audit')).match(/p1 changed the tablet's settings/g).length, 3);
});

test('a tablet is retired: everything goes to head office first, and then nothing is left on it', async (t) => {
  const { office, tablet } = await scene(t);
  const { page } = tablet;
  await office.kill();
  await tablet.enter(en);
  await page.getByRole('radio').first().click();
  await tablet.press(en.leave);
  await page.getByRole('alertdialog').getByRole('button').nth(1).click();
  await tablet.screen('attract');
  await tablet.staff();
  await page.locator('.tabs button').nth(2).click();
  await page.getByText('Take this tablet out of use').click();
  await page.getByText(/records are not at head office yet/).waitFor();
  await tablet.press('Send all, then delete');
  await page.waitForTimeout(3000);
  assert.ok((await tablet.whole_journal()).records >= 3, 'nothing is deleted before it arrived');
  await office.start();
  await tablet.screen('setup');
  const left = await page.evaluate(async () => [
    (await indexedDB.databases()).length && (await new Promise((done) => {
      const open = indexedDB.open('handover');
      open.onsuccess = ({ target: { result: db } }) => {
        const count = db.objectStoreNames.contains('records') ? db.transaction('records').objectStore('records').count() : { onsuccess: null };
        count.onsuccess = () => (db.close(), done(count.result));
        if (count.result === undefined && !db.objectStoreNames.contains('records')) done(0);
      };
    })),
    localStorage.length,
  ]);
  assert.equal(left[0], 0, 'no record is left');
  const audit = await office.command('audit');
  assert.match(audit, /p1 took the tablet out of use/);
  assert.match(audit, /chain whole/);
});
