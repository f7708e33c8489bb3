// Loaded before a program: Docusign's host names lead to a server of the test. TLS and its certificates stay as they are.
import { syncBuiltinESMExports } from "node:module";
import tls from "node:tls";

const NAMES = /^(account-d\.docusign\.com|[a-z\d]+\.docusign\.net|api-d\.docusign\.net)$/;

const { connect } = tls;
tls.connect = (...args) => {
  const [options] = args;
  const name = options?.servername || options?.host;
  if (typeof options !== "object" || !NAMES.test(name)) return connect(...args);
  const there = { ...options, host: "127.0.0.1", port: Number(process.env.REROUTE_PORT), servername: name };
  return connect(there, ...args.slice(1));
};
syncBuiltinESMExports();
