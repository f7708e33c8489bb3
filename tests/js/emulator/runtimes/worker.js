import { check, docusign } from "./check.js";

export default {
  async fetch() {
    const served = await docusign.listen().catch(({ message }) => message);
    return Response.json({ ...(await check()), served });
  },
};
