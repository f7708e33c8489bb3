import { auth } from "../docusign.server.js";

export const loader = async () => Response.json({ token: await auth.getAccessToken() });
