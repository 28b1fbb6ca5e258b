// Breakdowns of the program, as `src/appliance/breakdowns.js` keeps them: each `[when, where, told]`. The courier's have no time, since
// they stop nobody.

const KEPT = 'handover-breakdowns';
const all = () => JSON.parse(localStorage[KEPT] ?? '[]');

/** The program is about to stop, at this place of it. The page hears of its courier as of an error. */
export function broken(where) {
  console.error(where);
  if (self.document) dispatchEvent(new CustomEvent('handover-broken', { detail: where }));
  else reportError(where);
}

/** Notes where the courier stopped, if this is the place of a program. */
export function note(message) {
  const where = message?.match(/\S+\.rs:\d+/);
  if (where) localStorage[KEPT] = JSON.stringify([...all().slice(-9), [0, where[0], 0]]);
}

/** Where it broke down, as far as the journal was not told. */
export function untold() {
  return all().flatMap(([, where, told]) => (told ? [] : [where])).join(' ');
}

/** The journal was told of all. */
export function told() {
  localStorage[KEPT] = JSON.stringify(all().map(([when, where]) => [when, where, 1]));
}
