// Every type of question.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accessible } from './axe.mjs';
import { Office, Tablet, eventually } from './stage.mjs';
import { WORDS, asked, walk } from './walk.mjs';

const en = WORDS.en;

test('every type of question is answered, changed and sent', async (t) => {
  const office = await Office.short();
  const questionnaire = { ...office.short_questionnaire(), version: 101, budget: { min: 1, max: 8 } };
  const text = (words) => ({ 'zh-CN': words, 'zh-TW': words, en: words });
  const options = ['price', 'place', 'people'].map((id) => ({ id, label: text(id) }));
  const add = (id, type, more) =>
    questionnaire.questions.splice(-1, 0, { id, type, stage: 'overall', channels: ['kiosk'], required: true, text: text(id), ...more });
  add('which', 'single', { options });
  add('all', 'multi', { options });
  add('wait', 'number', { min: 0, max: 240 });
  add('recommend', 'nps', { optional: true });
  await office.publish(questionnaire);
  t.after(() => office.close());
  const tablet = await Tablet.open();
  t.after(() => tablet.close());
  await tablet.enrol(office, 'en');
  const { page } = tablet;
  await tablet.enter(en);
  await walk(page, (id, kind) => (kind === 'words' ? '' : 0)).catch(() => {});
  // It stops at the number, which takes digits only, within bounds.
  assert.equal((await asked(page)).id, 'wait');
  await accessible(page, 'a number');
  const next = page.locator('.button-main');
  for (const wrong of ['', 'soon', '241', '-1', '1e2']) {
    await page.getByRole('textbox').fill(wrong);
    assert.equal(await next.isEnabled(), false, wrong);
  }
  await page.getByRole('textbox').fill('35');
  await page.keyboard.press('Enter');
  await page.locator('[data-question="recommend"]').waitFor();
  await accessible(page, '0 to 10');
  assert.equal(await page.getByRole('radio').count(), 11);
  await tablet.press(en.back);
  assert.equal(await page.getByRole('textbox').inputValue(), '35', 'the answer is still there');
  await tablet.press(en.back);
  assert.deepEqual(await page.getByRole('checkbox').evaluateAll((all) => all.map((one) => one.ariaChecked)), ['true', 'false', 'false']);
  await page.getByRole('checkbox').nth(2).click();
  await tablet.press(en.next);
  await page.keyboard.press('Tab');
  await tablet.press(en.next);
  await page.getByRole('radio', { name: '9', exact: true }).click();
  await page.locator('[data-question="comment"]').waitFor();
  await tablet.press(en.send);
  await tablet.receipt();
  const rows = await eventually('the answers arrive', async () => {
    const [sent] = (await office.report('--by', 'question')).packages;
    assert.equal(sent.completed, 1);
    return sent.rows;
  });
  assert.ok(rows.some((row) => row.id === 'which'), JSON.stringify(rows));
});
