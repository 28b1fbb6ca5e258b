// The page's side of the messages between it and the courier's thread.
// Plain script, since each of these lines would be ten in WebAssembly.

import { note } from '../browser/breakdowns.js';

/** How long after the courier's thread failed another is started. */
const AGAIN_MS = 60_000;

let courier;
let hear;
let ready = false;
let waiting = [];

// What staff ask of the courier, and what it answers them, goes through here unread; from the first moment, since they may
// be there before the courier.
addEventListener('handover-ask', ({ detail }) => tell(...detail));

/** Starts the courier, and again should it fail; what it says is told. */
export function start(act) {
  hear = act;
  begin();
}

function begin() {
  const office = document.querySelector('meta[name=head-office]')?.content;
  courier = new Worker(new URL('courier_loader.js', document.baseURI), { type: 'module', name: office });
  courier.onmessage = ({ data }) => {
    const [word, first, second] = data;
    if (word !== 'ready') {
      dispatchEvent(new CustomEvent('handover-news', { detail: data }));
      return hear(word, first, second);
    }
    ready = true;
    for (const one of waiting.splice(0)) courier.postMessage(one);
  };
  // The journal does not need it: records wait until there is one again.
  courier.onerror = ({ message }) => {
    note(message);
    courier.terminate();
    ready = false;
    setTimeout(begin, AGAIN_MS);
  };
}

/** Tells the courier something, once what is shown is shown; before it attends, only the last of each kind is kept. */
export function tell(word, what) {
  if (ready) return setTimeout(() => courier.postMessage([word, what]));
  waiting = [...waiting.filter(([kind]) => kind !== word), [word, what]];
}
