// The customer's journey, whole: every language, both orientations, by finger, mouse and keyboard alone.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accessible, fits } from './axe.mjs';
import { read } from './scan.mjs';
import { Office, Tablet, eventually } from './stage.mjs';
import { HANDS, WORDS, answer, asked, state, walk } from './walk.mjs';

const LANDSCAPE = { width: 1280, height: 800 };
const PORTRAIT = { width: 800, height: 1280 };

const satisfied = (_, kind) => (kind === 'words' ? '' : 0);
const dissatisfied = (_, kind, count) => (kind === 'words' ? '' : kind === 'one' ? count - 1 : 0);

async function scene(t, viewport) {
  const office = await Office.open();
  t.after(() => office.close());
  const tablet = await Tablet.open({ viewport });
  t.after(() => tablet.close());
  return { office, tablet, page: tablet.page };
}

/** What a phone reads off the QR code on the screen. */
async function scanned(page) {
  const svg = await page.locator('.qr').evaluate((qr) => {
    const drawn = new XMLSerializer().serializeToString(qr.querySelector('svg'));
    return drawn.replace('<svg', `<svg ${drawn.includes('xmlns=') ? '' : 'xmlns="http://www.w3.org/2000/svg"'} width="600" height="600"`);
  });
  return read(page, svg);
}

/** Presses a button by its words. */
const press = (page, hand, name) => hand(page.getByRole('button', { name, exact: true }).first());

async function everything(t, language, viewport, hand) {
  const words = WORDS[language];
  const { office, tablet, page } = await scene(t, viewport);
  const look = async () => {
    const where = `${await state(page)} ${language} ${viewport.width}`;
    await accessible(page, where);
    await fits(page, where);
  };
  await tablet.enrol(office, language);
  await look();
  await hand(page.locator(`.way-in[lang="${language}"] .start`));
  await tablet.screen('consent');
  await look();
  await press(page, hand, words.agree);
  await tablet.screen('asking');

  // Something is wrong: an apology, once, and a reason to give.
  let apologies = 0;
  const ids = [];
  while ((await state(page)) === 'asking') {
    await look();
    apologies += await page.locator('.sorry').count();
    ids.push(await answer(page, dissatisfied, hand));
  }
  assert.equal(apologies, 1, 'one apology, not one at every turn');
  assert.ok(ids.length <= 12, `${ids.length} screens: ${ids.join(' ')}`);
  assert.equal(new Set(ids).size, ids.length, 'nothing is asked twice');
  assert.ok(ids.some((id) => id.endsWith('_reason')), 'the offer to say why');
  await tablet.screen('thanks');
  await look();

  // The close offers to take a complaint down.
  await press(page, hand, words.complain);
  await tablet.screen('complaint');
  while ((await state(page)) === 'complaint') {
    await look();
    await answer(page, (_, kind) => (kind === 'words' ? '' : 0), hand);
  }
  await tablet.screen('contact');
  await look();
  const [name, phone] = [page.getByRole('textbox').first(), page.getByRole('textbox').last()];
  const record = page.getByRole('button', { name: words.record, exact: true });
  assert.equal(await record.isEnabled(), false, 'nothing without a number and a consent');
  await name.fill('王先生');
  await phone.fill('1380013');
  assert.equal(await page.getByRole('checkbox').getAttribute('aria-checked'), 'false', 'never ticked beforehand');
  await hand(page.getByRole('checkbox'));
  assert.equal(await record.isEnabled(), false, 'the number is not complete');
  await phone.fill('138 0013 8000');
  await hand(record);
  await tablet.screen('thanks');
  await look();
  const number = await page.locator('[data-complaint]').getAttribute('data-complaint');
  assert.match(number, /^[0-9A-Z]{3}-[0-9A-Z]{4}-[0-9A-Z]{3}$/);
  assert.equal(await page.locator('.promises p').count(), 2, 'somebody calls, and an answer, by when');
  const carried = await scanned(page);
  const receipt = await page.locator('[data-receipt]').getAttribute('data-receipt');
  for (const line of [number, receipt, ...(await page.locator('.promises p').allInnerTexts())]) {
    assert.ok(carried.includes(line), `${line} is not in:\n${carried}`);
  }
  await press(page, hand, words.finish);
  await tablet.screen('attract');

  await eventually('both records arrive', async () => {
    assert.match(await office.command('audit'), /3 records, chain whole/);
  });
  const opened = await office.command('complaints', '--open', number);
  assert.match(opened, /王先生, \+8613800138000/);
  assert.deepEqual(tablet.errors, []);
}

test('in simplified Chinese, landscape, by finger', (t) => everything(t, 'zh-CN', LANDSCAPE, HANDS.touch));
test('in traditional Chinese, portrait, by mouse', (t) => everything(t, 'zh-TW', PORTRAIT, HANDS.mouse));
test('in English, landscape, by keyboard alone', (t) => everything(t, 'en', LANDSCAPE, HANDS.keyboard));
test('in simplified Chinese, portrait, by keyboard alone', (t) => everything(t, 'zh-CN', PORTRAIT, HANDS.keyboard));
test('in traditional Chinese, landscape, by finger', (t) => everything(t, 'zh-TW', LANDSCAPE, HANDS.touch));
test('in English, portrait, by mouse', (t) => everything(t, 'en', PORTRAIT, HANDS.mouse));

test('the screens beside the way are as accessible: setup, leaving, the countdown, a complaint recorded midway', async (t) => {
  for (const viewport of [LANDSCAPE, PORTRAIT]) {
    const { office, tablet, page } = await scene(t, viewport);
    const look = async () => {
      const where = `${await state(page)} ${viewport.width}`;
      await accessible(page, where);
      await fits(page, where);
    };
    await page.clock.install();
    await page.goto(`${office.url}/?lang=en`);
    await tablet.screen('setup');
    // The program that fills the room comes after the page.
    await page.locator('[data-place="setup"] h1').waitFor();
    await look();
    await tablet.enrol(office, 'en');
    const second = await tablet.context.newPage();
    await second.goto(`${office.url}/?lang=en`);
    await second.locator('main[data-screen="out-of-service"]').waitFor();
    await accessible(second, 'out of service');
    await fits(second, 'out of service');
    await second.close();
    await tablet.enter(WORDS.en);
    await answer(page, satisfied);
    await tablet.press(WORDS.en.leave);
    await tablet.screen('leaving');
    await look();
    await tablet.press(WORDS.en.stay);
    await page.clock.fastForward(65_000);
    await tablet.screen('idle');
    await look();
    await tablet.press(WORDS.en.here);
    await tablet.press(WORDS.en.complain);
    await walk(page, (id, kind, count) => (kind === 'words' ? '' : id === 'reach' ? count - 1 : 0));
    await tablet.screen('recorded');
    await look();
  }
});

test('all satisfied takes at most 14 taps, of both banks, and ends without a complaint being offered', async (t) => {
  const { office, tablet, page } = await scene(t, PORTRAIT);
  await tablet.enrol(office, 'en');
  let taps = 0;
  const finger = (element) => {
    taps += 1;
    return HANDS.touch(element);
  };
  for (const visit of ['service', 'delivery', 'service']) {
    await page.goto(`${office.url}/?visit=${visit}&lang=en`);
    await tablet.screen('attract');
    taps = 0;
    await finger(page.locator('.way-in[lang="en"] .start'));
    await finger(page.getByRole('button', { name: WORDS.en.agree }));
    // Whatever means that something went wrong is not always the "no".
    const bad = new Set(['repeat_repair', 'influence']);
    await walk(page, (id, kind) => (kind === 'words' ? '' : kind === 'several' ? null : bad.has(id) ? 1 : 0), finger);
    await tablet.screen('thanks');
    assert.ok(taps <= 14, `${taps} taps for ${visit}`);
    assert.equal(await page.getByRole('button', { name: WORDS.en.complain }).count(), 0);
  }
});

test('a complaint from a question comes back to that question, with every answer kept', async (t) => {
  const { office, tablet, page } = await scene(t, LANDSCAPE);
  await tablet.enrol(office, 'en');
  await tablet.enter(WORDS.en);
  const first = await answer(page, satisfied);
  const here = (await asked(page)).id;
  await tablet.press(WORDS.en.complain);
  await walk(page, (id, kind, count) => (kind === 'words' ? '' : id === 'reach' ? count - 1 : 0));
  // The last way to be reached is "not at all": no contact screen, and the same care.
  await tablet.screen('recorded');
  await page.getByText('You asked not to be contacted').waitFor();
  await tablet.press(WORDS.en.on);
  assert.equal((await asked(page)).id, here);
  await tablet.press(WORDS.en.back);
  assert.equal((await asked(page)).id, first);
  assert.equal(await page.locator('[role="radio"][aria-checked="true"]').count(), 1, 'the answer is still there');
  await walk(page, satisfied);
  await tablet.screen('thanks');
  await page.locator('[data-complaint]').waitFor();
  await eventually('the complaint is told apart', async () => {
    assert.match(await office.command('complaints'), /1 complaint, .*1 without contact/);
  });
});

test('a complaint from the attract screen asks for consent first, and refusing contact never blocks', async (t) => {
  const { office, tablet, page } = await scene(t, PORTRAIT);
  await tablet.enrol(office, 'zh-CN');
  await tablet.enter(WORDS['zh-CN'], 'complain');
  await tablet.screen('complaint');
  await walk(page, (id, kind) => (kind === 'words' ? (id === 'what_happened' ? '刹车失灵，差点出事' : '') : 0));
  await tablet.screen('contact');
  await tablet.press(WORDS['zh-CN'].none);
  await tablet.screen('thanks');
  await eventually('words about brakes make it major', async () => {
    assert.match(await office.command('complaints'), /1 complaint, 1 major/);
  });
});

test('language, size and contrast change without losing an answer, and go back for the next customer', async (t) => {
  const { office, tablet, page } = await scene(t, LANDSCAPE);
  await tablet.enrol(office, 'zh-CN');
  await tablet.enter(WORDS.en);
  await answer(page, satisfied);
  await tablet.press(WORDS.en.back);
  const before = await page.locator('[aria-checked="true"]').innerText();
  await page.getByRole('button', { name: 'Larger text' }).click();
  await page.getByRole('button', { name: 'High contrast' }).click();
  await accessible(page, 'large and sharp');
  await tablet.press('简体中文');
  assert.notEqual(await page.locator('[aria-checked="true"]').innerText(), before);
  const root = page.locator('html');
  assert.deepEqual(await Promise.all(['lang', 'dir', 'data-text', 'data-contrast'].map((a) => root.getAttribute(a))), ['zh-CN', 'ltr', 'large', 'high']);
  await tablet.press('English');
  await tablet.press(WORDS.en.leave);
  await tablet.press(WORDS.en.delete);
  await tablet.screen('attract');
  assert.deepEqual(await Promise.all(['lang', 'data-text', 'data-contrast'].map((a) => root.getAttribute(a))), ['zh-CN', '', '']);
});

test('every screen can be mirrored for a script that is written from the right', async (t) => {
  const { office, tablet, page } = await scene(t, PORTRAIT);
  await tablet.enrol(office, 'en');
  await tablet.enter(WORDS.en);
  await page.evaluate(() => document.documentElement.setAttribute('dir', 'rtl'));
  await fits(page, 'right to left');
  const [bar, back] = [page.locator('.progress'), page.getByRole('button', { name: WORDS.en.back })];
  for (const element of [bar, back]) {
    const box = await element.boundingBox();
    assert.ok(box.x > PORTRAIT.width / 2, 'what stood on the left stands on the right');
  }
  // The arrow that points on in this script moves on.
  const radios = page.getByRole('radio');
  await radios.first().focus();
  await page.keyboard.press('ArrowLeft');
  assert.equal(await radios.nth(1).evaluate((node) => node === document.activeElement), true);
});
