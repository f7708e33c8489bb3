// The page of the redirect: passes its URL to the workbench, and removes it from the history.
const channel = new BroadcastChannel("docusign-jwt-redirect");
channel.postMessage(location.href);
history.replaceState(null, "", location.pathname);
