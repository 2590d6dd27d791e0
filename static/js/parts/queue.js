/**
 * What waits in this phone: a small store of things to send, in the order in which they were tapped.
 * Each is { id, who, verb, key, at, said, fields: [[name, text or file], …] } and stays until the
 * server has it.
 */
const NAME = "escort";
const STORE = "waiting";

function opened() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () =>
      request.result.createObjectStore(STORE, { keyPath: "id", autoIncrement: true });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function run(mode, act) {
  const base = await opened();
  return new Promise((resolve, reject) => {
    const transaction = base.transaction(STORE, mode);
    const request = act(transaction.objectStore(STORE));
    transaction.oncomplete = () => {
      base.close();
      resolve(request.result);
    };
    transaction.onerror = () => reject(transaction.error);
  });
}

export const put = (item) => run("readwrite", (store) => store.add(item));
export const drop = (id) => run("readwrite", (store) => store.delete(id));

/** Everything of this person (or link) that waits, the first tapped first. */
export async function waiting(who) {
  const all = await run("readonly", (store) => store.getAll());
  return all.filter((item) => item.who === who).sort((one, other) => one.id - other.id);
}
