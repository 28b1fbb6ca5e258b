// A dealer's own looks.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { accessible } from './axe.mjs';
import { Office, Tablet, eventually } from './stage.mjs';
import { WORDS, answer } from './walk.mjs';

const en = WORDS.en;

test('a dealer\'s colours and logo dress the tablet, still readable, and a script in a logo does nothing', async (t) => {
  const office = await Office.short();
  t.after(() => office.close());
  const tablet = await Tablet.open();
  t.after(() => tablet.close());
  await tablet.enrol(office, 'en');
  const { page } = tablet;
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
