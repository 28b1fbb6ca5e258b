// One customer's answers from the tablet to head office, through every fault of an ordinary bad day.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Office, Tablet, eventually } from './stage.mjs';

test('answers given offline survive both ends being killed and arrive exactly once', async (t) => {
  const office = await Office.short();
  t.after(() => office.close());
  const tablet = await Tablet.open();
  t.after(() => tablet.close());

  await tablet.enrol(office);
  assert.equal(new URL(tablet.page.url()).search, '', 'the code has left the address bar');

  await tablet.context.setOffline(true);
  await office.kill();
  const receipts = [];

  // First customer, simplified Chinese: with an appointment, a comment.
  await tablet.begin('开始', '同意，开始');
  assert.equal(await tablet.page.getByRole('heading', { level: 1 }).innerText(), '这次来店之前，您预约过吗？');
  assert.deepEqual(await tablet.page.getByRole('radio').allInnerTexts(), ['是', '否']);
  await tablet.answer('appointment', '是');
  await tablet.answer('appointment_rating', '非常满意');
  await tablet.answer('cleanliness', '满意');
  await tablet.answer('overall', '满意');
  await tablet.page.getByRole('textbox').fill('车洗得很干净，谢谢');
  await tablet.press('提交');
  receipts.push(await tablet.receipt());
  await tablet.press('完成');

  // Second customer, traditional Chinese: leaves midway and leaves the answers.
  await tablet.begin('開始', '同意，開始');
  await tablet.answer('appointment', '否');
  await tablet.answer('cleanliness', '一般');
  await tablet.press('離開');
  await tablet.press('留下答案並離開');
  await tablet.screen('attract');

  // Third customer, English: changes the gate on the way, so that its follow-up is never sent.
  await tablet.begin('Start', 'I agree, begin');
  await tablet.answer('appointment', 'Yes');
  await tablet.answer('appointment_rating', 'Dissatisfied');
  await tablet.page.locator('[data-question="cleanliness"]').waitFor();
  await tablet.press('Back');
  await tablet.press('Back');
  await tablet.answer('appointment', 'No');
  await tablet.page.locator('[data-question="cleanliness"]').waitFor();
  await tablet.press('Does not apply to me');
  await tablet.answer('overall', 'Dissatisfied');
  await tablet.page.locator('[data-question="comment"]').waitFor();
  await tablet.press('Send my answers');
  receipts.push(await tablet.receipt());

  await tablet.kill();
  await office.start();
  await office.kill();
  await office.start();
  await tablet.start();
  await tablet.page.goto(office.url);
  await tablet.screen('attract');

  const report = await eventually('all three records arrive', async () => {
    const report = await office.report('--by', 'question');
    const [sent] = report.packages;
    assert.equal(sent.completed + sent.partial, 3);
    return report;
  });
  const [sent] = report.packages;
  assert.equal(sent.completed, 2);
  assert.equal(sent.partial, 1);

  // By hand: appointment_rating 100 (one answer, the other was on a branch left);
  // cleanliness (80 + 60) / 2; overall (80 + 0) / 2.
  const score = Object.fromEntries(sent.rows.map((row) => [row.id, [row.score?.n, row.score?.points]]));
  assert.deepEqual(score.appointment_rating, [1, 100]);
  assert.deepEqual(score.cleanliness, [2, 70]);
  assert.deepEqual(score.overall, [2, 40]);
  // Stages weigh 1, 1 and 2: (100 + 70 + 2 × 40) / 4.
  assert.equal(sent.index.points, 62.5);

  assert.match(await office.command('audit'), /1 tablet, 4 records, chain whole/);
  for (const receipt of receipts) await office.command('audit', '--slip', receipt);
  assert.match(await office.command('comments', '--from', '2000-01-01', '--to', '2099-12-31'), /车洗得很干净，谢谢/);
  assert.deepEqual(tablet.errors, []);

  // Once more online, and nothing is sent twice.
  await tablet.page.reload();
  await tablet.begin('Start', 'I agree, begin');
  await tablet.answer('appointment', 'No');
  await tablet.answer('cleanliness', 'Very satisfied');
  await tablet.answer('overall', 'Very satisfied');
  await tablet.page.locator('[data-question="comment"]').waitFor();
  await tablet.press('Send my answers');
  await tablet.receipt();
  await eventually('the fourth arrives', async () => {
    assert.match(await office.command('audit'), /1 tablet, 5 records, chain whole/);
  });
});
