/** Opens a page in the person's browser. */
import { spawn } from "node:child_process";
import process from "node:process";

/**
 * The commands that may open a page, in the order in which they are tried. $BROWSER is a list with colons, in which %s
 * stands for the address.
 *
 * @param {string} url
 * @param {string} platform
 * @param {string | undefined} browser
 * @returns {[string, string[]][]}
 */
export function openers(url, platform, browser) {
  if (browser) {
    const separator = platform === "win32" ? ";" : ":";
    return browser.split(separator).flatMap((entry) => {
      const [program, ...args] = entry.trim().split(/\s+/);
      if (!program) return [];
      const placed = args.map((word) => word.replaceAll("%s", url));
      return [/** @type {[string, string[]]} */ ([program, args.some((word) => word.includes("%s")) ? placed : [...args, url]])];
    });
  }
  if (platform === "darwin") return [["open", [url]]];
  // start belongs to cmd. In quotes, & stands for itself; a consent URL has neither quotes nor spaces.
  if (platform === "win32") return [["cmd.exe", ["/d", "/s", "/c", `"start "" "${url}""`]]];
  return [
    ["xdg-open", [url]],
    ["wslview", [url]],
  ];
}

/**
 * Opens a page. Resolves with whether a program took the address.
 *
 * @param {string} url
 */
export async function openBrowser(url) {
  for (const [program, args] of openers(url, process.platform, process.env.BROWSER)) {
    if (await started(program, args)) return true;
  }
  return false;
}

/** A browser that stays in the foreground has the address when this is over. */
const PATIENCE = 3000;

/**
 * @param {string} program
 * @param {string[]} args
 * @returns {Promise<boolean>}
 */
function started(program, args) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { detached: true, stdio: "ignore", windowsVerbatimArguments: program === "cmd.exe" });
    const timer = setTimeout(() => resolve(true), PATIENCE);
    child.once("error", () => resolve(false));
    child.once("exit", (code) => resolve(code === 0));
    child.once("exit", () => clearTimeout(timer));
    child.unref();
  });
}
