/** What a process costs from its start to its end: time, and memory as Linux counts it. */

import { readFile } from "node:fs/promises";

const POLL_MS = 20;

/** A process that has ended well. */
export interface ProcessCost {
  readonly seconds: number;
  /** The most memory that it held at a time, in bytes; undefined where there is no `/proc`. */
  readonly peakBytes: number | undefined;
  readonly stdout: string;
}

/**
 * Runs Deno with these arguments.
 *
 * @throws {Error} If it fails; with what it said.
 */
export async function measureProcess(args: readonly string[], cwd: string): Promise<ProcessCost> {
  const from = performance.now();
  const child = new Deno.Command(Deno.execPath(), {
    args: [...args],
    cwd,
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  let peakBytes: number | undefined;
  const look = async () => {
    peakBytes = await readPeak(child.pid) ?? peakBytes;
  };
  const timer = setInterval(look, POLL_MS);
  try {
    const { success, stdout, stderr } = await child.output();
    const seconds = (performance.now() - from) / 1000;
    const [out, err] = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes));
    if (!success) throw new Error(`deno ${args.join(" ")} failed:\n${out}${err}`);
    return { seconds, peakBytes, stdout: out! };
  } finally {
    clearInterval(timer);
  }
}

/** The kernel remembers the most: between the last look and the end, little is added. */
async function readPeak(pid: number): Promise<number | undefined> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  const kilobytes = /^VmHWM:\s+(\d+) kB/m.exec(status)?.[1];
  return kilobytes === undefined ? undefined : 1024 * Number(kilobytes);
}
