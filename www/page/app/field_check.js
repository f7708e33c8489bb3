// Errors of fields, next to each field and in words of the page.
import { DocusignAuth } from "./core.js";
import { byId } from "./element.js";
import { unknownScopes } from "./known_scopes.js";
import { FIELDS, settings } from "./settings.js";

const FIELD_OF = {
  client_id_invalid: "clientId",
  user_id_invalid: "userId",
  user_id_is_email: "userId",
  user_id_is_client_id: "userId",
  scope_invalid: "scopes",
  redirect_uri_invalid: "redirectUri",
};

/** Texts of the package for programs. */
const REMEDIES = {
  user_id_is_email: "Docusign needs the user's GUID here. A program can look it up with forEmail(email).",
};

const GUID = "00000000-0000-0000-0000-000000000000";
const TYPING = 400;

/** The field that an error of the package is about. */
export const fieldOf = ({ code }) => FIELD_OF[code];

/** Message and remedy, with the names of the fields. */
export function inWords({ message, remedy = "", code }) {
  const what = remedy && message.endsWith(remedy) ? message.slice(0, -remedy.length).trim() : message;
  return [what.replace(/ \((clientId|userId|redirectUri|scopes)\)/g, ""), REMEDIES[code] ?? remedy].map((text) =>
    text.replace(/\b(clientId|userId|redirectUri)\b/g, (name) => FIELDS[name].label),
  );
}

/** A client that cannot sign, to check options. */
export const clientOf = (options) =>
  new DocusignAuth({ ...options, signer: { sign: () => Promise.reject(new Error("This client does not sign.")) } });

/** The error about a field that is filled in, if there is one. */
export function errorOf(name) {
  const { [name]: value, clientId } = settings();
  if (value === undefined || value === "") return undefined;
  for (const other of [GUID, clientId]) {
    try {
      clientOf({ clientId: other, environment: "demo", [name]: value });
    } catch (error) {
      if (fieldOf(error) === name) return error;
    }
  }
  return undefined;
}

/** Warnings about valid scopes. */
export function doubtOf(scopes) {
  const unknown = unknownScopes(scopes);
  return unknown.length > 0 ? `Not a known scope: ${unknown.join(", ")}. Check the spelling.` : "";
}

function check(name) {
  const { id } = FIELDS[name];
  const error = errorOf(name);
  const text = error ? inWords(error).join(" ") : name === "scopes" ? doubtOf(settings().scopes) : "";
  byId(`${id}-problem`).textContent = text;
  byId(id).setAttribute("aria-invalid", String(error !== undefined));
}

export function startFieldChecks() {
  for (const name of ["clientId", "userId", "scopes", "redirectUri"]) {
    let timer;
    const now = () => {
      clearTimeout(timer);
      check(name);
    };
    byId(FIELDS[name].id).addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(check, TYPING, name);
    });
    byId(FIELDS[name].id).addEventListener("change", now);
    check(name);
  }
}
