import { newClient } from "../../client.js";

/** Static by what it says, were it not for a client that asks Docusign. */
export default async function Page() {
  const { userId } = await newClient().getUserInfo();
  return <p>{userId}</p>;
}
