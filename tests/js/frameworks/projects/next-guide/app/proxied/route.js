import { headers } from "next/headers";

/** What the proxy has set. */
export const GET = async () => Response.json({ userId: (await headers()).get("x-docusign-user") });
