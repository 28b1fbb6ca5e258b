// What the kiosk cannot do without, by the name that a browser's maker gives it. What comes of private windows and blocked
// storage is told by the program itself.
import { stand } from './page.js';

/** The oldest versions that have all of it: docs/deploy.md. */
const OLDEST = 'Chrome 111, Safari 16.2, Firefox 126';

/** A program with what ours is compiled to: `externref`, `memory.copy`, `i32.trunc_sat_f32_s`. */
const PROGRAM = [
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 1, 111, 0, 3, 2, 1, 0, 5, 3, 1, 0, 1,
  10, 22, 1, 20, 0, 65, 0, 65, 0, 65, 0, 252, 10, 0, 0, 67, 0, 0, 0, 0, 252, 0, 26, 11,
];

const NEEDS = {
  WebAssembly: () => WebAssembly.validate(new Uint8Array(PROGRAM)),
  // On a page that is not secure there are neither, and the program says why.
  'Web Crypto': () => !isSecureContext || crypto.subtle,
  'Web Locks': () => !isSecureContext || navigator.locks,
  'IndexedDB durability': () => 'durability' in IDBTransaction.prototype,
  ':has()': () => CSS.supports('selector(:has(a))'),
  dvh: () => CSS.supports('height: 1dvh'),
  'color-mix()': () => CSS.supports('color: color-mix(in srgb, red 9%, #fff)'),
  '@layer': () => window.CSSLayerBlockRule,
  inert: () => 'inert' in HTMLElement.prototype,
};

function has(what) {
  try {
    return NEEDS[what]();
  } catch {
    return false;
  }
}

/** Whether anything is lacking; that is then said in the place of the program. */
export function lacks() {
  const lacking = Object.keys(NEEDS).filter((what) => !has(what)).join(', ');
  if (!lacking) return false;
  stand('out-of-service', [
    `暂停使用：此浏览器缺少 ${lacking}。已保存的内容都在。请更新浏览器，或改用 ${OLDEST} 及以上版本。`,
    `暫停使用：此瀏覽器缺少 ${lacking}。已儲存的內容都在。請更新瀏覽器，或改用 ${OLDEST} 及以上版本。`,
    `Out of service: this browser lacks ${lacking}. What was saved is safe. Update it, or use ${OLDEST} or a later one.`,
  ]);
  return true;
}
