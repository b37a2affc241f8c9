/** The browsers of this machine, as people start them: nobody drives them. */

import { findChromium } from "@evenkeel/testing/browser";
import { existsSync, globSync } from "node:fs";
import { delimiter, join } from "node:path";
import process from "node:process";

/** How to start a browser. */
export interface BrowserCommand {
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** A kind of browser. */
export interface BrowserKind {
  readonly name: string;
  /**
   * How to open a page in it with a fresh profile and without a window.
   *
   * @returns `undefined` if it is not installed.
   */
  command(url: string, profile: string): BrowserCommand | undefined;
}

/** All that are known here. */
export const BROWSERS: readonly BrowserKind[] = [
  {
    name: "Chromium",
    command: (url, profile) => ({
      command: findChromium(),
      // Containers have little shared memory, and root has no sandbox.
      args: [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--no-first-run",
        `--user-data-dir=${profile}`,
        url,
      ],
    }),
  },
  {
    name: "Firefox",
    command(url, profile) {
      const command = find(["firefox", "firefox-esr"]);
      // Driven by a program, Firefox may hang where workers start workers.
      const args = ["--headless", "--no-remote", "--profile", profile, url];
      return command === undefined ? undefined : { command, args };
    },
  },
  {
    // GTK's: Safari's engine. It has no headless mode.
    name: "WebKit",
    command(url) {
      const [browser] = globSync("/usr/lib/*/webkit2gtk-4.*/MiniBrowser");
      const screen = find(["xvfb-run"]);
      if (browser === undefined || screen === undefined) return undefined;
      return {
        command: "setsid", // to be ended with all its processes
        args: [screen, "--auto-servernum", browser, "--private", url],
        env: {
          JSC_useSharedArrayBuffer: "1", // as Safari has it
          LIBGL_ALWAYS_SOFTWARE: "1",
          WEBKIT_DISABLE_COMPOSITING_MODE: "1",
          WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1", // root has none
        },
      };
    },
  },
];

function find(names: readonly string[]): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return folders.flatMap((folder) => names.map((name) => join(folder, name)))
    .find((path) => existsSync(path));
}

/**
 * Opens a page for as long as `use` runs.
 *
 * @throws {Error} If the browser ends before that.
 */
export async function withBrowser<T>(
  { command, args, env = {} }: BrowserCommand,
  use: () => Promise<T>,
): Promise<T> {
  const silent = { stdin: "null", stdout: "null", stderr: "null" } as const;
  const child = new Deno.Command(command, { args: [...args], env, ...silent }).spawn();
  const ended = child.status.then(({ code }): never => {
    throw new Error(`${command} ended with exit code ${code}`);
  });
  try {
    return await Promise.race([use(), ended]);
  } finally {
    // The session that setsid began has processes of its own.
    const group = command === "setsid" ? -child.pid : child.pid;
    try {
      process.kill(group, "SIGTERM");
    } catch {
      // It has ended.
    }
    await child.status;
  }
}
