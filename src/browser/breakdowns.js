// Breakdowns of the page, as `src/appliance/keep.js` keeps them: each `[when, where, told]`.

/** The page is about to stop, at this place of the program. */
export function broken(where) {
  console.error(where);
  dispatchEvent(new CustomEvent('handover-broken', { detail: where }));
}

/** Where it broke down, as far as the journal was not told; from now on it is. */
export function untold() {
  const all = JSON.parse(localStorage['handover-breakdowns'] ?? '[]');
  localStorage['handover-breakdowns'] = JSON.stringify(all.map(([when, where]) => [when, where, 1]));
  return all.flatMap(([, where, told]) => (told ? [] : [where])).join(' ');
}
