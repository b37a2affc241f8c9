/** Markdown as `deno fmt` has it, for pages that programs write. */

import { ROOT } from "./_source_files.ts";

/** Formats a page. */
export async function formatMarkdown(markdown: string): Promise<string> {
  const args = ["fmt", "--ext", "md", "-"];
  const options = { args, cwd: ROOT, stdin: "piped", stdout: "piped", stderr: "piped" } as const;
  const child = new Deno.Command(Deno.execPath(), options).spawn();
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode(markdown));
  await writer.close();
  const { success, stdout, stderr } = await child.output();
  if (!success) throw new Error(`deno fmt failed: ${new TextDecoder().decode(stderr)}`);
  return new TextDecoder().decode(stdout);
}
