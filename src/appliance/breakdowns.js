// A program that breaks down: a calm screen, and everything begins anew; too often, and the tablet rests.
import { REST, again, keep, kept, made, stand } from './page.js';

/** Breakdowns of late, each `[when, where, told]`; the program tells the journal of them. */
const BREAKDOWNS = 'handover-breakdowns';
/** So many in so short a time, and the tablet rests as long. */
const MANY = 3;
const SHORT_MS = 600_000;
const CALM_MS = 5000;
const CALM = ['请稍候，马上就好。已保存的内容都在。', '請稍候，馬上就好。已儲存的內容都在。', 'One moment, please. What was saved is safe.'];
const RESTING = [
  '暂停使用：本页在几分钟内多次中断。已保存的内容都在，十分钟后会自动重试；若仍如此，请联系总部。',
  '暫停使用：本頁在幾分鐘內多次中斷。已儲存的內容都在，十分鐘後會自動重試；若仍如此，請聯絡總部。',
  'Out of service: this page broke down several times in a few minutes. What was saved is safe. It tries again in ten minutes; if that does not help, call head office.',
];
const AGAIN = '再试一次 · 再試一次 · Try again';

function rest() {
  stand('out-of-service', RESTING, SHORT_MS, made('button', { className: 'button', textContent: AGAIN, onclick: again }));
}

/** The program stopped, at this place; `?` where that is not known. */
let down = false;
function break_down(where) {
  if (down) return;
  down = true;
  const now = Date.now();
  const known = JSON.parse(kept(BREAKDOWNS) || '[]').slice(-9);
  const is_often = known.filter(([when]) => Math.abs(now - when) < SHORT_MS).length + 1 >= MANY;
  keep(BREAKDOWNS, JSON.stringify([...known, [now, where, 0]]));
  if (is_often) keep(REST, now);
  if (is_often) rest();
  else stand('calm', CALM, CALM_MS);
}

/** Takes it from where `start.js` left it. */
export function attend() {
  if (Math.abs((kept(REST) || 0) - Date.now()) < SHORT_MS) rest();
  else if (window.broken) break_down(window.broken);
  // It could not be loaded whole. Nothing is lost, and it may come the next time.
  else if (window.broken === '') stand('calm', CALM, CALM_MS);
  addEventListener('handover-broken', ({ detail }) => break_down(detail));
  // Out of memory or stack: it is stopped, and cannot say where.
  const stopped = (error) => error instanceof WebAssembly.RuntimeError && break_down('?');
  addEventListener('error', ({ error }) => stopped(error));
  addEventListener('unhandledrejection', ({ reason }) => stopped(reason));
}
