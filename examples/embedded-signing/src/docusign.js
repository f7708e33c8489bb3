// All calls of this application to Docusign.
import { readFileSync } from "node:fs";
import { DocusignAuth } from "docusign-jwt";

const { env } = process;
const authServer = env.DOCUSIGN_AUTH_SERVER;

/** Acts as the owner of the envelopes, usually a user created for the application. */
const auth = new DocusignAuth({
  clientId: env.DOCUSIGN_CLIENT_ID,
  userId: env.DOCUSIGN_USER_ID,
  privateKey: env.DOCUSIGN_PRIVATE_KEY ?? readFileSync("private.pem"),
  environment: authServer ? { authServer } : "demo",
  redirectUri: env.DOCUSIGN_REDIRECT_URI,
});

const ENVELOPES = "/restapi/v2.1/accounts/{accountId}/envelopes";
const contract = readFileSync(new URL("../contract.txt", import.meta.url), "base64");

async function call(path, body) {
  const response = await auth.fetch(ENVELOPES + path, body && { method: "POST", json: body });
  const result = await response.json();
  if (!response.ok) throw new Error(`Docusign returned ${response.status}: ${result.errorCode} ${result.message}`);
  return result;
}

/**
 * Sends a contract to a person of this application. With a `clientUserId`, Docusign sends no e-mail, and the
 * person needs no Docusign account. This application must identify the person.
 */
export async function sendContract({ id, name, email }) {
  const { envelopeId } = await call("", {
    status: "sent",
    emailSubject: "Your contract",
    documents: [{ documentId: "1", name: "Contract", fileExtension: "txt", documentBase64: contract }],
    recipients: {
      signers: [
        {
          recipientId: "1",
          name,
          email,
          clientUserId: id,
          tabs: { signHereTabs: [{ anchorString: "/signature/", anchorUnits: "pixels", anchorYOffset: "-8" }] },
        },
      ],
    },
  });
  return envelopeId;
}

/**
 * The address of the signing page. It works once, within five minutes: redirect the person at once, and
 * request a new address each time. Name, e-mail address and ID must be those of the envelope.
 */
export async function signingUrl(envelopeId, { id, name, email }, returnUrl) {
  const { url } = await call(`/${envelopeId}/views/recipient`, {
    returnUrl,
    authenticationMethod: "none",
    userName: name,
    email,
    clientUserId: id,
  });
  return url;
}

/** The status of an envelope: `sent`, `delivered`, `completed`, `declined`, … */
export async function statusOf(envelopeId) {
  return (await call(`/${envelopeId}`)).status;
}

/** The signed contract, as a stream. */
export async function signedContract(envelopeId) {
  const response = await auth.fetch(`${ENVELOPES}/${envelopeId}/documents/combined`);
  if (!response.ok) throw new Error(`Docusign returned ${response.status}`);
  return response;
}
