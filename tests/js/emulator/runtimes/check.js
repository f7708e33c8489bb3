// What must hold wherever the emulator runs.
import { createEmulator } from "docusign-emulator";
import { DocusignAuth } from "docusign-jwt";

export const docusign = createEmulator({ webhook: () => ({ status: 200 }) });

/** Goes through the life of an envelope; returns what was seen. */
export async function check() {
  const auth = new DocusignAuth({ ...docusign.credentials("unconsented"), fetch: docusign.fetch, retry: { minDelay: 10, maxDelay: 20 } });
  const refused = await auth.getAccessToken().catch(({ code }) => code);
  docusign.consent(docusign.credentials("unconsented"));
  docusign.fault({ path: "/oauth/token", status: 503, times: 1 });
  const { email } = await new DocusignAuth({
    ...docusign.credentials(),
    fetch: docusign.fetch,
    retry: { minDelay: 10, maxDelay: 20 },
  }).getUserInfo();
  const sender = new DocusignAuth({ ...docusign.credentials(), fetch: docusign.fetch });
  const body = JSON.stringify({
    status: "sent",
    emailSubject: "Please sign",
    documents: [{ documentId: 1, name: "a.txt", documentBase64: btoa("to sign") }],
    recipients: { signers: [{ recipientId: 1, name: "Rita", email: "rita@example.org" }] },
    eventNotification: { url: "https://app.example/", deliveryMode: "SIM", events: ["envelope-sent"], eventData: { version: "restv2.1" } },
  });
  const init = { method: "POST", headers: { "content-type": "application/json" }, body };
  const made = await sender.fetch("/restapi/v2.1/accounts/{accountId}/envelopes", init);
  await docusign.delivered();
  docusign.clock.advance(3_600_000);
  docusign.fault({ kind: "cut" });
  const cut = await docusign
    .fetch("https://account-d.docusign.com/oauth/userinfo")
    .then((answer) => answer.text(), String)
    .catch(({ name }) => name);
  docusign.fault({ kind: "hang" });
  const seen = {
    refused,
    email,
    made: made.status,
    mailed: docusign.mail.map(({ to }) => to),
    told: docusign.webhooks.map(({ event, status }) => `${event} ${status}`),
    cut,
    ahead: Math.round((docusign.clock.now() - Date.now()) / 60_000),
    requests: docusign.requests.length,
  };
  docusign.reset();
  return { ...seen, afterwards: docusign.requests.length };
}
