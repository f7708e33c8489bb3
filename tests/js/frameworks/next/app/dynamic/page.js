import { newClient } from "../../client.js";

export const dynamic = "force-dynamic";

export default async function Page() {
  const client = newClient();
  const response = await client.fetch("/restapi/v2.1/accounts/{accountId}/envelopes?from_date=2026-01-01");
  const { userId } = await client.getUserInfo();
  return (
    <p>
      {userId} {response.status}
    </p>
  );
}
