// The page that a consent page comes back to: tells the workbench the address, and takes it out of the history.
const channel = new BroadcastChannel("docusign-jwt-redirect");
channel.postMessage(location.href);
history.replaceState(null, "", location.pathname);
