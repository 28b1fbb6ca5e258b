// Fingers tap twice, a page behaves like an appliance, and nothing changes under somebody who answers.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Office, Tablet, eventually } from './stage.mjs';
import { WORDS, asked } from './walk.mjs';

const en = WORDS.en;

async function scene(t, office = Office.short()) {
  office = await office;
  t.after(() => office.close());
  const tablet = await Tablet.open();
  t.after(() => tablet.close());
  return { office, tablet, page: tablet.page };
}

test('a double tap answers one question', async (t) => {
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
  /** What is asked once `act` has answered this question. */
  const after = async (question, act) => {
    for (;;) {
      await page.waitForTimeout(400);
      await page.evaluate(() => (globalThis.taps.length = 0));
      await act();
      await page.waitForTimeout(400);
      const gap = await page.evaluate(() => globalThis.taps[1] - globalThis.taps[0]);
      const { id } = await asked(page);
      if (!(gap > 200)) return id;
      // On a busy machine two taps may come too far apart to be a double tap: then they are made again.
      while ((await asked(page)).id !== question) await tablet.press(en.back);
    }
  };
  await tablet.enter(en);
  const next = await after('appointment', () => twice(page.getByRole('radio', { name: 'No', exact: true })));
  assert.equal(next, 'cleanliness', 'the second tap did not answer the next question');
  const by_mouse = await after(next, async () => {
    const box = await page.getByRole('radio').first().boundingBox();
    await page.mouse.dblclick(box.x + 30, box.y + 30);
  });
  assert.equal(by_mouse, 'overall', 'nor does the second click of a mouse');
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
