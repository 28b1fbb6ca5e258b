// Takes a picture of every screen, in the sizes and languages of docs/screens.md: `cargo xtask screens`.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { Office, Tablet } from './stage.mjs';
import { WORDS, answer, asked, state, walk } from './walk.mjs';

const OUT = process.argv[2];
const ONLY = process.argv.slice(3);
const SIZES = [[1280, 800], [800, 1280], [1920, 1200], [390, 844]];
const shots = new Map();

async function shoot(page, name, language, size) {
  if (ONLY.length && !ONLY.includes(name)) return;
  if (shots.get(name)?.some((shot) => shot.language === language && shot.size === size)) return;
  await page.waitForTimeout(250);
  const overflow = await page.evaluate(() => {
    const root = document.documentElement;
    return [root.scrollHeight - root.clientHeight, root.scrollWidth - root.clientWidth];
  });
  if (overflow[0] > 0 || overflow[1] > 0) console.log(`${name} ${language} ${size}: scrolls by ${overflow}`);
  const picture = await page.screenshot({ animations: 'disabled' });
  if (!shots.has(name)) shots.set(name, []);
  shots.get(name).push({ language, size, picture });
}

async function customer(office, language, [width, height]) {
  const words = WORDS[language];
  const size = `${width}x${height}`;
  const tablet = await Tablet.open({ viewport: { width, height } });
  const { page } = tablet;
  const shot = (name) => shoot(page, name, language, size);
  const press = (name) => page.getByRole('button', { name, exact: true }).last().click();
  try {
    await page.clock.install();
    await page.goto(`${office.url}/?lang=${language}`);
    await page.locator('[data-place="setup"] h1').waitFor();
    await shot('setup');
    const link = (await office.command('device', 'code', 'demo', '--url', office.url)).match(/enrol=(\S+)/);
    await page.goto(`${office.url}/?enrol=${link[1]}&lang=${language}`);
    await page.locator('.step:last-child[data-done="yes"]').waitFor();
    await shot('set-up');
    await tablet.set_up();
    await shot('attract');
    await page.locator(`.way-in[lang="${language}"] .start`).click();
    await tablet.screen('consent');
    await shot('consent');
    await press(words.agree);
    await tablet.screen('asking');
    await shot('question');
    await press(words.leave);
    await shot('leaving');
    await press(words.stay);
    await page.clock.fastForward(65_000);
    await tablet.screen('idle');
    await shot('idle');
    await press(words.here);
    const seen = new Set();
    while ((await state(page)) === 'asking') {
      const { id, kind } = await asked(page);
      const role = await page.evaluate(() => document.querySelectorAll('.group').length);
      const name = role ? 'groups' : id === 'influence' ? 'influence' : id === 'comment' ? 'comment'
        : id.endsWith('_reason') ? 'reason' : id === 'recommend' ? 'recommend' : kind === 'one' ? 'rating' : 'other';
      const faces = await page.locator('.face').count();
      if (!seen.has(name) && (name !== 'rating' || faces)) {
        seen.add(name);
        await shot(name);
      }
      await answer(page, (_, of, count) => (of === 'words' ? '' : of === 'one' && count === 4 ? 3 : 0));
    }
    await tablet.screen('thanks');
    await shot('thanks-raised');
    await press(words.complain);
    await tablet.screen('complaint');
    while ((await state(page)) === 'complaint') {
      await shot(`complaint-${(await asked(page)).id.replace(/^.*_picks$/, 'picks')}`);
      await answer(page, (_, of) => (of === 'words' ? '' : 0));
    }
    await tablet.screen('contact');
    await page.getByRole('textbox').last().fill('138 0013 8000');
    await page.getByRole('checkbox').click();
    await shot('contact');
    await press(words.record);
    await tablet.screen('thanks');
    await shot('thanks-complaint');
    await press(words.finish);
    await showroom(office, tablet, shot);
    // All satisfied.
    await page.locator(`.way-in[lang="${language}"] .start`).click();
    await press(words.agree);
    await walk(page, (_, of) => (of === 'words' ? '' : 0));
    await tablet.screen('thanks');
    await shot('thanks');
    await press(words.finish);
    // A complaint in the middle of a survey, and another window meanwhile.
    await page.locator(`.way-in[lang="${language}"] .start`).click();
    await press(words.agree);
    await answer(page);
    await press(words.complain);
    await walk(page, (id, of, count) => (of === 'words' ? '' : id === 'reach' ? count - 1 : 0));
    await tablet.screen('recorded');
    await shot('recorded');
    const second = await tablet.context.newPage();
    await second.setViewportSize({ width, height });
    await second.goto(`${office.url}/?lang=${language}`);
    await second.locator('main[data-screen="out-of-service"]').waitFor();
    await shoot(second, 'out-of-service', language, size);
    await second.close();
    await press(words.on);
    await press(words.leave);
    await press(words.delete);
    await tablet.screen('attract');
    if (width !== 390) await comfort(tablet, words, language, shot);
    // The storage is full. The browser believes an older estimate for a while, so that it has to start anew.
    await tablet.kill();
    await tablet.start();
    const devtools = await tablet.context.newCDPSession(tablet.page);
    await devtools.send('Storage.overrideQuotaForOrigin', { origin: office.url, quotaSize: 1 });
    await tablet.page.setViewportSize({ width, height });
    await tablet.page.goto(`${office.url}/?lang=${language}`);
    await tablet.page.locator(`.way-in[lang="${language}"] .start`).click();
    await tablet.page.getByRole('button', { name: words.agree, exact: true }).click();
    await tablet.screen('asking');
    await walk(tablet.page, (_, of) => (of === 'words' ? '' : 0));
    await tablet.screen('not-saved');
    await shoot(tablet.page, 'not-saved', language, size);
  } finally {
    await tablet.close();
  }
}

/** The room of staff, after a complaint. */
async function showroom(office, tablet, shot) {
  const { page } = tablet;
  const tab = (n) => page.locator('.tabs button').nth(n).click();
  await page.evaluate(() => (location.hash = 'staff'));
  await page.locator('[data-place="locked"]').waitFor();
  await page.getByRole('radio').first().click();
  await shot('staff-locked');
  const [manager] = office.people;
  await tablet.unlock(manager.name, manager.pin);
  await page.locator('[data-place="overview"] button.row').first().waitFor();
  await shot('staff-overview');
  await page.locator('button.row').first().click();
  await page.locator('[data-place="complaint"]').waitFor();
  await page.getByRole('radio').first().click();
  await shot('staff-complaint');
  await page.locator('[data-place="complaint"] .bar-below .button').first().click();
  await page.locator('[data-place="overview"] .bar-below .button-main').click();
  await page.locator('[data-place="start"]').waitFor();
  const fields = page.locator('.handing input');
  for (const [at, words] of [[0, 'RO-2041'], [2, '京AD12345'], [3, '1M8GDM9AXKP042789']]) await fields.nth(at).fill(words);
  await shot('staff-hand-over');
  await tab(1);
  await page.locator('.fact').first().waitFor();
  await shot('staff-tablet');
  await tab(2);
  await page.locator('[data-place="settings"]').waitFor();
  await shot('staff-settings');
  await page.locator('.bar-below .button').last().click();
  await tablet.screen('attract');
}

/** What stands in the place of the program, in all languages at once. */
async function without_program(office, [width, height]) {
  const size = `${width}x${height}`;
  const tablet = await Tablet.open({ viewport: { width, height } });
  const { page } = tablet;
  const at = `${office.url}/?lang=en`;
  try {
    for (const name of ['calm', 'calm', 'out-of-service']) {
      await page.goto(at);
      await tablet.screen('setup');
      await page.evaluate(() => dispatchEvent(new CustomEvent('handover-broken', { detail: 'src/app.rs:1' })));
      await tablet.screen(name);
      await shoot(page, name === 'calm' ? name : 'resting', 'all', size);
    }
    await page.evaluate(() => localStorage.clear());
    await tablet.context.addInitScript(() => Object.defineProperty(navigator, 'locks', { value: undefined }));
    await page.goto(at);
    await tablet.screen('out-of-service');
    await shoot(page, 'lacking', 'all', size);
  } finally {
    await tablet.close();
  }
}

/** A rating in larger text, and in high contrast. */
async function comfort({ page }, words, language, shot) {
  const press = (name) => page.getByRole('button', { name, exact: true }).last().click();
  await page.locator(`.way-in[lang="${language}"] .start`).click();
  await press(words.agree);
  while (!(await page.locator('.face').count())) await answer(page, (_, of) => (of === 'words' ? '' : 0));
  await page.locator('.icon').first().click();
  await shot('large-text');
  await page.locator('.icon').first().click();
  await page.locator('.icon').last().click();
  await shot('high-contrast');
  await press(words.leave);
  await press(words.delete);
}

/** One sheet a screen: its pictures beside each other, small. */
async function sheets() {
  const browser = await chromium.launch({ executablePath: process.env.HANDOVER_CHROMIUM, args: ['--no-sandbox'] });
  const page = await browser.newPage({ viewport: { width: 1500, height: 800 } });
  rmSync(OUT, { recursive: true, force: true });
  mkdirSync(OUT, { recursive: true });
  for (const [name, pictures] of shots) {
    const cell = ({ size, language, picture }) =>
      `<figure><img height="${{ '1280x800': 300, '800x1280': 480, '1920x1200': 300, '390x844': 480 }[size]}" src="data:image/png;base64,${picture.toString('base64')}">
       <figcaption>${size} ${language}</figcaption></figure>`;
    const rows = SIZES.map(([w, h]) => pictures.filter((p) => p.size === `${w}x${h}`).map(cell).join('')).filter(Boolean);
    await page.setContent(`<style>body{margin:0;padding:12px;background:#888;font:13px system-ui;width:max-content}
      div{display:flex;gap:12px;margin-bottom:12px}figure{margin:0}figcaption{color:#fff}</style>
      ${rows.map((row) => `<div>${row}</div>`).join('')}`);
    const box = await page.locator('body').boundingBox();
    await page.setViewportSize({ width: Math.ceil(box.width), height: Math.ceil(box.height) });
    writeFileSync(join(OUT, `${name}.jpg`), await page.screenshot({ type: 'jpeg', quality: 82, fullPage: true }));
  }
  await browser.close();
}

const office = await Office.open();
try {
  const languages = (process.env.HANDOVER_LANGUAGES ?? 'zh-CN,zh-TW,en').split(',');
  const sizes = process.env.HANDOVER_SIZES ? SIZES.filter(([w]) => process.env.HANDOVER_SIZES.includes(w)) : SIZES;
  for (const size of sizes) {
    await without_program(office, size);
    for (const language of languages) await customer(office, language, size);
  }
  await sheets();
} finally {
  await office.close();
}
