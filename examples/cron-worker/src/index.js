// A Worker that lists finished envelopes every fifteen minutes, and stores their documents in KV. Its user does not need to
// be an administrator: it finds the envelopes that this user sent.
import { ConsentRequiredError, DocusignAuth } from "docusign-jwt";

const ENVELOPES = "/restapi/v2.1/accounts/{accountId}/envelopes";
/** The first run goes back 30 days. */
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
      console.log(`${found} finished envelopes, ${kept} of them new`);
    } catch (error) {
      if (error instanceof ConsentRequiredError) {
        console.error(`Open this once, as user ${error.userId}: ${error.consentUrl}`);
      }
      // The run counts as failed, and the next run starts at the same time as this one.
      throw error;
    }
  },
};

/** Stores the documents of all envelopes that were finished since the last run. */
async function collect(auth, documents) {
  // The time of the last known change, by Docusign's clock.
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
  const body = await response.json();
  if (!response.ok) throw new Error(`Docusign returned ${response.status}: ${body.errorCode} ${body.message}`);
  return body;
}

/** Streams the documents of an envelope into the store, unless they are already there. */
async function keep(auth, documents, envelopeId) {
  const name = `${envelopeId}.pdf`;
  const { keys } = await documents.list({ prefix: name, limit: 1 });
  if (keys.length > 0) return false;
  const response = await auth.fetch(`${ENVELOPES}/${envelopeId}/documents/combined`);
  if (!response.ok) throw new Error(`Docusign returned ${response.status} for the documents of ${envelopeId}`);
  await documents.put(name, response.body, { metadata: { envelopeId } });
  return true;
}
