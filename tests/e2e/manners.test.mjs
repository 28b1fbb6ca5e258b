// Customers walk away, browsers go back, fingers tap twice, and nothing of it is left for the next one (faults 15-18, 36).
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Office, Tablet, eventually } from './stage.mjs';
import { WORDS, answer, asked, state } from './walk.mjs';

const en = WORDS.en;
const SECRET = 'the left door was scratched';

async function scene(t, office = Office.short()) {
  office = await office;
  t.after(() => office.close());
  const tablet = await Tablet.open();
  t.after(() => tablet.close());
  return { office, tablet, page: tablet.page };
}

/** A customer at the comment of the short questionnaire, with words half typed. */
async function halfway(tablet) {
  await tablet.enter(en);
  await tablet.answer('appointment', 'No');
  await tablet.answer('cleanliness', 'Fair');
  await tablet.answer('overall', 'Dissatisfied');
  await tablet.page.locator('[data-question="comment"]').waitFor();
  await tablet.page.getByRole('textbox').fill(SECRET);
}

async function nothing_left(page) {
  assert.equal(await page.getByText(SECRET).count(), 0);
  assert.equal(await page.getByRole('textbox').count(), 0);
  assert.equal(await page.locator('[aria-checked="true"]').count(), 0);
}

test('who walks away is asked for 20 s and more, can stay by one tap, and is then wiped off the screen', async (t) => {
  const { office, tablet, page } = await scene(t);
  await page.clock.install();
  await tablet.enrol(office, 'zh-CN');
  await halfway(tablet);
  await page.clock.fastForward(115_000);
  assert.equal(await state(page), 'asking');
  await page.clock.fastForward(6_000);
  await tablet.screen('idle');
  const left = Number((await page.locator('#dialog-note').innerText()).match(/\d+/)[0]);
  assert.ok(left >= 20, `${left} s are too few`);
  await page.clock.fastForward(3_000);
  assert.ok(Number((await page.locator('#dialog-note').innerText()).match(/\d+/)[0]) < left, 'the countdown is seen');
  await tablet.press(en.here);
  await tablet.screen('asking');
  assert.equal(await page.getByRole('textbox').inputValue(), SECRET, 'who stays loses nothing');
  // A screen reader presses without a finger and without a key.
  await page.clock.fastForward(121_000);
  await tablet.screen('idle');
  await page.getByRole('button', { name: en.here }).evaluate((button) => button.click());
  await page.clock.fastForward(5_000);
  await tablet.screen('asking');
  await page.clock.fastForward(121_000);
  await tablet.screen('idle');
  await page.clock.fastForward(30_000);
  await tablet.screen('attract');
  await nothing_left(page);
  assert.equal(await page.locator('html').getAttribute('lang'), 'zh-CN');
  // What was chosen is kept as a partial survey, what was written is not.
  await eventually('the partial survey arrives', async () => {
    const [sent] = (await office.report()).packages;
    assert.equal(sent.partial, 1);
  });
  assert.doesNotMatch(await office.command('comments', '--from', '2000-01-01', '--to', '2100-01-01'), /scratched/);
});

test('the thank-you goes by itself, and a complaint half taken down is not kept', async (t) => {
  const { office, tablet, page } = await scene(t, Office.open());
  await page.clock.install();
  await tablet.enrol(office, 'en');
  await tablet.enter(en, 'complain');
  await tablet.screen('complaint');
  await answer(page);
  await page.clock.fastForward(150_000);
  await tablet.screen('attract');
  assert.equal((await tablet.journal()).records, 0);
});

test('reload, back and forward, and a crash show the attract screen and nothing else', async (t) => {
  const { office, tablet, page } = await scene(t);
  await tablet.enrol(office, 'en');
  await halfway(tablet);
  await page.reload();
  await tablet.screen('attract');
  await nothing_left(page);

  await halfway(tablet);
  await page.goto('about:blank');
  await page.goBack();
  await tablet.screen('attract');
  await nothing_left(page);

  await halfway(tablet);
  await page.goBack().catch(() => {});
  await page.goForward().catch(() => {});
  await page.goto(office.url);
  await tablet.screen('attract');
  await nothing_left(page);

  await halfway(tablet);
  await tablet.kill();
  await tablet.start();
  await tablet.page.goto(office.url);
  await tablet.screen('attract');
  await nothing_left(tablet.page);
});

test('a page that is kept in memory while another is shown comes back empty', async (t) => {
  const { office, tablet, page } = await scene(t);
  await tablet.enrol(office, 'en');
  await halfway(tablet);
  // The browser's own event, as it comes when a page leaves for its memory and comes back from there.
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })));
  await eventually('the screen is wiped', async () => assert.equal(await state(page), 'attract'));
  await nothing_left(page);
  const reloaded = page.waitForEvent('load');
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
  await reloaded;
  await tablet.screen('attract');
  assert.equal((await tablet.journal()).records, 1, 'what was chosen is kept');
});

test('a double tap answers one question, and a submit tapped twice is one record', async (t) => {
  const { office, tablet, page } = await scene(t);
  await tablet.enrol(office, 'en');
  const devtools = await tablet.context.newCDPSession(page);
  const twice = async (element) => {
    const box = await element.boundingBox();
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    for (let tap = 0; tap < 2; tap += 1) {
      await devtools.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x, y }] });
      await devtools.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
      await page.waitForTimeout(60);
    }
  };
  await page.evaluate(() => {
    globalThis.taps = [];
    addEventListener('click', (event) => globalThis.taps.push(event.timeStamp), true);
  });
  await tablet.enter(en);
  // On a busy machine two taps may come too far apart to be a double tap: then they are made again.
  for (let gap = Infinity; gap > 200; ) {
    await page.waitForTimeout(400);
    await page.evaluate(() => (globalThis.taps.length = 0));
    await twice(page.getByRole('radio', { name: 'No', exact: true }));
    await page.waitForTimeout(400);
    gap = await page.evaluate(() => globalThis.taps[1] - globalThis.taps[0]);
    while (gap > 200 && (await asked(page)).id !== 'appointment') await tablet.press(en.back);
  }
  assert.equal((await asked(page)).id, 'cleanliness', 'the second tap did not answer the next question');
  // A mouse, too.
  const box = await page.getByRole('radio').first().boundingBox();
  await page.mouse.dblclick(box.x + 30, box.y + 30);
  await page.waitForTimeout(400);
  assert.equal((await asked(page)).id, 'overall');
  await page.getByRole('radio').first().click();
  await page.locator('[data-question="comment"]').waitFor();
  await page.waitForTimeout(400);
  await page.evaluate(() => {
    const send = document.querySelector('.button-main');
    send.click();
    send.click();
  });
  await tablet.receipt();
  assert.equal((await tablet.journal()).records, 1);
});

test('two windows: one takes surveys, the other says so, and takes over when the first is gone', async (t) => {
  const { office, tablet, page } = await scene(t);
  await tablet.enrol(office, 'en');
  const second = await tablet.context.newPage();
  await second.goto(`${office.url}/?lang=en`);
  await second.locator('main[data-screen="out-of-service"]').waitFor();
  await second.getByText('already in use in another window').waitFor();
  await halfway(tablet);
  assert.equal(await second.locator('main').getAttribute('data-screen'), 'out-of-service');
  await page.close();
  await second.locator('main[data-screen="attract"]').waitFor();

  // The holder crashes: nothing is said, the lock is simply free.
  const third = await tablet.context.newPage();
  await third.goto(`${office.url}/?lang=en`);
  await third.locator('main[data-screen="out-of-service"]').waitFor();
  const devtools = await tablet.context.newCDPSession(second);
  devtools.send('Page.crash').catch(() => {});
  await third.locator('main[data-screen="attract"]').waitFor();
});

test('an appliance\'s manners: no menu, no marking, no dragging, no zoom, and the screen stays on', async (t) => {
  const { office, tablet, page } = await scene(t);
  await page.addInitScript(() => {
    globalThis.asked = [];
    navigator.wakeLock.request = async (kind) => globalThis.asked.push(kind);
  });
  await tablet.enrol(office, 'en');
  assert.deepEqual(await page.evaluate(() => globalThis.asked), ['screen']);
  const prevented = await page.evaluate(() => {
    const prevents = (event) => !document.querySelector('h1').dispatchEvent(event);
    return {
      menu: prevents(new MouseEvent('contextmenu', { bubbles: true, cancelable: true })),
      drag: prevents(new DragEvent('dragstart', { bubbles: true, cancelable: true })),
      zoom: prevents(new WheelEvent('wheel', { bubbles: true, cancelable: true, ctrlKey: true })),
      scroll: prevents(new WheelEvent('wheel', { bubbles: true, cancelable: true })),
    };
  });
  assert.deepEqual(prevented, { menu: true, drag: true, zoom: true, scroll: false });
  const style = await page.evaluate(() => {
    const [html, body] = [getComputedStyle(document.documentElement), getComputedStyle(document.body)];
    return [html.touchAction, html.overscrollBehaviorY, body.userSelect];
  });
  assert.deepEqual(style, ['pan-x pan-y', 'none', 'none']);
  await page.locator('.way-in[lang="en"] .start').tap();
  await tablet.screen('consent');
  assert.equal(await page.evaluate(() => !!document.fullscreenElement), true, 'the whole screen is taken');
});

test('a newer questionnaire that arrives while somebody answers waits for the attract screen', async (t) => {
  const { office, tablet, page } = await scene(t);
  await tablet.enrol(office, 'en');
  await tablet.enter(en);
  await tablet.answer('appointment', 'No');
  const newer = office.short_questionnaire();
  newer.version = 101;
  newer.questions.find((question) => question.id === 'overall').text.en = 'Taken as a whole, how was it?';
  await office.publish(newer);
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await page.waitForTimeout(1500);
  await tablet.answer('cleanliness', 'Fair');
  assert.match(await page.locator('h1').innerText(), /All in all/);
  await tablet.press(en.leave);
  await tablet.press('Leave my answers');
  await tablet.screen('attract');
  await eventually('the newer one is asked', async () => {
    await page.reload();
    await tablet.enter(en);
    await tablet.answer('appointment', 'No');
    await tablet.answer('cleanliness', 'Fair');
    const heading = await page.locator('h1').innerText();
    await tablet.press(en.leave);
    await tablet.press(en.delete);
    assert.match(heading, /Taken as a whole/);
  });
});
