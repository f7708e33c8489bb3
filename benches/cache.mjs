// What the cache of tokens costs: time for a call, time with many users, memory for a user. Docusign is
// played by a function, and the signature is not one: neither is measured here.
import { DocusignAuth } from "docusign-jwt";
import { clock, count, median, once, verdict } from "./measure.mjs";

const CALLS = 100_000;
const FEW = 10;
const MANY = 100_000;
/** As long as Docusign's, which are about 700 characters. */
const TOKEN = `eyJ0eXAiOiJNVCIsImFsZyI6IlJTMjU2In0.${"x".repeat(600)}.`;

const guid = (number) => `a0000000-0000-4000-8000-${String(number).padStart(12, "0")}`;

let issued = 0;
function answer() {
  issued += 1;
  const body = { access_token: TOKEN + String(issued).padStart(40, "0"), token_type: "Bearer", expires_in: 3600 };
  return Response.json(body);
}

const client = () =>
  new DocusignAuth({
    clientId: guid(1),
    userId: guid(0),
    environment: "demo",
    signer: { sign: () => new Uint8Array(256) },
    fetch: answer,
  });

async function fill(auth, users) {
  for (let at = 0; at < users; at += FEW) {
    await Promise.all(Array.from({ length: FEW }, (_, more) => auth.forUser(guid(at + more)).getAccessToken()));
  }
}

/** In an order that no cache of the processor likes. */
const shuffled = (call, users) => (call * 7919) % users;

async function eachCall(calls, call) {
  const times = new Float64Array(calls);
  for (let at = 0; at < calls; at += 1) times[at] = await clock(at, call);
  return times;
}

async function calls() {
  const auth = client();
  await auth.getAccessToken();
  await eachCall(CALLS, () => auth.getAccessToken());
  const time = median(await eachCall(CALLS, () => auth.getAccessToken()));
  verdict(`getAccessToken() from the cache, median of ${count(CALLS)} calls`, time / 1000, "µs", 2);
}

async function users() {
  const [few, many] = [client(), client()];
  await fill(few, FEW);
  once("Filling the cache");
  await fill(many, MANY);
  const lookUp = (auth, users) => (at) => auth.forUser(guid(shuffled(at, users))).getAccessToken();
  const ratios = [];
  let shown;
  for (let round = 0; round < 5; round += 1) {
    const slow = median(await eachCall(CALLS / 5, lookUp(many, MANY)));
    const fast = median(await eachCall(CALLS / 5, lookUp(few, FEW)));
    ratios.push(slow / fast);
    shown ??= [fast, slow].map((time) => `${(time / 1000).toFixed(2)} µs`);
  }
  console.log(`  forUser(id).getAccessToken(): ${shown[0]} with ${FEW} users, ${shown[1]} with ${count(MANY)}`);
  verdict(`${count(MANY)} users against ${FEW}, median of ${ratios.length} rounds`, median(ratios), "times", 1.5);
  const held = async (auth, users) => {
    const clients = Array.from({ length: users }, (_, at) => auth.forUser(guid(at)));
    await eachCall(users, (at) => clients[at].getAccessToken());
    return median(await eachCall(CALLS, (at) => clients[shuffled(at, users)].getAccessToken())) / 1000;
  };
  const [fast, slow] = [await held(few, FEW), await held(many, MANY)];
  console.log(`  with a client kept for each user: ${fast.toFixed(2)} µs and ${slow.toFixed(2)} µs; the rest is main memory`);
}

async function memory() {
  const auth = client();
  await fill(auth, FEW);
  const used = () => {
    globalThis.gc();
    globalThis.gc();
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  };
  const before = used();
  await fill(auth, MANY);
  const filled = used();
  const token = (await auth.getAccessToken()).length;
  const clients = Array.from({ length: MANY }, (_, at) => auth.forUser(guid(at)));
  const kept = used();
  const each = (filled - before) / (MANY - FEW) - token;
  console.log(`  a token has ${token} characters`);
  verdict("memory for a user beyond the token", each, "bytes", 1024);
  const together = each + (kept - filled) / clients.length;
  verdict("the same with a client kept for each user", together, "bytes", 1024);
}

await calls();
await users();
await memory();
