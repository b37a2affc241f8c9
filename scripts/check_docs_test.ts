import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { type DocJson, type DocType, findDocFindings } from "./check_docs.ts";

const EXAMPLE = 'import { a } from "@evenkeel/kernels";\nassertEquals(a(), 1);';

function check(declaration: { kind?: string; doc?: string; examples?: string[] }): string[] {
  const { kind = "function", doc = "Says it.", examples = [EXAMPLE] } = declaration;
  const tags = examples.map((text) => ({ kind: "example", doc: text }));
  const location = { filename: "https://a.example/a.ts", line: 4 };
  const json: DocJson = {
    nodes: {
      "https://a.example/a.ts": {
        module_doc: { doc: "About a." },
        symbols: [{ name: "a", declarations: [{ kind, location, jsDoc: { doc, tags } }] }],
      },
    },
  };
  return findDocFindings(json);
}

describe("findDocFindings", () => {
  it("is content with a sentence and an example that ends in an assertion", () => {
    assertEquals(check({}), []);
  });

  it("wants a docstring of everything", () => {
    const why = ["https://a.example/a.ts:5: a must have a docstring"];
    assertEquals(check({ doc: " " }), why);
    assertEquals(check({ doc: "", kind: "interface" }), why);
  });

  it("wants a docstring of members that are not private, too", () => {
    const location = { filename: "https://a.example/a.ts", line: 4 };
    const jsDoc = { doc: "Says it." };
    const member = (name: string, rest = {}) => ({ name, location, ...rest });
    const def = {
      constructors: [member("constructor", { accessibility: "private" })],
      properties: [member("told", { jsDoc }), member("mute")],
      methods: [member("silent")],
    };
    const literal = { kind: "typeLiteral", value: { properties: [member("quiet")] } };
    const tsType = { kind: "intersection", value: [literal] };
    const declarations = [{ kind: "typeAlias", location, jsDoc, def: { ...def, tsType } }];
    const nodes = { "https://a.example/a.ts": { symbols: [{ name: "A", declarations }] } };
    assertEquals(findDocFindings({ nodes }), [
      "https://a.example/a.ts:5: A.mute must have a docstring",
      "https://a.example/a.ts:5: A.quiet must have a docstring",
      "https://a.example/a.ts:5: A.silent must have a docstring",
    ]);
  });

  it("wants an example of functions and classes only", () => {
    const why = ["https://a.example/a.ts:5: a must have an @example"];
    assertEquals(check({ examples: [] }), why);
    assertEquals(check({ examples: [], kind: "class" }), why);
    assertEquals(check({ examples: [], kind: "interface" }), []);
  });

  it("wants each parameter and what is returned to be told", () => {
    const location = { filename: "https://a.example/a.ts", line: 4 };
    const examined = (returnType: DocType, names: readonly string[], more: object[] = []) => {
      const tags = [
        { kind: "example", doc: EXAMPLE },
        ...names.map((name) => ({ kind: "param", name, doc: "It." })),
        ...more as { kind: string }[],
      ];
      const def = { params: [{ name: "x" }, { left: {} }], returnType };
      const declarations = [{ kind: "function", location, jsDoc: { doc: "Says it.", tags }, def }];
      const nodes = { "https://a.example/a.ts": { symbols: [{ name: "a", declarations }] } };
      return findDocFindings({ nodes });
    };
    const [param, returns] = ["a @param for each, in order", "it @returns"].map((what, i) =>
      `https://a.example/a.ts:5: a must ${["have", "say what"][i]} ${what}`
    );
    const number = { repr: "number" }, told = [{ kind: "return", doc: "One." }];
    assertEquals(examined(number, ["x", "options"], told), []);
    assertEquals(examined({ repr: "void" }, ["x", "options"]), []);
    const later = { repr: "Promise", value: { typeParams: [{ repr: "void" }] } };
    assertEquals(examined(later, ["x", "options"]), []);
    assertEquals(examined(number, ["x", "options"]), [returns!]);
    for (const names of [["x"], ["y", "options"], ["x", "options", "more"]]) {
      assertEquals(examined(number, names, told), [param!]);
    }
  });

  it("wants examples to import by public path and to assert", () => {
    assertEquals(check({ examples: ['import { a } from "./a.ts"; assert(a());'] }), [
      "https://a.example/a.ts:5: a has an @example without a public import",
    ]);
    assertEquals(check({ examples: ['import { a } from "@evenkeel/kernels"; a();'] }), [
      "https://a.example/a.ts:5: a has an @example without an assertion",
    ]);
  });

  it("wants every mod.ts to say what the package is", () => {
    assertEquals(findDocFindings({ nodes: { "https://a.example/mod.ts": { symbols: [] } } }), [
      "https://a.example/mod.ts: must start with a @module comment",
    ]);
  });
});
