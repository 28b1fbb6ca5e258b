// The page's end of the staff's program. Plain script, since each of these lines would be ten in WebAssembly.
let program;

/** Has the staff's program look for its room, and fetches it first where it is not here yet; a later call tries again. */
export function bring() {
  program ??= import(new URL('staff_loader.js', document.baseURI));
  program.then(() => dispatchEvent(new Event('handover-room'))).catch((error) => {
    console.warn(error);
    program = undefined;
  });
}

/** Calls back on what staff say: a word, and what belongs to it. */
export function heed(act) {
  addEventListener('handover-staff', ({ detail: [word, what] }) => act(word, what ?? ''));
}

/** Tells staff something, as the courier does. */
export function told(word, what) {
  dispatchEvent(new CustomEvent('handover-news', { detail: [word, what] }));
}
