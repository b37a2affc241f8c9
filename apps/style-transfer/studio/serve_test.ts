import { assertEquals, assertMatch } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import process from "node:process";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";

const ENTRY = fileURLToPath(new URL("./serve.ts", import.meta.url));

/** The entry as a person starts it, from another folder. */
function command(...args: string[]): Deno.Command {
  return new Deno.Command(process.execPath, {
    args: ["run", "-A", ENTRY, ...args],
    cwd: tmpdir(),
    stdout: "piped",
    stderr: "piped",
    env: { NO_COLOR: "1" },
  });
}

async function finish(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const { code, stdout, stderr } = await command(...args).output();
  const decoder = new TextDecoder();
  return { code, out: decoder.decode(stdout), err: decoder.decode(stderr) };
}

describe("deno task studio", () => {
  it("prints the address, from whatever folder it is started, and serves there", async () => {
    const child = command("--port", "0").spawn();
    try {
      const { url, reader } = await readAddress(child);
      const response = await fetch(url);
      assertEquals(response.status, 200);
      assertMatch(await response.text(), /<title>Evenkeel Studio<\/title>/);
      await reader.cancel();
    } finally {
      child.kill();
      await child.stderr.cancel();
      await child.status;
    }
  });

  it("says that a port is taken, and how to go on", async () => {
    using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    const { code, out, err } = await finish("--port", String(listener.addr.port));
    assertEquals({ code, out }, { code: 1, out: "" });
    assertEquals(err, "the port is taken: choose another with --port, 0 for any\n");
  });

  it("refuses what it does not understand", async () => {
    for (const args of [["--port", "http"], ["--port", "70000"], ["--nonsense"]]) {
      const { code, out, err } = await finish(...args);
      assertEquals({ code, out }, { code: 2, out: "" }, args.join(" "));
      assertMatch(err, /^[^\n]*(port must be an integer|--nonsense)[^\n]*\n$/);
    }
  });

  it("explains itself", async () => {
    const { code, out } = await finish("--help");
    assertEquals(code, 0);
    assertMatch(out, /--port NUMBER/);
  });
});

/** The address in the first line. */
async function readAddress(
  child: Deno.ChildProcess,
): Promise<{ url: string; reader: ReadableStreamDefaultReader<string> }> {
  const reader = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  while (!text.includes("\n")) {
    const { value, done } = await reader.read();
    if (done) throw new Error(`it ended after "${text}"`);
    text += value;
  }
  const url = text.match(/http:\/\/\S+/)?.[0];
  if (url === undefined) throw new Error(`no address in "${text}"`);
  return { url, reader };
}
