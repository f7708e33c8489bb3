// What every store must do: the same calls for each adapter, in its own runtime. No assertion library is in all of them.

const signal = new AbortController().signal;
const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));
/** The lifetime of a token. A clock may have fractions of milliseconds. */
const HOUR = 3_600_000.7;

function check(holds, what) {
  if (!holds) throw new Error(`The store breaks its contract: ${what}.`);
}

/** A record can be read until it ends or is deleted. `ends` is false where the platform drops records late. */
export async function keepsRecords(store, { ends = true } = {}) {
  const set = (name, value, lifetime) => store.set(name, value, { lifetime, expiresAt: Date.now() + lifetime, signal });
  const get = (name) => store.get(name, { signal });
  const isMissing = async (name) => ((await get(name)) ?? undefined) === undefined;
  check(await isMissing("record-1"), "a name that nobody set has no record");
  await set("record-1", "one", HOUR);
  await set("record-2", "two", HOUR);
  check((await get("record-1")) === "one", "a record is what was set");
  const long = "A-_z".repeat(2000);
  await set("record-1", long, HOUR);
  check((await get("record-1")) === long, "the later record takes the place of the earlier");
  await store.delete("record-1", { signal });
  check(await isMissing("record-1"), "a deleted record is gone");
  await store.delete("record-1", { signal });
  check((await get("record-2")) === "two", "another name keeps its record");
  if (!ends) return;
  await set("record-2", "three", 200.7);
  check((await get("record-2")) === "three", "a record lives until its end");
  await pause(400);
  check(await isMissing("record-2"), "a record ends after its lifetime");
}

/** A lock is held by one, until that one releases it or its lifetime has passed. */
export async function locks(store) {
  const take = (name, lifetime) => store.lock(name, { lifetime, signal });
  const isTaken = (lock) => typeof lock === "function";
  const first = await take("lock-1", HOUR);
  check(isTaken(first), "a free lock is taken");
  check(((await take("lock-1", HOUR)) ?? null) === null, "a held lock is refused at once");
  check(isTaken(await take("lock-2", HOUR)), "another name has a lock of its own");
  await first();
  const second = await take("lock-1", 200);
  check(isTaken(second), "a released lock is free");
  await pause(400);
  check(isTaken(await take("lock-1", HOUR)), "a lock ends after its lifetime");
  await second();
  check(((await take("lock-1", HOUR)) ?? null) === null, "a lock that has ended releases no other");
  const many = await Promise.all(Array.from({ length: 20 }, () => take("lock-3", HOUR)));
  check(many.filter(isTaken).length === 1, "of many at once, one gets the lock");
}
