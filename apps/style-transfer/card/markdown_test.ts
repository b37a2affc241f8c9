import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { code, commandLines, plain, shellWord, sourceLink, table } from "./markdown.ts";

describe("Markdown", () => {
  it("escapes what would mean something, and links addresses", () => {
    assertEquals(
      plain("a_b*|[c] <d> https://example.com/a_b \\"),
      "a\\_b\\*\\|\\[c\\] \\<d\\> <https://example.com/a_b> \\\\",
    );
  });

  it("links a file as it was then", () => {
    assertEquals(
      sourceLink({ repository: "a/b_c", path: "d e (1).jpg", commit: "f00" }),
      "[a/b\\_c](https://github.com/a/b_c/blob/f00/d%20e%20%281%29.jpg)",
    );
  });

  it("makes tables and code", () => {
    assertEquals(table([["a", "b"], ["1", "2"]]), "| a | b |\n| --- | --- |\n| 1 | 2 |");
    assertEquals(code("sh", ["x"]), "```sh\nx\n```");
  });

  it("breaks a command at its options", () => {
    assertEquals(commandLines("go now", ["--a", "1", "2", "--b"]), [
      "go now \\",
      "  --a 1 2 \\",
      "  --b",
    ]);
    assertEquals(commandLines("go", []), ["go"]);
  });

  it("quotes what would not be one word of a command", () => {
    assertEquals(commandLines("go now", ["--a", "b c", "d/e-1.5_f,g=1", "歌川"]), [
      "go now \\",
      "  --a 'b c' d/e-1.5_f,g=1 歌川",
    ]);
    assertEquals(["it's", "", "$x"].map(shellWord), ["'it'\\''s'", "''", "'$x'"]);
  });
});
