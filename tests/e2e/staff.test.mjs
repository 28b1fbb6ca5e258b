// The screen for staff: how it goes with the records, by its button and by its address, in every language.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accessible } from './axe.mjs';
import { Office, Tablet, eventually } from './stage.mjs';
import { WORDS } from './walk.mjs';

/** What staff read and press. */
const STAFF = {
  'zh-CN': { staff: '店员入口', waiting: (n) => `等待总部确认：${n} 条。`, send: '立即发送', close: '关闭', no_setup: '本机尚未设置。' },
  'zh-TW': { staff: '店員入口', waiting: (n) => `等待總部確認：${n} 筆。`, send: '立即傳送', close: '關閉', no_setup: '本機尚未設定。' },
  en: {
    staff: 'For staff', waiting: (n) => `Waiting for head office: ${n}.`, send: 'Send now', close: 'Close',
    no_setup: 'This tablet is not set up yet.',
  },
};

async function scene(t) {
  const office = await Office.short();
  t.after(() => office.close());
  const tablet = await Tablet.open();
  t.after(() => tablet.close());
  return { office, tablet, page: tablet.page };
}

for (const [language, words] of Object.entries(STAFF)) {
  test(`staff see how it goes and send what waits, in ${language}`, async (t) => {
    const { office, tablet, page } = await scene(t);
    await page.goto(`${office.url}/?lang=${language}`);
    await tablet.press(words.staff);
    await page.getByText(words.no_setup).waitFor();
    await tablet.press(words.close);
    await tablet.screen('setup');

    await tablet.enrol(office, language);
    await office.kill();
    await tablet.enter(WORDS[language]);
    await page.getByRole('radio').first().click();
    await tablet.press(WORDS[language].leave);
    await page.getByRole('alertdialog').getByRole('button').nth(1).click();
    await tablet.screen('attract');
    await tablet.press(words.staff);
    await tablet.screen('staff');
    await page.getByText(words.waiting(1)).waitFor();
    await accessible(page, `for staff, ${language}`);
    await office.start();
    await tablet.press(words.send);
    await page.getByText(words.waiting(0)).waitFor();
    await tablet.press(words.close);
    await tablet.screen('attract');

    // The same by its address, which does not stay in the address bar.
    await page.goto(`${office.url}/?lang=${language}#staff`);
    await tablet.screen('staff');
    await page.getByText(words.waiting(0)).waitFor();
    await eventually('the address is as before', () => assert.equal(new URL(page.url()).hash, ''));
    await tablet.press(words.close);
    await tablet.screen('attract');
    assert.deepEqual(tablet.errors, []);
  });
}

test('what the staff screen tells follows the language, and while somebody answers its address does nothing', async (t) => {
  const { office, tablet, page } = await scene(t);
  await tablet.enrol(office, 'en');
  await page.evaluate(() => (location.hash = 'staff'));
  await tablet.screen('staff');
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
