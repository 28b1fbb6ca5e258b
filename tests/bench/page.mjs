// How the page feels on a slow tablet: `cargo xtask bench page`. The browser's own thread is slowed six times; printed are how far
// anything moved by itself, and the longest task of a start, a survey and a complaint.
import { ready } from '../e2e/appliance.mjs';
import { Office, Tablet } from '../e2e/stage.mjs';

const SLOWER = 6;
const LIMIT_MS = 50;
const SURVEYS = 3;
const READ_MS = 900;

/** In the page, before anything else: notes what moves, and every task that is long. */
function watch() {
  window.__seen = { moved: 0, tasks: [] };
  const on = (type, note) => new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true });
  on('layout-shift', (entry) => entry.hadRecentInput || (window.__seen.moved += entry.value));
  on('longtask', ({ duration }) => window.__seen.tasks.push(duration));
}

const taken = (page) =>
  page.evaluate(() => {
    const seen = window.__seen;
    window.__seen = { moved: 0, tasks: [] };
    return seen;
  });

/** Taps what a selector finds, by its place alone: how tests look for things is work for the page's thread, too. */
async function tap(page, selector) {
  const place = await page.evaluate((selector) => {
    const { x, y, width, height } = document.querySelector(selector)?.getBoundingClientRect() ?? {};
    return x === undefined ? null : [x + width / 2, y + height / 2];
  }, selector);
  if (!place) return false;
  await page.touchscreen.tap(...place);
  return true;
}

/** Taps, and looks at what came of it as long as a customer does. */
async function press(page, selector) {
  if (!(await tap(page, selector))) throw new Error(`there is no ${selector}`);
  await page.waitForTimeout(READ_MS);
}

/** Answers until no question is left. */
async function walk(page, words) {
  while ((await page.evaluate(() => document.querySelector('main').dataset.screen)).match(/asking|complaint/)) {
    if (await tap(page, '.choice[role=radio]')) {
      await page.waitForTimeout(READ_MS);
      continue;
    }
    if (await tap(page, 'textarea, .field input')) await page.keyboard.insertText(words);
    else await tap(page, '.choice');
    await press(page, '.button-main');
  }
}

const ms = (number) => `${number.toFixed(0)} ms`;

function print(what, { moved, tasks }) {
  const slow = tasks.length ? `${tasks.length} over ${LIMIT_MS} ms, the longest ${ms(Math.max(...tasks))}` : `none over ${LIMIT_MS} ms`;
  console.log(`${what.padEnd(24)} moved by itself ${moved.toFixed(4)} (0); tasks: ${slow}`);
}

const office = await Office.open();
const tablet = await Tablet.open({ appliance: true, viewport: { width: 800, height: 1280 } });
try {
  const { page } = tablet;
  await tablet.context.addInitScript(watch);
  await tablet.enrol(office, 'en');
  await ready(tablet);
  const devtools = await tablet.context.newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  console.log(`the page's thread slowed ${SLOWER} times, out of the offline copy\n`);
  await page.reload();
  await tablet.screen('attract');
  await page.waitForTimeout(3000);
  const painted = await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0].startTime);
  print('a start', await taken(page));
  console.log(`${''.padEnd(24)} the attract screen as it stood last is painted after ${ms(painted)}`);
  for (let time = 1; time <= SURVEYS; time += 1) {
    await press(page, '.start[lang=en]');
    await press(page, '.button-main');
    await walk(page, 'Quick and friendly.');
    await press(page, '.button-main');
    print(`survey ${time}`, await taken(page));
  }
  await press(page, '.way-in[lang=en] .button-quiet');
  await press(page, '.button-main');
  await walk(page, 'A scratch on the door.');
  print('a complaint', await taken(page));
} finally {
  await tablet.close();
  await office.close();
}
