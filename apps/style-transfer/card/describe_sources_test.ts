import { assertEquals, assertStringIncludes } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { describePaintings, describePhotographs, describeStyle } from "./describe_sources.ts";
import type { Provenance, Source } from "./sources.ts";

const SHA256 = "0123456789abcdef".repeat(4);

function source(name: string, provenance?: Partial<Provenance>): Source {
  if (provenance === undefined) return { name, sha256: SHA256 };
  const rest = {
    title: `Title of ${name}`,
    author: "Somebody",
    license: "CC0-1.0",
    repository: "o/r",
    path: name,
    commit: "f00",
    parent: name,
  };
  return { name, sha256: SHA256, provenance: { ...rest, ...provenance } };
}

describe("describeStyle", () => {
  it("says in a sentence what a style comes from", () => {
    const vincent = { author: "GOGH, Vincent van" };
    assertEquals(
      describeStyle(undefined),
      "Ink: flat tones and dark lines, a procedure.",
    );
    assertEquals(
      describeStyle([source("a.jpg", { ...vincent, title: "The Night (1889)" })]),
      "After The Night (1889) by Vincent van Gogh.",
    );
    assertEquals(
      describeStyle([source("a.jpg", vincent), source("b.jpg", vincent)]),
      "After two paintings by Vincent van Gogh.",
    );
    assertEquals(
      describeStyle(Array.from({ length: 13 }, () => source("a.jpg", vincent))),
      "After 13 paintings by Vincent van Gogh.",
    );
    assertEquals(describeStyle([source("a.jpg")]), "After one picture.");
    assertEquals(describeStyle([source("a.jpg"), source("b.jpg")]), "After two pictures.");
  });
});

describe("describePaintings", () => {
  it("names painter, license and origin, and the whole hash", () => {
    const text = describePaintings([source("a.jpg", { license: "public domain" })]).join("\n");
    assertStringIncludes(
      text,
      "| Title of a.jpg | Somebody | public domain | [o/r](https://github.com/o/r/blob/f00/a.jpg) |",
    );
    assertStringIncludes(text, `${SHA256}  a.jpg`);
  });

  it("does with hashes alone", () => {
    const text = describePaintings([source("a.jpg")]).join("\n");
    assertEquals([text.includes("|"), text.includes(`${SHA256}  a.jpg`)], [false, true]);
  });
});

describe("describePhotographs", () => {
  const by = { license: "CC-BY-2.0", author: "TANAKA Juuyoh", parent: "lily", repository: "e/w" };
  const photographs = [
    source("a.jpg", {}),
    source("b.jpg", {}),
    source("c.jpg", { license: "MIT", repository: "m/g", author: "Marcus Klasson" }),
    source("lily-c0.jpg", { ...by, title: "Lily https://example.com/1 (crop 0)" }),
    source("lily-c1.jpg", { ...by, title: "Lily https://example.com/1 (crop 1)" }),
  ];
  const text = describePhotographs(photographs, 1).join("\n");

  it("counts them by license, pieces of a photograph once", () => {
    assertStringIncludes(text, "5 files of 4 photographs, 1 of them held out of training.");
    assertStringIncludes(text, "| CC0-1.0 | 2 | 2 | [o/r](https://github.com/o/r) |");
    assertStringIncludes(text, "| CC-BY-2.0 | 1 | 2 | [e/w](https://github.com/e/w), by TANAKA");
    assertStringIncludes(
      text,
      "| MIT | 1 | 1 | [m/g](https://github.com/m/g), by Marcus Klasson |",
    );
  });

  it("credits in full what wants credit, once for each photograph", () => {
    const credits = text.split("\n").filter((line) => line.startsWith("- "));
    assertEquals(credits, [
      "- Lily <https://example.com/1> by TANAKA Juuyoh, " +
      "[CC-BY-2.0](https://creativecommons.org/licenses/by/2.0/), " +
      "from [e/w](https://github.com/e/w/blob/f00/lily-c0.jpg)",
    ]);
  });

  it("lists all with short hashes", () => {
    assertStringIncludes(text, `\n${SHA256.slice(0, 16)}  lily-c1.jpg\n`);
  });
});
