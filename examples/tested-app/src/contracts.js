// Sends contracts, and learns from Docusign Connect when they are signed.
import { createHmac, timingSafeEqual } from "node:crypto";

/** The contracts of an application. */
export class Contracts {
  #auth;
  #webhook;
  #signed = new Map();

  /** `webhook` has the `url` that Connect posts to, and the `key` that it signs with. */
  constructor(auth, webhook) {
    this.#auth = auth;
    this.#webhook = webhook;
  }

  /** Sends a text to be signed; returns the ID of the envelope. */
  async send({ name, email, text }) {
    const answer = await this.#auth.fetch("/restapi/v2.1/accounts/{accountId}/envelopes", {
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
    if (!answer.ok) throw new Error(`Docusign refused the envelope: ${answer.status} ${await answer.text()}`);
    return (await answer.json()).envelopeId;
  }

  /** Answers a message of Connect, which must be signed. */
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
