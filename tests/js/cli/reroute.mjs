// Loaded before the command: the two hosts of Docusign, and a host that is not Docusign's, are servers of the test, which
// are called by these names.
import { request } from "node:http";

const ROUTES = {
  "account-d.docusign.com": process.env.REROUTE_DEMO,
  "account.docusign.com": process.env.REROUTE_PRODUCTION,
  "auth.example.com": process.env.REROUTE_OTHER,
};

const { fetch } = globalThis;

globalThis.fetch = async (input, init = {}) => {
  const url = new URL(input);
  const to = ROUTES[url.host];
  if (to === undefined) return fetch(input, init);
  return new Promise((resolve, reject) => {
    const headers = { ...Object.fromEntries(new Headers(init.headers)), host: url.host };
    const target = new URL(url.pathname + url.search, to);
    const sent = request(target, { method: init.method ?? "GET", headers }, async (answer) => {
      const chunks = [];
      for await (const chunk of answer) chunks.push(chunk);
      const { statusCode: status, headers: received } = answer;
      resolve(new Response(Buffer.concat(chunks), { status, headers: received }));
    });
    sent.once("error", reject);
    sent.end(init.body);
  });
};
