// Where the courier gets its messages and gives its own. Runs in the courier's thread.
// Plain script, since each of these lines would be ten in WebAssembly.
const inbox = [];
let pieces = [];

/**
 * Calls back on every message: a word, and what belongs to it. What was not dealt with at once waits for its turn.
 * The page sends none before it was told that somebody attends.
 */
export function attend(act) {
  addEventListener('message', ({ data }) => {
    inbox.push(data);
    if (act(...data)) inbox.pop();
  });
}

/** The next message: a word, and what belongs to it. */
export function next() {
  return inbox.shift();
}

/** Tells the page something. */
export function tell(word, first, second) {
  postMessage([word, first, second]);
}

/** Puts a piece into the file that is being written. Handed to the browser, it is not in our memory any more. */
export function piece(text) {
  pieces.push(new Blob([text]));
}

/** The file of all pieces since the last one. */
export function file() {
  return new Blob(pieces.splice(0), { type: 'application/octet-stream' });
}

/** What a file holds; one that is too large to be one of ours is not read. */
export async function read(file, most) {
  if (file.size > most) throw new Error('the file is too large');
  return new Uint8Array(await file.arrayBuffer());
}
