// Sends contracts. Docusign Connect reports when they are signed.
import { createHmac, timingSafeEqual } from "node:crypto";

/** The contracts of an application. */
export class Contracts {
  #auth;
  #webhook;
  #signed = new Map();

  /** `webhook` has the `url` for Connect's messages, and the `key` of their signatures. */
  constructor(auth, webhook) {
    this.#auth = auth;
    this.#webhook = webhook;
  }

  /** Sends a text for signature, and returns the ID of the envelope. */
  async send({ name, email, text }) {
    const response = await this.#auth.fetch("/restapi/v2.1/accounts/{accountId}/envelopes", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        status: "sent",
        emailSubject: "Please sign the contract",
        documents: [{ documentId: "1", name: "contract.txt", documentBase64: Buffer.from(text).toString("base64") }],
        recipients: { signers: [{ recipientId: "1", name, email }] },
        eventNotification: {
          url: this.#webhook.url,
          deliveryMode: "SIM",
          events: ["envelope-completed", "envelope-declined"],
          eventData: { version: "restv2.1" },
          includeHMAC: "true",
        },
      }),
    });
    if (!response.ok) throw new Error(`Docusign refused the envelope: ${response.status} ${await response.text()}`);
    return (await response.json()).envelopeId;
  }

  /** Handles a message of Connect. Refuses it without a valid signature. */
  async receive(request) {
    const body = Buffer.from(await request.arrayBuffer());
    const expected = createHmac("sha256", this.#webhook.key).update(body).digest();
    const given = Buffer.from(request.headers.get("x-docusign-signature-1") ?? "", "base64");
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return new Response(null, { status: 401 });
    const { event, data } = JSON.parse(body);
    this.#signed.set(data.envelopeId, event === "envelope-completed");
    return new Response(null, { status: 200 });
  }

  /** `signed`, `declined`, or `waiting`. */
  stateOf(envelopeId) {
    const signed = this.#signed.get(envelopeId);
    if (signed === undefined) return "waiting";
    return signed ? "signed" : "declined";
  }
}
