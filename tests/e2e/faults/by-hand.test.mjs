// The way by hand, there and back, and every file on it that is not what it should be.
import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Office, eventually } from '../stage.mjs';
import { TONGUES, staff } from './between.mjs';
import { fill, lying } from './many.mjs';
import { scene, survey, surveys, tablet_of } from './scene.mjs';
import { audit, survived } from './survived.mjs';

/** Has staff save a file of what is waiting; where it was put. */
async function saved(tablet, office, name, button = 'Save a file: what is waiting') {
  const download = tablet.page.waitForEvent('download', { timeout: 60_000 });
  await tablet.press(button);
  const file = join(office.dir, `${name}.handover`);
  const given = await download;
  assert.match(given.suggestedFilename(), /^\d{4}-\d\d-\d\dT\d{6}\.handover$/);
  await given.saveAs(file);
  await tablet.page.getByText(/A file with \d+ records was saved/).waitFor();
  return file;
}

/** Has staff choose a file. */
async function bring(tablet, file) {
  await tablet.page.locator('input[type="file"]').setInputFiles(file);
}

/** What `import` says of a file it does not take. */
async function refused(office, file) {
  const { stderr } = await office.command('import', file).then(
    () => assert.fail(`${file} was taken`),
    (error) => error,
  );
  assert.match(stderr, /Nothing of it was stored/);
  return stderr;
}

/** Everything the tablet keeps, but for its key, which nothing can read. */
async function kept(page) {
  return page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const open = indexedDB.open('handover');
        open.onerror = () => reject(open.error);
        open.onsuccess = () => {
          const names = ['records', 'pending', 'settled', 'quarantined', 'setup'];
          const transaction = open.result.transaction(names);
          const all = names.map((name) => {
            const store = transaction.objectStore(name);
            return [name, store.getAllKeys(), store.getAll()];
          });
          transaction.oncomplete = () => {
            open.result.close();
            resolve(JSON.stringify(all.map(([name, keys, values]) => [name, keys.result, values.result])));
          };
        };
      }),
  );
}

const lines = (file) => readFileSync(file, 'utf8').trimEnd().split('\n');

/** Writes an altered file beside another. */
function altered(file, name, change) {
  const other = file.replace(/[^/]+(\.\w+)$/, `${name}$1`);
  const changed = change(lines(file));
  writeFileSync(other, typeof changed === 'string' ? changed : `${changed.join('\n')}\n`);
  return other;
}

/** The line with another letter in one of its members. */
function spoilt(line, member) {
  const envelope = JSON.parse(line);
  const [first] = envelope[member];
  return JSON.stringify({ ...envelope, [member]: (first === 'A' ? 'B' : 'A') + envelope[member].slice(1) });
}

const colour = (tablet) =>
  tablet.page.locator('.start').first().evaluate((node) => getComputedStyle(node).backgroundColor);

test('faults 46 and 47: without a network records go by file and their receipts come back by file, with the newer set-up, and twice changes nothing', async (t) => {
  const { office, tablet } = await scene(t);
  await office.kill();
  const receipts = await surveys(tablet, 2);
  await fill(tablet.page, 70);
  receipts.push(await survey(tablet));
  await staff(tablet);
  const file = await saved(tablet, office, 'first');
  // Beside the 73 records, that staff opened their room.
  assert.equal((await lying(tablet)).pending, 74, 'a file acknowledges nothing');
  assert.equal(lines(file).length, 3, 'two batches and the end');

  const before_change = join(office.dir, 'before.receipts');
  await office.command('device', 'config', '1', '--file', before_change);
  await office.command('shop', 'brand', 'demo', '--accent', '#7a1631');
  assert.match(await office.command('import', file), /74 records: 74 stored/);
  const said = await audit(office);
  assert.match(await office.command('import', file), /taken before; its receipts are in/);

  // What was known when the first batch was taken is less than both: it does not have the second offered again.
  const back = file.replace('.handover', '.receipts');
  await bring(tablet, back);
  await tablet.page.getByText('Head office has 74 more records of this tablet').waitFor();
  assert.deepEqual(await lying(tablet), { records: 73, pending: 0, settled: 73, quarantined: 0 });
  await tablet.press('Close');
  await tablet.screen('attract');
  await eventually('the newer set-up is in use', async () => assert.equal(await colour(tablet), 'rgb(122, 22, 49)'));

  // The receipts once more, and a configuration of before: nothing is undone.
  for (const again of [back, before_change]) {
    await staff(tablet);
    const kept_so_far = await kept(tablet.page);
    await bring(tablet, again);
    await tablet.page.getByText('Head office has 0 more records').waitFor();
    await tablet.press('Close');
    assert.equal(await colour(tablet), 'rgb(122, 22, 49)');
    assert.equal(await kept(tablet.page), kept_so_far);
  }

  // Where the receipts are gone, the file is read once more.
  rmSync(back);
  assert.match(await office.command('import', file), /74 records: 0 stored, 74 here before/);
  assert.equal(await audit(office), said);

  // All of the month in a file, acknowledged or not.
  receipts.push(await survey(tablet));
  await staff(tablet);
  const month = await saved(tablet, office, 'month', 'Save a file: the last 31 days');
  // Since the first file there are the survey, and that staff opened their room three times.
  assert.match(await office.command('import', month), /79 records: 4 stored, 75 here before/);
  await office.start();
  await tablet.press('Send now');
  await survived({ office, tablets: [tablet], receipts, records: 74 });
});

test('fault 46: a file that was edited, cut short, put together or meant for another head office is refused by line, and nothing of it is stored', async (t) => {
  const { office, tablet } = await scene(t);
  await office.kill();
  const receipts = [await survey(tablet)];
  await fill(tablet.page, 110);
  await staff(tablet);
  const file = await saved(tablet, office, 'good');
  const before = await audit(office);
  const [first, second, third, end] = lines(file);
  for (const [name, change, words] of [
    ['edited', () => [first, spoilt(second, 'payload'), third, end], /line 2/],
    ['resigned', () => [first, second, spoilt(third, 'signature'), end], /line 3/],
    ['typed-into', () => [first, second.slice(1), third, end], /line 2/],
    ['line-less', () => [first, third, end], /taken out|altered/],
    ['endless', () => [first, second, third], /after line 3 .*cut short/],
    ['cut', () => `${first}\n${second.slice(0, 1000)}`, /middle of line 2: it was cut short/],
    ['twice-in-one', () => [first, second, third, end, first, second, third, end], /line 5/],
    ['converted', (all) => `${all.join('\r\n')}\r\n`, /line 1 ends with a carriage return/],
    ['empty', () => '', /empty/],
  ]) {
    assert.match(await refused(office, altered(file, name, change)), words, name);
  }
  const other = await Office.short();
  t.after(() => other.close());
  assert.match(await refused(other, file), /line 1.*no tablet with the key/);
  assert.equal(await audit(office), before, 'not even by half');
  await office.command('import', file);
  await bring(tablet, file.replace('.handover', '.receipts'));
  await office.start();
  await survived({ office, tablets: [tablet], receipts, records: 111 });
});

test('fault 47: receipts that are forged, edited, cut short, of another head office or for another tablet change nothing, and staff are told the line and why', async (t) => {
  const { office, tablet } = await scene(t);
  const receipts = [await survey(tablet)];
  await survived({ office, tablets: [tablet], receipts });
  const [, link] = (await office.command('device', 'code', 'demo', '--url', office.url)).trim().split('\n');
  const neighbour = await tablet_of(t);
  await neighbour.enrol({ enrolLink: link, people: office.people }, 'en');
  await office.kill();
  receipts.push(await survey(tablet));
  await fill(tablet.page, 60);
  await staff(tablet);
  const file = await saved(tablet, office, 'good');
  await office.command('import', file);
  const good = file.replace('.handover', '.receipts');
  const [first, second, config, feed, end] = lines(good);

  // The receipts of another tablet of the same head office, and those of another head office.
  receipts.push(await survey(neighbour));
  await staff(neighbour);
  const theirs = await saved(neighbour, office, 'theirs');
  await office.command('import', theirs);
  const other = await Office.short();
  t.after(() => other.close());
  const stranger = await tablet_of(t);
  await stranger.enrol(other, 'en');
  const foreign = join(other.dir, 'foreign.receipts');
  await other.command('device', 'config', '1', '--file', foreign);

  const unreadable = (line) => ({
    'zh-CN': `第 ${line} 行不是总部文件的内容`, 'zh-TW': `第 ${line} 行不是總部檔案的內容`,
    en: `line ${line} is not of a file from head office`,
  });
  const not_ours = (line) => ({
    'zh-CN': `第 ${line} 行不是本机所属总部的签名`, 'zh-TW': `第 ${line} 行不是本機所屬總部的簽章`,
    en: `line ${line} is not signed by this tablet's head office`,
  });
  const cut = (line) => ({
    'zh-CN': `文件到第 ${line} 行就断了`, 'zh-TW': `檔案到第 ${line} 行就斷了`, en: `it ends after line ${line}, before its end`,
  });
  const changed = {
    'zh-CN': '有的行缺失、被添加或改动', 'zh-TW': '有的行缺失、被新增或改動', en: 'lines are missing, or were added or changed',
  };
  const other_tablet = (line) => ({
    'zh-CN': `第 ${line} 行是给另一台平板的`, 'zh-TW': `第 ${line} 行是給另一台平板的`, en: `line ${line} is for another tablet`,
  });
  const before = await kept(tablet.page);
  const bad = [
    [altered(good, 'edited', () => [first, spoilt(second, 'payload'), config, feed, end]), not_ours(2)],
    [altered(good, 'forged', () => [spoilt(first, 'signature'), second, config, feed, end]), not_ours(1)],
    [altered(good, 'told', () => [first, second, config, spoilt(feed, 'payload'), end]), not_ours(4)],
    [altered(good, 'typed-into', () => [first, second, config.slice(1), feed, end]), unreadable(3)],
    [altered(good, 'line-less', () => [first, config, feed, end]), changed],
    [altered(good, 'longer', () => [first, second, config, feed, end, first]), changed],
    [altered(good, 'cut', () => [first, second, config, feed]), cut(4)],
    [file, unreadable(1)],
    [foreign, not_ours(1)],
    [theirs.replace('.handover', '.receipts'), other_tablet(2)],
  ];
  for (const [one, words] of bad) {
    for (const [language, tongue] of Object.entries(TONGUES)) {
      await tablet.press(tongue);
      await bring(tablet, one);
      await tablet.page.getByText(words[language]).waitFor();
    }
    assert.equal(await kept(tablet.page), before, one);
  }
  assert.equal((await lying(tablet)).pending, 62, 'beside the 61 records, that staff opened their room');

  await bring(tablet, good);
  await tablet.page.getByText('Head office has 62 more records').waitFor();
  await bring(neighbour, theirs.replace('.handover', '.receipts'));
  await neighbour.page.getByText('Head office has 2 more records').waitFor();
  await office.start();
  await survived({ office, tablets: [tablet, neighbour], receipts, records: 63 });
});
