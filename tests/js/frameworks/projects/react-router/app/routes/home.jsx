import { auth } from "../docusign.server.js";

export const loader = async () => ({ email: (await auth.getUserInfo()).email });

export default function Home({ loaderData }) {
  return <p>{loaderData.email}</p>;
}
