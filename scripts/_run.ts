/** Starts a program and waits for it. */

import { ROOT } from "./_source_files.ts";

/** Runs a program; returns what it wrote to stdout, or throws with everything it wrote. */
export async function run(
  command: string,
  args: readonly string[],
  cwd: string = ROOT,
): Promise<string> {
  const { code, stdout, stderr } = await new Deno.Command(command, {
    args: [...args],
    cwd,
    env: { NO_COLOR: "1" },
  }).output();
  const [out, err] = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes));
  if (code !== 0) throw new Error(`${command} ${args.join(" ")} failed (${code}):\n${out}${err}`);
  return out!;
}
