// An application that prints its access token.
import { ConsentRequiredError, DocusignAuth } from "docusign-jwt";

const auth = new DocusignAuth({
  clientId: process.env.DOCUSIGN_CLIENT_ID,
  userId: process.env.DOCUSIGN_USER_ID,
  privateKey: process.env.DOCUSIGN_PRIVATE_KEY,
  environment: { authServer: process.env.DOCUSIGN_AUTH_SERVER },
});

auth.getAccessToken().then(
  (token) => console.log(JSON.stringify({ token })),
  (error) => {
    console.error(error instanceof ConsentRequiredError, error);
    throw error;
  },
);
