// Records as Rust writes them too, and secrets that it judges too: the table that src/client/store runs.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { CLIENT, FakeDocusign, KeepingStore, user } from "../harness/fake_docusign.mjs";

const { now, records, secrets } = JSON.parse(readFileSync(new URL("../../vectors/store.json", import.meta.url), "utf8"));

for (const { secret, cacheKey, name, record, accessToken } of records) {
  test(`the record ${name} is read, and not for another user`, async () => {
    assert.equal(cacheKey, `account-d.docusign.com ${CLIENT} ${user(1)} impersonation signature`);
    const [docusign, store] = [new FakeDocusign(), new KeepingStore()];
    docusign.now = now;
    store.records.set(name, record);
    assert.equal(await docusign.client({ store, storeSecret: secret }).getAccessToken(), accessToken);
    assert.deepEqual([docusign.exchanges, docusign.types()], [[], ["store_hit"]]);
    await docusign.client({ store, storeSecret: secret, userId: user(2) }).getAccessToken();
    assert.deepEqual(docusign.exchanges, [user(2)]);
  });
}

test("secrets are judged as the table says", () => {
  const refuses = (secret) => {
    try {
      new FakeDocusign().client({ store: new KeepingStore(), storeSecret: new Uint8Array(Buffer.from(secret, "hex")) });
      return false;
    } catch (error) {
      assert.match(error.message, /is easy to guess/);
      return true;
    }
  };
  for (const { hex, guessable } of secrets) assert.equal(refuses(hex), guessable, hex);
});
