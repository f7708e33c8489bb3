// A person at a terminal: runs the installed command in a pseudo-terminal, waits for what it shows, and types.
import assert from "node:assert/strict";

const program = new URL("terminal.py", import.meta.url).pathname;

/** Without what colors a text, moves the cursor or erases a line, and with plain line ends. */
const ESCAPES = new RegExp(`${String.fromCharCode(27)}\\[[0-9;?]*[A-Za-z]`, "g");
export const plain = (shown) => shown.replaceAll(ESCAPES, "").replaceAll("\r\n", "\n").replaceAll("\r", "");

/** So long may nothing new be shown, in milliseconds. */
const PATIENCE = 30_000;

export class Terminal {
  shown = "";
  #read = 0;
  #args;
  #child;
  #changed = () => {};
  #isOver = false;

  /** Runs a command line of bash there, in which $CLI is the installed command. */
  constructor(project, line, env = {}) {
    this.#args = [line];
    const python = process.env.PYTHON;
    assert.ok(python, "PYTHON names no program; run this by cargo xtask test");
    const CLI = `${project.folder}/node_modules/.bin/docusign-jwt`;
    this.#child = project.start(python, [program, "bash", "--norc", "-c", line], { TERM: "xterm-256color", CLI, ...env });
    this.#child.stdin.on("error", () => {});
    this.#child.stdout.setEncoding("utf8").on("data", (text) => {
      this.shown += text;
      this.#changed();
    });
    this.over = new Promise((resolve) => {
      this.#child.once("close", (status) => {
        this.#isOver = true;
        this.#changed();
        project.printed.push({ args: line.split(" "), stdout: this.shown, stderr: "" });
        resolve({ status, shown: plain(this.shown) });
      });
    });
  }

  /** Waits until a text is shown that was not there before the last one it waited for. */
  async shows(pattern) {
    for (;;) {
      const match = new RegExp(pattern).exec(plain(this.shown).slice(this.#read));
      if (match) {
        this.#read += match.index + match[0].length;
        return match;
      }
      if (this.#isOver) assert.fail(`${this.#args} ended before it showed ${pattern}:\n${plain(this.shown)}`);
      const isLate = await new Promise((resolve) => {
        const timer = setTimeout(resolve, PATIENCE, true);
        this.#changed = () => resolve(clearTimeout(timer));
      });
      if (isLate) {
        this.#child.kill("SIGKILL");
        assert.fail(`${this.#args} does not show ${pattern}:\n${plain(this.shown)}`);
      }
    }
  }

  /** Types a text, and presses Enter. */
  type(text) {
    this.#child.stdin.write(`${text}\r`);
  }

  /** Presses a key, such as "\x03" for Ctrl-C. */
  press(key) {
    this.#child.stdin.write(key);
  }

  /** Answers questions in their order: pairs of what is shown, and what is typed. */
  async answer(...pairs) {
    for (const [question, text] of pairs) {
      await this.shows(question);
      this.type(text);
    }
  }
}
