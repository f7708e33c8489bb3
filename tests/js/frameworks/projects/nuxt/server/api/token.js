export default defineEventHandler(async (event) => ({ token: await docusign(event).getAccessToken() }));
