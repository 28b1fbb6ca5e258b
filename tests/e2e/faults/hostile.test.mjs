// Bad input (faults 40 and 45), every type of question, and a dealer's own looks.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { accessible } from './axe.mjs';
import { Office, Tablet, eventually } from './stage.mjs';
import { WORDS, answer, asked, walk } from './walk.mjs';

const en = WORDS.en;
const EVER = ['--from', '2000-01-01', '--to', '2100-01-01'];

async function scene(t, office = Office.short()) {
  office = await office;
  t.after(() => office.close());
  const tablet = await Tablet.open();
  t.after(() => tablet.close());
  await tablet.enrol(office, 'en');
  return { office, tablet, page: tablet.page };
}

async function to_comment(tablet) {
  await tablet.enter(en);
  await tablet.answer('appointment', 'No');
  await tablet.answer('cleanliness', 'Fair');
  await tablet.answer('overall', 'Satisfied');
  await tablet.page.locator('[data-question="comment"]').waitFor();
}

/** Puts words into a field as a paste does, whatever they hold. */
const paste = (page, words) =>
  page.getByRole('textbox').evaluate((field, words) => {
    field.focus();
    document.execCommand('insertText', false, JSON.parse(words));
  }, words);

test('a megabyte pasted is cut at the counter, which says so, and what was taken arrives', async (t) => {
  const { office, tablet, page } = await scene(t);
  await to_comment(tablet);
  const note = page.locator('.field [role="status"]');
  assert.match(await note.innerText(), /2000 characters left/);
  await paste(page, JSON.stringify('好😀'.repeat(250_000)));
  await page.getByText('At most 2000 characters').waitFor();
  assert.match(await note.innerText(), /^0 characters left/);
  // An emoji is one character, and none is cut in two.
  assert.equal(await page.getByRole('textbox').inputValue(), '好😀'.repeat(1000));
  await page.getByRole('textbox').fill('短一点');
  assert.equal(await page.getByText('At most 2000 characters').count(), 0, 'the warning goes with its cause');
  await paste(page, JSON.stringify('好😀'.repeat(250_000)));
  await tablet.press(en.send);
  await tablet.receipt();
  await eventually('the words arrive', async () => {
    assert.match(await office.command('comments', ...EVER), /好😀好😀/);
  });
});

test('markup, NUL, lone surrogates and reordering marks are kept or cleaned by rule, and never executed', async (t) => {
  const { office, tablet, page } = await scene(t);
  await to_comment(tablet);
  const hostile = '<script>globalThis.hacked = 1</script><img src=x onerror="globalThis.hacked = 1"> \\u0000 \\ud83d end \\u202egnirts 👍 مرحبا =HYPERLINK("x")';
  await paste(page, `"${hostile.replaceAll('"', '\\"')}"`);
  await tablet.press('繁體中文');
  await tablet.press('English');
  await tablet.press(en.send);
  await tablet.receipt();
  assert.equal(await page.evaluate(() => globalThis.hacked), undefined);
  const comments = await eventually('the words arrive', async () => {
    const comments = await office.command('comments', ...EVER);
    assert.match(comments, /HYPERLINK/);
    return comments;
  });
  assert.match(comments, /<script>globalThis\.hacked = 1<\/script>/, 'markup is kept as written');
  assert.match(comments, /\uFFFD end gnirts 👍 مرحبا/, 'half a character is one that could not be read; the mark that turns words round is gone');
  // eslint-disable-next-line no-control-regex
  assert.doesNotMatch(comments, /[\0\u202e]/);
});

test('a questionnaire with ten thousand questions, a cycle or an endless text is refused by path, and the old one stays', async (t) => {
  const { office, tablet, page } = await scene(t);
  const spoilt = (spoil) => {
    const questionnaire = { ...office.short_questionnaire(), version: 101 };
    spoil(questionnaire);
    return office.publish(questionnaire);
  };
  const one = (id) => ({ ...office.short_questionnaire().questions[0], id });
  await assert.rejects(spoilt((q) => (q.questions = Array.from({ length: 10_000 }, (_, n) => one(`q${n}`)))), /\$: the package has \d+ bytes|\$\.questions: there are 10000 questions/);
  await assert.rejects(spoilt((q) => (q.questions = Array.from({ length: 101 }, (_, n) => one(`q${n}`)))), /\$\.questions: there are 101 questions/);
  await assert.rejects(spoilt((q) => (q.questions[0].show_if = { answered: 'overall' })), /\$\.questions\[0\]\.show_if/);
  await assert.rejects(spoilt((q) => (q.questions[0].text.en = 'long '.repeat(100))), /\$\.questions\[0\]\.text\.en/);
  await tablet.page.reload();
  await to_comment(tablet);
  assert.equal((await asked(page)).id, 'comment');
});

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
  const { tablet, page } = await scene(t, office);
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

test('a dealer\'s colours and logo dress the tablet, still readable, and a script in a logo does nothing', async (t) => {
  const { office, tablet, page } = await scene(t);
  const logo = join(office.dir, 'logo.svg');
  writeFileSync(logo, '<svg xmlns="http://www.w3.org/2000/svg" width="160" height="40"><script>top.hacked = 1</script><rect width="160" height="40" rx="8" fill="#7a1631"/></svg>');
  await assert.rejects(office.command('shop', 'brand', 'demo', '--accent', '#ffcc00'), /darker accent/);
  await office.command('shop', 'brand', 'demo', '--accent', '#7a1631', '--ground', '#fff7f0', '--logo', logo);
  await eventually('the looks arrive', async () => {
    await page.reload();
    await tablet.screen('attract');
    await page.locator('.logo').waitFor({ timeout: 1000 });
  });
  await accessible(page, 'a branded attract screen');
  const start = page.locator('.start').first();
  assert.equal(await start.evaluate((node) => getComputedStyle(node).backgroundColor), 'rgb(122, 22, 49)');
  assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor), 'rgb(255, 247, 240)');
  assert.equal(await page.evaluate(() => globalThis.hacked), undefined);
  await tablet.enter(en);
  await answer(page);
  await accessible(page, 'a branded question');
});
