// A cron job: lists the envelopes that have waited for signatures for at least three days. It prints nothing if there are
// none, so that cron sends no mail.
//   node --env-file=.env remind.js
import { ConsentRequiredError, DocusignAuth, DocusignError } from "docusign-jwt";

const DAY = 86_400_000;
const { env } = process;

const auth = DocusignAuth.fromEnv(env, {
  // Nobody waits for the result, so long waits cost nothing.
  timeout: 120_000,
  retry: { limit: 6 },
});

async function waiting() {
  const days = Number(env.WAITING_DAYS ?? 3);
  const from = new Date(Date.now() - 90 * DAY).toISOString();
  const query = new URLSearchParams({ from_date: from, status: "sent,delivered", count: "100" });
  const response = await auth.fetch(`/restapi/v2.1/accounts/{accountId}/envelopes?${query}`);
  if (!response.ok) throw new Error(`Docusign returned ${response.status}: ${await response.text()}`);
  const { envelopes = [] } = await response.json();
  const age = ({ sentDateTime }) => Math.floor((Date.now() - Date.parse(sentDateTime)) / DAY);
  return envelopes.map((envelope) => ({ ...envelope, age: age(envelope) })).filter(({ age }) => age >= days);
}

try {
  for (const { emailSubject, envelopeId, age } of await waiting()) {
    console.log(`${age} days: ${emailSubject} (${envelopeId})`);
  }
} catch (error) {
  // cron sends stderr to the administrator of the machine.
  process.exitCode = error instanceof ConsentRequiredError ? 3 : 1;
  console.error(error instanceof DocusignError ? `${error.code}: ${error.message}` : error.message);
}
