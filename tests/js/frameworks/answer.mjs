// What each row has to come to: an access token that the emulator issued for one exchange, and takes.
import assert from "node:assert/strict";
import { tenantUser } from "../../../runtimes/emulator.mjs";

/** The token is one of the emulator's, for the right user, and there was one exchange for it. */
export async function isMinted(emulator, token) {
  assert.match(token ?? "", /^eyJ[\w-]+\.[\w-]+\.[\w-]+$/);
  const response = await fetch(`${emulator.origin}/oauth/userinfo`, { headers: { authorization: `Bearer ${token}` } });
  assert.equal(response.status, 200);
  assert.equal((await response.json()).sub, tenantUser(1));
  assert.equal((await emulator.exchanges()).length, 1, "one exchange for one token");
}

/** What a program printed has the token as JSON. */
export const printsToken = (emulator, text) => isMinted(emulator, /\{"token":"([^"]+)"\}/.exec(text)?.[1] ?? `none in: ${text}`);

/** A server answers with the token, and with the same one when it is asked again. */
export async function servesToken(emulator, server, url) {
  const answers = [];
  for (let turn = 0; turn < 2; turn += 1) {
    const response = await whenReady(server, url);
    const text = await response.text();
    assert.equal(response.status, 200, `${text.slice(0, 2000)}\n${server.text()}`);
    answers.push(JSON.parse(text).token);
  }
  assert.equal(answers[0], answers[1], "the second request finds the client of the first");
  await isMinted(emulator, answers[0]);
}

/** The first response of a server that may not listen yet. */
async function whenReady(server, url) {
  const early = server.ended.then((code) => {
    throw new Error(`the server ended with ${code}:\n${server.text()}`);
  });
  early.catch(() => {});
  for (;;) {
    try {
      return await Promise.race([fetch(url), early]);
    } catch (error) {
      if (error.cause?.code !== "ECONNREFUSED") throw error;
      await Promise.race([new Promise((resolve) => setTimeout(resolve, 100)), early]);
    }
  }
}
