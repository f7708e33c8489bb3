// Opens a page in Chromium or Firefox, by the WebDriver protocol.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";

const ROOT = new URL("../", import.meta.url);

const browsers = {
  chromium: {
    program: "CHROME",
    driver: "CHROMEDRIVER",
    listening: /successfully on port (\d+)/,
    capabilities: (binary) => {
      const options = JSON.parse(readFileSync(new URL("webdriver.json", ROOT)))["goog:chromeOptions"];
      return { "goog:chromeOptions": { ...options, binary } };
    },
  },
  firefox: {
    program: "FIREFOX",
    driver: "GECKODRIVER",
    listening: /Listening on \S+?:(\d+)/,
    capabilities: (binary) => ({ "moz:firefoxOptions": { binary, args: ["-headless"] } }),
  },
};

/** Starts the browser with a page; `stop()` ends both. */
export async function openPage(name, url) {
  const { program, driver, listening, capabilities } = browsers[name];
  for (const variable of [program, driver]) {
    if (!process.env[variable]) throw new Error(`${variable} names no program; run this by cargo xtask test`);
  }
  const child = spawn(process.env[driver], ["--port=0"], { stdio: ["ignore", "pipe", "ignore"] });
  const port = await new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).on("line", (line) => {
      const heard = line.match(listening);
      if (heard) resolve(heard[1]);
    });
    child.once("exit", (code) => reject(new Error(`the driver of ${name} ended with ${code}`)));
    child.once("error", reject);
  });
  const command = async (method, path, body) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      headers: { "content-type": "application/json" },
      body: body && JSON.stringify(body),
    });
    const { value } = await response.json();
    if (!response.ok) throw new Error(`${name}: ${value.error}: ${value.message}`);
    return value;
  };
  try {
    const alwaysMatch = capabilities(process.env[program]);
    const { sessionId } = await command("POST", "/session", { capabilities: { alwaysMatch } });
    const stop = async () => {
      await command("DELETE", `/session/${sessionId}`).finally(() => child.kill());
    };
    try {
      await command("POST", `/session/${sessionId}/url`, { url });
    } catch (error) {
      await stop();
      throw error;
    }
    return { stop };
  } catch (error) {
    child.kill();
    throw error;
  }
}
