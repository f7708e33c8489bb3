// In Node, Deno and Bun: prints what was seen, in process, and by a server.
import { check, docusign } from "./check.js";

const seen = await check();
const server = await docusign.listen();
const answer = await fetch(`${server.origin}/oauth/userinfo`);
await server.close();
console.log(JSON.stringify({ ...seen, served: answer.status }));
