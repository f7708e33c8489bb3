// Lists the envelopes of all customers' users, with one integration key and the rights of each user.
import { ConsentRequiredError, DocusignError } from "docusign-jwt";

/** The number of users in parallel. */
const AT_ONCE = 10;

/**
 * The envelopes of each user, or the reason why there are none.
 *
 * @param auth a client of the integration key; all users share its keys, tokens and limits
 * @param users `{ userId, accountId }`, from the product's database
 */
export async function report(auth, users, since) {
  const lines = new Array(users.length);
  let next = 0;
  const worker = async () => {
    while (next < users.length) {
      const at = next;
      next += 1;
      lines[at] = await line(auth, users[at], since);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return lines;
}

async function line(auth, { userId, accountId }, since) {
  try {
    const as = auth.forUser(userId);
    // Detects a user who left the customer's account, before any request for envelopes.
    const account = await as.getAccount({ accountId });
    const query = new URLSearchParams({ from_date: since });
    const path = `/restapi/v2.1/accounts/{accountId}/envelopes?${query}`;
    const response = await as.fetch(path, { accountId: account.accountId });
    const { envelopes = [], errorCode } = await response.json();
    if (!response.ok) return { userId, accountId, error: errorCode };
    const subjects = envelopes.map(({ emailSubject, status, sender }) => ({ emailSubject, status, sender: sender.userId }));
    return { userId, accountId, account: account.name, envelopes: subjects };
  } catch (error) {
    if (error instanceof ConsentRequiredError) return { userId, accountId, consentUrl: error.consentUrl };
    if (error instanceof DocusignError) return { userId, accountId, error: error.code };
    throw error;
  }
}
