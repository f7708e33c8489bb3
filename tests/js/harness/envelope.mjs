// An envelope for the examples to find, sent by integration key 3, which everybody has consented to.
import assert from "node:assert/strict";
import { DocusignAuth } from "docusign-jwt";
import { ISV, pem } from "../../../runtimes/emulator.mjs";

export async function sendEnvelope(emulator, accountId, userId) {
  const { environment } = emulator;
  const auth = new DocusignAuth({ clientId: ISV, userId, privateKey: pem(), environment });
  const answer = await auth.fetch(`/restapi/v2.1/accounts/${accountId}/envelopes`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      emailSubject: "Please sign",
      status: "sent",
      documents: [{ documentId: "1", name: "a.txt", fileExtension: "txt", documentBase64: btoa("Hello") }],
      recipients: { signers: [{ recipientId: "1", name: "Bob", email: "bob@example.com" }] },
    }),
  });
  assert.equal(answer.status, 201, await answer.clone().text());
  return (await answer.json()).envelopeId;
}
