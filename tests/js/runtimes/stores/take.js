// What each process of a test does, in any runtime: it takes a token for every user at once, asks the server whose they
// are, and prints them.
import { DocusignAuth } from "docusign-jwt";

export async function take(store, { CLIENT, KEY, AUTH, USERS, AT }) {
  const events = [];
  const auth = new DocusignAuth({
    clientId: CLIENT,
    privateKey: KEY,
    environment: { authServer: AUTH },
    retry: false,
    store,
    fetch: (...request) => {
      console.log("sending");
      return fetch(...request);
    },
    onEvent: ({ type, operation, reason, error }) => events.push([type, operation, reason, error?.message].filter(Boolean).join(" ")),
  });
  // All processes begin together, however long each took to start.
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, Number(AT) - Date.now())));
  const begun = performance.now();
  const taken = await Promise.all(
    USERS.split(" ").map(async (user) => {
      const token = await auth.forUser(user).getAccessToken();
      const headers = { authorization: `Bearer ${token}` };
      const { sub } = await (await fetch(`${AUTH}/oauth/userinfo`, { headers })).json();
      return { user, sub, token };
    }),
  );
  console.log(JSON.stringify({ taken, events, took: performance.now() - begun }));
}
