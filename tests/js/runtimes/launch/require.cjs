// Node and Bun, by require.
const api = require("docusign-jwt");
const { launch } = require("../shared/launch.js");

launch(api, process.argv[2]);
