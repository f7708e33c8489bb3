// The password that the examples ask for: what a browser sends, and that nobody gets in without it.
import assert from "node:assert/strict";

export const PASSWORD = "correct horse battery staple";

const basic = (text) => ({ authorization: `Basic ${Buffer.from(text).toString("base64")}` });

/** The headers of a browser whose user has logged in. */
export const loggedIn = basic(`app:${PASSWORD}`);

/** The headers of those who have not. */
export const STRANGERS = {
  "no header": {},
  "another password": basic("app:wrong"),
  "the beginning of the password": basic(`app:${PASSWORD.slice(0, -1)}`),
  "more than the password": basic(`app:${PASSWORD}x`),
  "another user name": basic(`admin:${PASSWORD}`),
  "no password": basic("app:"),
  "the text undefined": basic("app:undefined"),
  "another scheme": { authorization: `Bearer ${PASSWORD}` },
  "no base64": { authorization: "Basic ÿ%" },
};

/** That a request is refused without the right password. `ask(headers)` resolves to the status, and what else there is. */
export async function refusesStrangers(ask) {
  for (const [who, headers] of Object.entries(STRANGERS)) {
    const { status } = await ask(headers);
    assert.equal(status, 401, who);
  }
}

/** The same where the secret is missing or empty: whatever is sent, nobody gets in. */
export async function isClosed(ask) {
  for (const headers of [...Object.values(STRANGERS), loggedIn]) {
    assert.equal((await ask(headers)).status, 401, JSON.stringify(headers));
  }
}
