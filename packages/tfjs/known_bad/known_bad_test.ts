import { assert, assertEquals } from "@std/assert";
import { after, before, describe, it } from "@std/testing/bdd";
import "@tensorflow/tfjs-backend-cpu";
import "@tensorflow/tfjs-backend-wasm";
import { removeBackend } from "@tensorflow/tfjs-core";
import { judge, KNOWN_BAD, type KnownBad, measure, registerBackends } from "./mod.ts";

before(registerBackends);
after(() => removeBackend("evenkeel"));

describe("stock TensorFlow.js still fails and ours is right", () => {
  for (const entry of KNOWN_BAD) {
    for (const backend of entry.backends) {
      it(`${entry.id}, ${backend}`, async () => {
        const findings = judge(await measure(entry, backend));
        assert(findings.length === 0, findings.join("\n"));
      });
    }
  }
});

describe("an entry", () => {
  it("has an id of its own, a source, and right numbers", () => {
    const ids = KNOWN_BAD.map(({ id }) => id);
    assertEquals(ids.length, new Set(ids).size);
    for (const { id, sources, right } of KNOWN_BAD) {
      assert(/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id), id);
      assert(sources.length > 0 && right.length > 0 && right.every(Number.isFinite), id);
    }
  });
});

describe("judge", () => {
  const entry: KnownBad = {
    id: "one",
    title: "One",
    sources: [],
    backends: ["cpu"],
    right: [1, 100],
    because: "so",
    use: "ours",
    stock: () => [1, 101],
    ours: () => [1, 100.0001],
  };
  const findings = async (changes: Partial<KnownBad>) =>
    judge(await measure({ ...entry, ...changes }, "cpu"));
  const fail = (message: string) => () => {
    throw new Error(message);
  };

  it("has nothing to say where all is as the entry says", async () => {
    assertEquals(await findings({}), []);
    assertEquals(await findings({ stock: () => [1, NaN] }), []);
    assertEquals(await findings({ stockError: "no c", stock: fail("no cake") }), []);
    assertEquals(await findings({ upTo: true, ours: () => [0, 1] }), []);
  });

  it("notices that stock is mended", async () => {
    const mended = ["one, cpu: stock is mended: drop this entry"];
    assertEquals(await findings({ stock: () => [1, 100] }), mended);
    assertEquals(await findings({ stock: () => [1, 100], stockError: "no cake" }), mended);
    assertEquals(await findings({ stock: () => [1, 99], upTo: true }), mended);
  });

  it("notices that stock fails in another way", async () => {
    assertEquals(await findings({ stock: fail("no cake") }), [
      "one, cpu: stock must fail with wrong numbers, got the error no cake",
    ]);
    assertEquals(await findings({ stock: fail("no tea"), stockError: "no cake" }), [
      "one, cpu: stock must fail with no cake, got the error no tea",
    ]);
    assertEquals(await findings({ stockError: "no cake" }), [
      "one, cpu: stock must fail with no cake, got 1,101",
    ]);
  });

  it("notices that ours is wrong", async () => {
    const wrong = (what: string) => [`one, cpu: ours must give ${what}`];
    assertEquals(await findings({ ours: () => [1, 101] }), wrong("1,100, got 1,101"));
    assertEquals(await findings({ ours: () => [1] }), wrong("1,100, got 1"));
    assertEquals(await findings({ ours: () => [1, NaN] }), wrong("1,100, got 1,NaN"));
    assertEquals(await findings({ ours: fail("no") }), wrong("1,100, got the error no"));
    const dear = await findings({ upTo: true, ours: () => [1, 101] });
    assertEquals(dear, wrong("at most 1,100, got 1,101"));
  });
});
