// How many exchanges to expect, by users and processes (isolates), for each kind of store: a simulation of processes
// that each ask for every user all the time, held against the formulas of docs/stores.md; and real clients on a clock
// of ours, held against the simulation.
import { DocusignAuth } from "docusign-jwt";
import { count } from "./measure.mjs";

const MINUTE = 60_000;
/** From an exchange to the renewal: the life of a token less the margin. */
const CYCLE = 50 * MINUTE;
/** Half of the margin, over which those who read a token from a store without a lock spread their renewals. */
const SPREAD = 5 * MINUTE;
/** How long it takes in Workers KV, at worst, until all see what one has written. */
const DELAY = MINUTE;

/** The formulas, for the renewal of a token that all processes have from one of them. */
const KINDS = {
  "no store": { formula: (users, processes) => users * processes },
  "Workers KV": {
    delay: DELAY,
    // Each looks at a moment of its own, and draws again: whether it exchanges is ever more likely.
    formula(users, processes) {
      const [others, part] = [processes - 1, DELAY / SPREAD];
      return users * (1 + part * Math.sqrt(2 * others) + (part * part * others) / 2);
    },
  },
  "lock or broker": { delay: 0, formula: (users) => users },
};

/** Exchanges for one user: of the first renewal, and of each in the long run. */
function simulate({ delay }, processes) {
  const cycles = 9;
  const settled = 5;
  const spread = () => (delay === 0 ? 0 : Math.random() * SPREAD);
  const records = [{ at: 0, by: 0 }];
  const due = new Float64Array(processes);
  for (let at = 1; at < processes; at += 1) due[at] = CYCLE - (delay === undefined ? 0 : spread());
  due[0] = CYCLE;
  let first = 0;
  let later = 0;
  const heap = new Heap(due);
  for (;;) {
    const process = heap.first();
    const now = due[process];
    if (now >= (cycles + 0.5) * CYCLE) break;
    const seen = delay === undefined ? undefined : records.findLast(({ at, by }) => by === process || at + delay <= now);
    const renewAt = seen === undefined ? 0 : seen.at + CYCLE - (seen.by === process ? 0 : spread());
    if (renewAt > now) {
      due[process] = renewAt;
    } else {
      if (now < 1.5 * CYCLE) first += 1;
      if (now >= (settled + 0.5) * CYCLE) later += 1;
      if (delay !== undefined) records.push({ at: now, by: process });
      due[process] = now + CYCLE;
    }
    heap.sink();
  }
  return { first, later: later / (cycles - settled) };
}

/** Processes by when they are due. */
class Heap {
  constructor(due) {
    this.due = due;
    this.order = Array.from(due.keys()).sort((a, b) => due[a] - due[b]);
  }

  first() {
    return this.order[0];
  }

  /** Puts the first where it belongs now. */
  sink() {
    const { due, order } = this;
    const moving = order[0];
    let at = 0;
    for (;;) {
      let next = 2 * at + 1;
      if (next >= order.length) break;
      if (next + 1 < order.length && due[order[next + 1]] < due[order[next]]) next += 1;
      if (due[order[next]] >= due[moving]) break;
      order[at] = order[next];
      at = next;
    }
    order[at] = moving;
  }
}

function check(what, measured, expected, tolerance, more = "") {
  const good = Math.abs(measured - expected) <= tolerance * expected;
  if (!good) process.exitCode = 1;
  console.log(`${good ? "✓" : "✗"} ${what}: ${shown(measured)} (expected ${shown(expected)})${more}`);
}

const shown = (number) => count(Math.round(number));

console.log("exchanges of a renewal, by simulation");
const settled = {};
for (const [kind, model] of Object.entries(KINDS)) {
  for (const users of [1, 100, 10_000]) {
    for (const processes of [1, 50, 500]) {
      // Users are independent of one another: the mean of some of them stands for all.
      const runs = processes === 500 ? 200 : 1000;
      const sum = { first: 0, later: 0 };
      for (let run = 0; run < runs; run += 1) {
        const { first, later } = simulate(model, processes);
        sum.first += first;
        sum.later += later;
      }
      const later = (sum.later / runs) * users;
      settled[`${kind} ${users} ${processes}`] = later;
      const what = `${kind}, ${count(users)} users, ${count(processes)} processes`;
      check(what, (sum.first / runs) * users, model.formula(users, processes), 0.25, `, in the long run ${shown(later)}`);
    }
  }
}

/** Real clients on a clock of ours and a store of ours: how many exchanges a cycle takes. */
async function real({ delay }, processes, locks) {
  let now = Date.UTC(2026, 0, 1);
  let issued = 0;
  const records = new Map();
  const locked = new Set();
  const store = (by) => ({
    get: (name) => records.get(name)?.findLast((record) => record.by === by || record.at + delay <= now)?.value,
    set: (name, value) => {
      if (!records.has(name)) records.set(name, []);
      records.get(name).push({ at: now, by, value });
    },
    ...(locks && { lock: (name) => !locked.has(name) && locked.add(name) && (() => locked.delete(name)) }),
  });
  const clients = Array.from(
    { length: processes },
    (_, by) =>
      new DocusignAuth({
        clientId: "c0000000-0000-4000-8000-000000000001",
        userId: "a0000000-0000-4000-8000-000000000001",
        environment: "demo",
        signer: { sign: () => new Uint8Array(256) },
        now: () => now,
        fetch: () => {
          issued += 1;
          return Response.json({ access_token: `t${issued}`, token_type: "Bearer", expires_in: 3600 });
        },
        ...(delay !== undefined && { store: store(by), storeSecret: "a secret of the benchmark, 32 b." }),
      }),
  );
  const step = 5000;
  const starts = clients.map(() => now + Math.random() * CYCLE);
  let before = 0;
  for (let time = 0; time < 4 * CYCLE; time += step) {
    if (time === 2 * CYCLE) before = issued;
    for (const [at, client] of clients.entries()) if (now >= starts[at]) await client.getAccessToken();
    now += step;
  }
  return (issued - before) / 2;
}

console.log("exchanges of a renewal in the long run, by real clients; one user, 50 processes");
for (const [kind, model] of Object.entries(KINDS)) {
  const runs = kind === "Workers KV" ? 5 : 1;
  let total = 0;
  for (let run = 0; run < runs; run += 1) total += await real(model, 50, kind === "lock or broker");
  check(kind, total / runs, settled[`${kind} 1 50`], 0.4);
}
