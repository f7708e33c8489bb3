import { check, docusign } from "./check.js";

const served = await docusign.listen().catch(({ message }) => message);
document.title = JSON.stringify({ ...(await check()), served });
