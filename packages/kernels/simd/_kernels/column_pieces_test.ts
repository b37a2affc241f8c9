import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { advance, loopWhile, when } from "../_wasm/control.ts";
import { assemble, type FunctionBuilder, type FunctionSource } from "../_wasm/module.ts";
import { i32 } from "../_wasm/scalars.ts";
import type { Statement } from "../_wasm/types.ts";
import { type Block, type Piece, walkColumns, walkTiles } from "./column_pieces.ts";

type Walk = (
  builder: FunctionBuilder,
  piece: Piece,
  body: (block: Block) => Statement[],
) => Statement[];

const WALKS: Readonly<Record<string, Walk>> = {
  columns: walkColumns,
  ...Object.fromEntries(
    [[1, 0], [2, 0], [1, 1], [2, 1]].map(([inputs, outputs]) => [
      `${inputs} read, ${outputs} written`,
      (builder, piece, body) =>
        walkTiles(builder, piece, { inputs: inputs!, outputs: outputs! }, body),
    ]),
  ),
};

const MOST_ROWS = 4095;
/** After a counter for each row. */
const VECTORS = 4 * MOST_ROWS, ASTRAY = VECTORS + 4, FIRST_PITCH = ASTRAY + 4;

/**
 * Counts visits of each row, and vectors; notes whether something stands elsewhere than it should, and how
 * many bytes lie between the rows of the first tile.
 */
function counting(name: string, walk: Walk): FunctionSource {
  return {
    name,
    params: 4,
    body: (builder, [height, width, pitch, start]) => {
      const [firstRow, firstColumn, k, row, at] = builder.locals("i32", 5);
      const piece: Piece = {
        ...{ firstRow, firstColumn, statements: [] },
        ...{ height: height!, width: width!, pitch: pitch!, start: start! },
      };
      const zero = i32.const(0);
      const addTo = (address: typeof zero, value: typeof zero, offset = 0) =>
        i32.store(address, i32.add(i32.load(address, offset), value), offset);
      return walk(builder, piece, (block) => [
        when(i32.eq(i32.load(zero, FIRST_PITCH), zero), [
          i32.store(zero, block.pitch, FIRST_PITCH),
        ]),
        addTo(zero, i32.mul(i32.const(block.vectors), block.height), VECTORS),
        k.set(zero),
        row.set(block.row),
        at.set(block.at),
        loopWhile(i32.lt(k, block.height), [
          when(i32.eq(block.column, zero), [addTo(i32.shl(row, i32.const(2)), i32.const(1))]),
          when(
            i32.sub(at, i32.add(i32.add(start!, block.column), i32.mul(row, pitch!))),
            [i32.store(zero, i32.const(1), ASTRAY)],
          ),
          advance(row, block.skip),
          advance(at, block.pitch),
          advance(k, 1),
        ]),
      ]);
    },
  };
}

const memory = new WebAssembly.Memory({ initial: 1, maximum: 1 });
const bytes = assemble(Object.entries(WALKS).map(([name, walk]) => counting(name, walk)), {
  memory: { shared: false, initialPages: 1, maximumPages: 1 },
  relaxedSimd: false,
});
const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory } });

const words = new Int32Array(memory.buffer);

/** Walks so many rows, with nothing counted before. */
function walk(name: string, height: number, width: number, pitch: number): void {
  words.fill(0);
  (exports[name] as (...sizes: number[]) => void)(height, width, pitch, 48);
}

describe("a walk visits every row of every column once", () => {
  const heights = [...Array.from({ length: 300 }, (_, height) => height), 1024, MOST_ROWS];
  const pitches = [64, 124, 176, 252, 256, 264, 272, 508, 512, 1040, 2048, 4096, 4112, 8192, 16384];
  for (const name of Object.keys(WALKS)) {
    it(name, () => {
      for (const pitch of pitches) {
        const width = Math.min(pitch & -16, 80);
        for (const height of heights) {
          walk(name, height, width, pitch);
          const where = `${height} rows, ${pitch} bytes apart`;
          assertEquals(
            words.subarray(0, MOST_ROWS).findLastIndex((visits) => visits > 0),
            height - 1,
          );
          assertEquals(words.subarray(0, height).every((visits) => visits === 1), true, where);
          assertEquals(words[VECTORS / 4], height * width / 16, where);
          assertEquals(words[ASTRAY / 4], 0, where);
        }
      }
    });
  }
});

describe("the rows of a tile", () => {
  const distance = (name: string, height: number, pitch: number) => {
    walk(name, height, 64, pitch);
    return words[FIRST_PITCH / 4];
  };
  it("lie apart, as far as there are rows", () => {
    assertEquals(distance("1 read, 0 written", 432, 272), 272 * 27);
    assertEquals(distance("1 read, 1 written", 432, 272), 272 * 54);
    assertEquals(distance("2 read, 1 written", 432, 272), 272 * 108);
    assertEquals(distance("columns", 432, 272), 272);
  });
  it("lie side by side if they are short, and of one array, or few", () => {
    assertEquals(distance("1 read, 1 written", 480, 128), 128);
    assertEquals(distance("2 read, 0 written", 480, 128), 128 * 60);
    assertEquals(distance("1 read, 0 written", 31, 272), 272);
  });
  it("lie a little closer where they would compete, if that helps", () => {
    assertEquals(distance("1 read, 0 written", 256, 256), 256 * 15);
    assertEquals(distance("2 read, 0 written", 256, 256), 256 * 30);
    assertEquals(distance("2 read, 1 written", 256, 256), 256 * 60);
    assertEquals(distance("1 read, 0 written", 64, 4096), 4096 * 4);
  });
});
