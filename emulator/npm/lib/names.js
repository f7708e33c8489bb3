/** IDs and keys of the default people. All are public: never use them with Docusign. */
import { config, pems } from "../fixtures.js";

const [contractRobot, publicPage, productOfIsv] = config.clients.map(({ id }) => id);
const [ann, bob, tina, otherTina, carl, eva, juergen, pia] = config.users.map(({ id }) => id);
const [example, second] = config.accounts.map(({ id }) => id);

export const clientIds = Object.freeze({ contractRobot, publicPage, productOfIsv });
export const userIds = Object.freeze({ ann, bob, tina, otherTina, carl, eva, juergen, pia });
export const accountIds = Object.freeze({ example, second });
export const organizationId = config.organizations[0].id;
export const privateKeys = Object.freeze({
  integration: pems["integration.pem"],
  integration2: pems["integration-2.pem"],
  wrong: pems["wrong.pem"],
});
