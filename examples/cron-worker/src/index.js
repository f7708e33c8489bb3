// A Worker that looks every fifteen minutes for finished envelopes, and keeps their documents in KV. Its user need
// not be an administrator: it sees the envelopes that this user has sent.
import { ConsentRequiredError, DocusignAuth } from "docusign-jwt";

const ENVELOPES = "/restapi/v2.1/accounts/{accountId}/envelopes";
/** How far back the first look goes: 30 days. */
const FIRST_LOOK = 30 * 86_400_000;
const PAGE = 100;

let auth;

function client(env) {
  auth ??= DocusignAuth.fromEnv(env);
  return auth;
}

export default {
  async scheduled(_controller, env) {
    try {
      const { found, kept } = await collect(client(env), env.DOCUMENTS);
      console.log(`${found} finished envelopes, of which ${kept} are new`);
    } catch (error) {
      if (error instanceof ConsentRequiredError) {
        console.error(`Open this once, as user ${error.userId}: ${error.consentUrl}`);
      }
      // The run counts as failed, and the next one begins where this one did.
      throw error;
    }
  },
};

/** Keeps the documents of all envelopes that were finished since the last look. */
async function collect(auth, documents) {
  // The time of the last change that was seen, by Docusign's clock and not by ours.
  const since = (await documents.get("since")) ?? new Date(Date.now() - FIRST_LOOK).toISOString();
  let latest = since;
  let found = 0;
  let kept = 0;
  for (;;) {
    const query = new URLSearchParams({ from_date: since, status: "completed", start_position: found, count: PAGE });
    const { envelopes = [], totalSetSize } = await read(auth, `?${query}`);
    for (const { envelopeId, statusChangedDateTime } of envelopes) {
      if (await keep(auth, documents, envelopeId)) kept += 1;
      if (statusChangedDateTime > latest) latest = statusChangedDateTime;
    }
    found += envelopes.length;
    if (envelopes.length === 0 || found >= Number(totalSetSize)) break;
  }
  if (latest !== since) await documents.put("since", latest);
  return { found, kept };
}

async function read(auth, path) {
  const response = await auth.fetch(ENVELOPES + path);
  const answer = await response.json();
  if (!response.ok) throw new Error(`Docusign answered ${response.status}: ${answer.errorCode} ${answer.message}`);
  return answer;
}

/** Stores the documents of an envelope, unless they are there. The bytes stream through. */
async function keep(auth, documents, envelopeId) {
  const name = `${envelopeId}.pdf`;
  const { keys } = await documents.list({ prefix: name, limit: 1 });
  if (keys.length > 0) return false;
  const response = await auth.fetch(`${ENVELOPES}/${envelopeId}/documents/combined`);
  if (!response.ok) throw new Error(`Docusign answered ${response.status} to the documents of ${envelopeId}`);
  await documents.put(name, response.body, { metadata: { envelopeId } });
  return true;
}
