// Starts the package and the panels.
import { startAssertionPanel } from "./assertion_panel.js";
import { mistake } from "./card.js";
import { startCheckPanel } from "./check_panel.js";
import { startConsentPanel } from "./consent_panel.js";
import { start } from "./core.js";
import { byId, show } from "./element.js";
import { startErrorsPanel } from "./errors_panel.js";
import { startFieldChecks } from "./field_check.js";
import { startKeyPanel } from "./key_panel.js";
import { startLinks } from "./link.js";
import { startNavigation } from "./navigation.js";
import { startOffline } from "./offline.js";
import { startProof } from "./proof.js";
import { startRedirectReader } from "./redirect_reader.js";
import { startScopePicker } from "./scope_picker.js";
import { startSettings } from "./settings.js";
import { startSnippets } from "./snippets_view.js";
import { startTryPanel } from "./try_panel.js";

startSettings();
startLinks();
startNavigation();
startScopePicker();
try {
  await start();
  startFieldChecks();
  startKeyPanel();
  startProof();
  startAssertionPanel();
  startConsentPanel();
  startRedirectReader();
  startErrorsPanel();
  startCheckPanel();
  startTryPanel();
  startSnippets();
} catch (error) {
  show(byId("key-result"), mistake(new Error(`The workbench does not start in this browser: ${error.message}`)));
}
document.documentElement.dataset.ready = "";
startOffline();
