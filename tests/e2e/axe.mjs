// axe-core on the screen as it stands: WCAG 2.2 A and AA, and targets of 48 px.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];

/** Fails on any violation, and on anything to press that is smaller than 48 px. */
export async function accessible(page, where) {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(AXE);
  // What is just sliding in is judged where it comes to rest; what is taken away meanwhile (its animation is then
  // cancelled) is no longer there to judge.
  await page.evaluate(async () => {
    const once = (a) => a.playState === 'running' && a.effect.getTiming().iterations === 1;
    for (let moving; (moving = document.getAnimations().filter(once)).length > 0; ) {
      await Promise.allSettled(moving.map((a) => a.finished));
    }
  });
  const { violations } = await page.evaluate((tags) => globalThis.axe.run({ runOnly: tags }), TAGS);
  const told = violations.map((v) => `${v.id}: ${v.help} (${v.nodes.map((n) => n.html).join(' | ')})`);
  assert.deepEqual(told, [], `axe on ${where}`);
  const small = await page.evaluate(() =>
    [...document.querySelectorAll('button, input, textarea, summary')]
      .filter((node) => node.checkVisibility() && !node.closest('[inert]'))
      // What lies in a label is pressed by it.
      .map((node) => node.closest('label') ?? node)
      .map((node) => [node.innerText || node.ariaLabel, node.getBoundingClientRect()])
      .filter(([, box]) => box.width < 48 || box.height < 48)
      .map(([name, box]) => `${name} ${box.width}x${box.height}`),
  );
  assert.deepEqual(small, [], `targets on ${where}`);
}

/** Nothing to scroll for. */
export async function fits(page, where) {
  const over = await page.evaluate(() => {
    const root = document.documentElement;
    return [root.scrollWidth - root.clientWidth, root.scrollHeight - root.clientHeight];
  });
  assert.deepEqual(over, [0, 0], `${where} scrolls`);
}
