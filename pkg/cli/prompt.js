/** Questions to a person at a terminal: asked on stderr, answered on stdin. */
import process from "node:process";
import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import { styledText, tell } from "./output.js";
import { bold, dim } from "./terminal.js";
import { UsageError } from "./usage_error.js";

/** A line that is a key, or begins one. */
const KEY = /-----BEGIN|[\w+/=]{100}/;

export class Prompt {
  #signal;
  #isHidden = false;
  #isClosed = false;
  /** @type {string[]} */
  #inputs = [];
  /**
   * The lines of a key whose end is missing.
   *
   * @type {string[]}
   */
  #keyLines = [];
  /** @type {(() => void) | undefined} */
  #wake;
  #reader;

  /** @param {AbortSignal} signal ends waiting */
  constructor(signal) {
    this.#signal = signal;
    const output = new Writable({
      write: (chunk, _, done) => {
        if (!this.#isHidden && !this.#isKey()) process.stderr.write(chunk);
        done();
      },
    });
    // By this, readline knows where a long line breaks.
    Object.defineProperty(output, "columns", { get: () => process.stderr.columns });
    // No history: the input may be a key.
    this.#reader = createInterface({ input: process.stdin, output, terminal: true, historySize: 0 });
    this.#reader.on("line", (line) => this.#take(line));
    this.#reader.on("close", () => {
      this.#isClosed = true;
      this.#wake?.();
    });
    // The terminal is in raw mode, in which Ctrl-C is a letter.
    this.#reader.on("SIGINT", () => process.kill(process.pid, "SIGINT"));
    signal.addEventListener("abort", () => this.close(), { once: true });
  }

  close() {
    this.#reader.close();
  }

  /**
   * Takes a line. All lines of a key count as one, at every question.
   *
   * @param {string} line
   */
  #take(line) {
    this.#keyLines.push(line);
    const has = (/** @type {string} */ mark) => this.#keyLines.some((one) => one.includes(mark));
    if (has("-----BEGIN") && !has("-----END")) return;
    // The end of a line that is not shown is not shown either.
    if (!this.#isHidden && KEY.test(this.#keyLines[0] ?? "")) process.stderr.write("\n");
    this.#inputs.push(this.#keyLines.join("\n"));
    this.#keyLines = [];
    this.#wake?.();
  }

  /** Whether what is typed now belongs to a key, which no question shows. */
  #isKey() {
    return this.#keyLines.length > 0 || KEY.test(this.#reader.line);
  }

  /**
   * A line; the default for an empty one. It asks again until the check is content.
   *
   * @param {string} question
   * @param {{ preset?: string, check?: (answer: string) => string | undefined }} [options] check returns what is wrong
   */
  async ask(question, { preset, check } = {}) {
    for (;;) {
      this.#show(question, preset);
      const answer = (await this.#input()).trim() || (preset ?? "");
      const problem = answer === "" ? "Enter a value." : check?.(answer);
      if (problem === undefined) return answer;
      tell(`  ${problem}`);
    }
  }

  /**
   * One of several.
   *
   * @param {string} question
   * @param {string[]} choices the first is the default
   * @returns {Promise<number>} its place
   */
  async choose(question, choices) {
    tell([bold(question)], ...choices.map((choice, at) => `  ${at + 1}) ${choice}`));
    const isOne = (/** @type {string} */ answer) => choices[Number(answer) - 1] !== undefined;
    const check = (/** @type {string} */ answer) => (isOne(answer) ? undefined : `Type a number from 1 to ${choices.length}.`);
    return Number(await this.ask("Number", { preset: "1", check })) - 1;
  }

  /**
   * Yes or no.
   *
   * @param {string} question
   * @param {boolean} preset
   */
  async confirm(question, preset) {
    const check = (/** @type {string} */ answer) => (/^(?:y|yes|n|no)$/i.test(answer) ? undefined : "Type y or n.");
    return /^y/i.test(await this.ask(`${question} (y/n)`, { preset: preset ? "y" : "n", check }));
  }

  /**
   * A pasted key. Nothing of it is shown.
   *
   * @param {string} question
   */
  async pastedKey(question) {
    tell([bold(question)]);
    this.#isHidden = true;
    try {
      return (await this.#input()).trim();
    } finally {
      this.#isHidden = false;
    }
  }

  /**
   * @param {string} question
   * @param {string} [preset]
   */
  #show(question, preset) {
    const hint = preset === undefined ? "" : ` [${preset}]`;
    // readline draws this line itself, and counts its letters without the colors.
    this.#reader.setPrompt(`${styledText([bold(question), dim(hint)], process.stderr)}: `);
    this.#reader.prompt();
  }

  /** @returns {Promise<string>} */
  async #input() {
    for (;;) {
      this.#signal.throwIfAborted();
      const input = this.#inputs.shift();
      if (input !== undefined) return input;
      if (this.#isClosed)
        throw new UsageError("usage", "The input ended before the last question.", "Nothing was written. Run the command again.");
      await new Promise((resolve) => {
        this.#wake = () => resolve(undefined);
      });
    }
  }
}
