// Bad input: what customers paste, and questionnaires that are none.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asked } from '../walk.mjs';
import { answers, en, scene } from './scene.mjs';
import { survived } from './survived.mjs';

const EVER = ['--from', '2000-01-01', '--to', '2099-12-31'];

/** Puts words into a field as a paste does, whatever they hold. */
const paste = (page, words) =>
  page.getByRole('textbox').evaluate((field, words) => {
    field.focus();
    document.execCommand('insertText', false, JSON.parse(words));
  }, words);

test('fault 40: a megabyte pasted is cut at the counter, which says so, and what was taken arrives', async (t) => {
  const { office, tablet } = await scene(t);
  const { page } = tablet;
  await answers(tablet);
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
  await survived({ office, tablets: [tablet], receipts: [await tablet.receipt()] });
  assert.match(await office.command('comments', ...EVER), /好😀好😀/);
});

test('fault 40: markup, NUL, lone surrogates and reordering marks are kept or cleaned by rule, and never executed', async (t) => {
  const { office, tablet } = await scene(t);
  const { page } = tablet;
  await answers(tablet);
  const hostile = '<script>globalThis.hacked = 1</script><img src=x onerror="globalThis.hacked = 1"> \\u0000 \\ud83d end \\u202egnirts 👍 مرحبا =HYPERLINK("x")';
  await paste(page, `"${hostile.replaceAll('"', '\\"')}"`);
  await tablet.press('繁體中文');
  await tablet.press('English');
  await tablet.press(en.send);
  await survived({ office, tablets: [tablet], receipts: [await tablet.receipt()] });
  assert.equal(await page.evaluate(() => globalThis.hacked), undefined);
  const comments = await office.command('comments', ...EVER);
  assert.match(comments, /HYPERLINK/);
  assert.match(comments, /<script>globalThis\.hacked = 1<\/script>/, 'markup is kept as written');
  assert.match(comments, /\uFFFD end gnirts 👍 مرحبا/, 'half a character is one that could not be read; the mark that turns words round is gone');
  // eslint-disable-next-line no-control-regex
  assert.doesNotMatch(comments, /[\0\u202e]/);
});

test('fault 45: a questionnaire with ten thousand questions, a cycle or an endless text is refused by path, and the old one stays', async (t) => {
  const { office, tablet } = await scene(t);
  const { page } = tablet;
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
  await answers(tablet);
  assert.equal((await asked(page)).id, 'comment');
  await tablet.press(en.send);
  await survived({ office, tablets: [tablet], receipts: [await tablet.receipt()] });
});
