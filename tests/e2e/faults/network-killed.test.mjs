// Head office is killed, again and again, while a month of records drains.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { batches, dropped } from '../proxy.mjs';
import { behind_a_proxy, mended } from './between.mjs';
import { fill, lying, nudge } from './many.mjs';
import { survey } from './scene.mjs';
import { survived } from './survived.mjs';

test('fault 44: head office is killed a dozen times while 700 records drain, and no acknowledged record is lost or doubled', async (t) => {
  const { office, proxy, tablet } = await behind_a_proxy(t);
  await office.kill();
  const receipts = [await survey(tablet)];
  await fill(tablet.page, 700);
  receipts.push(await survey(tablet));

  let [acknowledged, cut_off] = [0, 0];
  for (let kills = 0; kills < 12; kills += 1) {
    // Between two kills nothing gets through, so that each meets a batch.
    proxy.rule = batches(dropped);
    await office.start();
    const killed = new Promise((done) => {
      proxy.rule = batches(async (ask) => {
        proxy.rule = batches(dropped);
        const answered = ask.forward().then(ask.reply.bind(ask), () => {
          cut_off += 1;
          ask.reset();
        });
        // Before, in and after the commit.
        await sleep(kills * 2);
        await office.kill();
        await answered;
        done();
      });
    });
    await nudge(tablet.page);
    await killed;
    const { settled } = await lying(tablet);
    assert.ok(settled >= acknowledged, 'what was acknowledged stays so');
    acknowledged = settled;
  }
  assert.ok(cut_off > 0, 'some had no answer');
  await office.start();
  await mended(proxy, tablet);
  await survived({ office, tablets: [tablet], receipts, records: 702 });
  assert.deepEqual(await lying(tablet), { records: 702, pending: 0, settled: 702, quarantined: 0 });
});
