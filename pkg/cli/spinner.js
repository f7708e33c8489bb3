/** A sign of life for what takes longer than a second, on a terminal's stderr. */
import process from "node:process";

/** Nothing is shown for what is over sooner. */
const SILENT = 1000;
const FRAME = 100;
const FRAMES = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
const ERASE_LINE = "\r\u001b[2K";

let isShown = false;
let isOff = false;

/** Keeps the spinner away from lines that are printed all the time. */
export function noSpinner() {
  isOff = true;
}

/** Takes the spinner off the line, before anything else is printed. It comes back with its next frame. */
export function eraseSpinner() {
  if (!isShown) return;
  isShown = false;
  process.stderr.write(ERASE_LINE);
}

/**
 * Does something; while it takes long, a terminal shows the text.
 *
 * @template T
 * @param {string} text plain, without anything from a server
 * @param {() => Promise<T>} action
 * @returns {Promise<T>}
 */
export async function whileWaiting(text, action) {
  if (isOff || process.stderr.isTTY !== true || process.env.TERM === "dumb") return action();
  let frame = 0;
  const show = () => {
    isShown = true;
    process.stderr.write(`${ERASE_LINE}${FRAMES[frame++ % FRAMES.length]} ${text}`);
  };
  /** @type {NodeJS.Timeout} */
  let timer = setTimeout(() => {
    show();
    timer = setInterval(show, FRAME);
  }, SILENT);
  try {
    return await action();
  } finally {
    clearTimeout(timer);
    clearInterval(timer);
    eraseSpinner();
  }
}
