// Panel Key: reads a key, and shows its facts and repairs.
import { card, facts, mistake } from "./card.js";
import { PrivateKey } from "./core.js";
import { copyable } from "./copy.js";
import { download } from "./download.js";
import { announce, byId, element, revealResult, show } from "./element.js";
import { forget, heldKey, hold, isThrowaway, onKey } from "./held_key.js";
import { savedPair, throwawayKey } from "./key_pair.js";

/** The maximum size of a key file. */
const LARGEST = 64 * 1024;

export function startKeyPanel() {
  const text = byId("key-text");
  text.addEventListener("input", () => {
    if (text.value.trim() === "") describe(heldKey());
    else read(text.value);
  });
  byId("key-throwaway").addEventListener("click", async () => {
    hold(await throwawayKey(), true);
    took("A throwaway key is ready.");
  });
  byId("key-pair").addEventListener("click", async () => {
    const { key, file } = await savedPair();
    download("private.pem", file);
    hold(key);
    took("The only copy of the private key is saved as private.pem. Upload the public key below in Apps and Keys.");
  });
  byId("key-forget").addEventListener("click", () => {
    forget();
    say("");
    announce("The key was removed.");
    text.focus();
  });
  startFiles();
  onKey(describe);
  if (text.value !== "") read(text.value);
}

function startFiles() {
  const drop = byId("key-drop");
  const file = byId("key-file");
  byId("key-file-button").addEventListener("click", () => file.click());
  file.addEventListener("change", () => readFile(file.files[0]).finally(() => (file.value = "")));
  for (const name of ["dragover", "dragleave", "drop"]) {
    drop.addEventListener(name, (event) => {
      event.preventDefault();
      drop.classList.toggle("dragging", name === "dragover");
    });
  }
  drop.addEventListener("drop", ({ dataTransfer }) => {
    if (dataTransfer.files.length > 0) readFile(dataTransfer.files[0]);
    else read(dataTransfer.getData("text"));
  });
}

/** Shows why the text in the field is gone. */
const say = (text) => (byId("key-text-note").textContent = text);

/** A button provided a key. */
function took(text) {
  say(text);
  announce(text);
  revealResult("key-result");
}

async function readFile(file) {
  if (file === undefined) return;
  const bytes = new Uint8Array(await file.slice(0, LARGEST).arrayBuffer());
  read(bytes);
  bytes.fill(0);
}

function read(input) {
  try {
    hold(PrivateKey.parse(input));
    const text = `The key was read (RSA, ${heldKey().bits} bits), and the field was cleared.`;
    say(text);
    announce(text);
  } catch (error) {
    forget();
    say("");
    show(byId("key-result"), mistake(error));
    announce(error.message);
  }
}

/** The facts of the key, without the key. */
function describe(key) {
  byId("key-forget").disabled = key === undefined;
  show(byId("held"), key === undefined ? "No key" : [element("b", {}, `RSA ${key.bits}`), ` ${key.thumbprint.slice(0, 8)}…`]);
  if (key === undefined) return show(byId("key-result"));
  byId("key-text").value = "";
  const { bits, format, thumbprint, repairs, publicKeyPem } = key;
  show(
    byId("key-result"),
    card(
      isThrowaway() ? "plain" : "good",
      isThrowaway() ? "A throwaway key: it can sign, but Docusign does not know it" : "This key can sign for Docusign",
      facts([
        ["Kind", format],
        ["Size", `${bits} bits`],
        ["Fingerprint", element("code", {}, thumbprint)],
        ["Repaired", repairs.length === 0 ? "none needed" : repairs.join(", ")],
      ]),
      element("h3", {}, "Its public key"),
      element(
        "p",
        { class: "note" },
        "Upload the public key in Apps and Keys, or make the pair there: Docusign then accepts its signatures. The public key is not secret.",
      ),
      copyable(publicKeyPem.trim(), { what: "the public key" }),
    ),
  );
}
