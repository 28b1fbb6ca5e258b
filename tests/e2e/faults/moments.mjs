// Stops the page at a chosen moment. The page's thread stands still in a dialog that nobody answers: no event, no
// message and no commit leaves it any more, and what was sent before has been sent.

/** Stops the page where it hands the journal's head to the database, the last step before the commit. */
export const BEFORE_COMMIT = () => {
  const { put } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.put = function (value, key) {
    const request = put.call(this, value, key);
    if (this.name === 'setup' && key === 'head') alert('before the commit');
    return request;
  };
};

/** Stops the page where it hands a record to the database. */
export const AT_RECORD = () => {
  const { add } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.add = function (value, key) {
    const request = add.call(this, value, key);
    if (this.name === 'records') alert('the record was handed over');
    return request;
  };
};

/** Stops the page when it hears that a record is on disk, before anything follows from it. */
export const AFTER_COMPLETE = () => {
  const { transaction } = IDBDatabase.prototype;
  IDBDatabase.prototype.transaction = function (stores, mode, options) {
    const tx = transaction.call(this, stores, mode, options);
    if (mode === 'readwrite' && stores.includes('records')) tx.addEventListener('complete', () => alert('complete'));
    return tx;
  };
};

/** Stops the page in the middle of a change of the database's schema. */
export const IN_UPGRADE = () => {
  const { createObjectStore } = IDBDatabase.prototype;
  IDBDatabase.prototype.createObjectStore = function (name, options) {
    const store = createObjectStore.call(this, name, options);
    alert(`${name} was made`);
    return store;
  };
};

/** Resolves when the page stands still. To be called before what leads there. */
export function standstill(page) {
  return new Promise((resolve) => page.on('dialog', (dialog) => resolve(dialog.message())));
}
