// The room of staff: how it goes with the records, by its button and by its address, in every language.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accessible } from './axe.mjs';
import { Office, Tablet, eventually } from './stage.mjs';
import { WORDS } from './walk.mjs';

/** What staff read and press. */
const STAFF = {
  'zh-CN': { staff: '店员入口', waiting: (n) => `等待总部确认：${n} 条。`, send: '立即发送', close: '关闭' },
  'zh-TW': { staff: '店員入口', waiting: (n) => `等待總部確認：${n} 筆。`, send: '立即傳送', close: '關閉' },
  en: { staff: 'For staff', waiting: (n) => `Waiting for head office: ${n}.`, send: 'Send now', close: 'Close' },
};

async function scene(t, viewport) {
  const office = await Office.short();
  t.after(() => office.close());
  const tablet = await Tablet.open({ viewport });
  t.after(() => tablet.close());
  return { office, tablet, page: tablet.page };
}

for (const [language, words] of Object.entries(STAFF)) {
  test(`staff see how it goes and send what waits, in ${language}`, async (t) => {
    const { office, tablet, page } = await scene(t, language === 'zh-TW' ? { width: 800, height: 1280 } : undefined);
    await tablet.enrol(office, language);
    await office.kill();
    await tablet.enter(WORDS[language]);
    await page.getByRole('radio').first().click();
    await tablet.press(WORDS[language].leave);
    await page.getByRole('alertdialog').getByRole('button').nth(1).click();
    await tablet.screen('attract');
    await tablet.press(words.staff);
    await page.locator('[data-place="locked"]').waitFor();
    await accessible(page, `who is there, ${language}`);
    await tablet.unlock(office.people[0].name, office.people[0].pin);
    await page.locator('[data-place="overview"]').waitFor();
    await page.locator('.tabs button').nth(1).click();
    // The survey that was left, and that somebody is there.
    await page.getByText(words.waiting(2)).waitFor();
    await accessible(page, `how it goes with the tablet, ${language}`);
    await office.start();
    await tablet.press(words.send);
    await page.getByText(words.waiting(0)).waitFor();
    await tablet.press(words.close);
    await tablet.screen('attract');

    // The same by its address, which does not stay in the address bar.
    await page.goto(`${office.url}/?lang=${language}#staff`);
    await page.locator('[data-place="locked"]').waitFor();
    await eventually('the address is as before', () => assert.equal(new URL(page.url()).hash, ''));
    await tablet.press(words.close);
    await tablet.screen('attract');
    assert.deepEqual(tablet.errors, []);
  });
}

test('what the room of staff tells follows the language, and while somebody answers its address does nothing', async (t) => {
  const { office, tablet, page } = await scene(t);
  await tablet.enrol(office, 'en');
  await tablet.health();
  await page.getByText(STAFF.en.waiting(0)).waitFor();
  await tablet.press('繁體中文');
  await page.getByText(STAFF['zh-TW'].waiting(0)).waitFor();
  await tablet.press(STAFF['zh-TW'].close);
  await tablet.screen('attract');
  await tablet.enter(WORDS.en);
  await page.evaluate(() => (location.hash = 'staff'));
  await page.waitForTimeout(500);
  await tablet.screen('asking');
});

test('a shop that nobody is named for sees how its tablet is, and nothing more', async (t) => {
  const { office, tablet, page } = await scene(t);
  for (const { id } of office.people) await office.command('staff', 'remove', 'demo', id);
  await tablet.enrol(office, 'en');
  await tablet.health();
  await page.getByText('Head office has not named anybody for this shop yet.').waitFor();
  assert.deepEqual(await page.locator('.tabs button').allInnerTexts(), ['This tablet']);
});

test('where the staff\'s program cannot be fetched that is said, and the tablet takes surveys all the same', async (t) => {
  const { office, tablet, page } = await scene(t);
  await tablet.enrol(office, 'en');
  await page.reload();
  await tablet.screen('attract');
  await tablet.context.route('**/staff-*', (route) => route.abort());
  await tablet.press('For staff');
  await page.getByText('has not started yet').waitFor();
  await tablet.press('Close');
  await tablet.screen('attract');
  await tablet.context.unroute('**/staff-*');
  await tablet.staff();
  await tablet.press('Close');
  await tablet.enter(WORDS.en);
  await tablet.screen('asking');
});
