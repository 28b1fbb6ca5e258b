// The kiosk in all three engines: the storage's suite, and a customer's whole journey to a real head office.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { ENGINES, lacking } from './engines.mjs';
import { Office } from './stage.mjs';

const run = promisify(execFile);
const LIMIT_MS = 120_000;

let folder;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'handover-selftest-'));
  await run(process.env.HANDOVER_XTASK, ['release', '--selftest', '--out', join(folder, 'out')]);
});
after(() => rmSync(folder, { recursive: true, force: true }));

/** All that the page says, once it has ended. */
async function ended(page) {
  for (const late = Date.now() + LIMIT_MS; ; await sleep(200)) {
    const said = await page.ask("document.querySelector('#selftest')?.textContent ?? ''");
    if (/^selftest: /m.test(said)) return said;
    assert.ok(Date.now() < late, `it does not come to an end:\n${said}`);
  }
}

for (const [name, engine] of Object.entries(ENGINES)) {
  const lacks = lacking(engine);
  test(`${name} keeps what a tablet keeps, and brings a whole journey to head office`, { skip: lacks && `${lacks} is not here`, timeout: 2 * LIMIT_MS }, async (t) => {
    const office = await Office.short({ files: join(folder, 'out', 'kiosk') });
    t.after(() => office.close());
    const [code] = (await office.command('device', 'code', 'demo')).trim().split('\n');
    const page = await engine.open(t, `${office.url}/selftest.html?enrol=${code}&lang=en`);
    t.diagnostic(`${name}: ${page.version}`);
    const said = await ended(page);
    assert.match(said, /^selftest: passed$/m, said);
    assert.ok(said.match(/^storage: /gm).length > 20, said);
    const [, survey] = said.match(/^survey: (\S+)$/m);
    const [, number, complaint] = said.match(/^complaint: (\S+) (\S+)$/m);
    await office.command('audit');
    for (const receipt of [survey, complaint]) assert.match(await office.command('audit', '--slip', receipt), /^found:/);
    // The page starts anew meanwhile, where nothing can be asked.
    await page.ask("void location.replace('/?lang=en')").catch(() => {});
    const is_ready = () => page.ask("document.documentElement.dataset.offline === 'ready'").catch(() => false);
    for (const late = Date.now() + LIMIT_MS; !(await is_ready()); await sleep(500)) {
      assert.ok(Date.now() < late, 'it does not get ready to start offline');
    }
    assert.match(await office.command('complaints', '--open', number), /Selftest[^]*138 ?0013 ?8000/);
  });
}
