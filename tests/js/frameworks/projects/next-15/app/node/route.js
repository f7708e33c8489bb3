import { docusign } from "../../docusign.js";

export const dynamic = "force-dynamic";
export const GET = async () => Response.json({ token: await docusign().getAccessToken() });
