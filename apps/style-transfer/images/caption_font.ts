/**
 * A small alphabet of our own: an image library draws text with the system's fonts, and a bare machine
 * has none.
 */

/** Rows of a glyph; the seventh is the base line, the eighth holds descenders. */
export const GLYPH_ROWS = 8;

/** Printable ASCII from the space on: five columns a glyph, a byte each, the lowest bit at the top. */
const GLYPHS = [
  "0000000000 00005f0000 0007000700 147f147f14 242a7f2a12 2313086462 3649552250 0000070000",
  "001c224100 0041221c00 14083e0814 08083e0808 0080400000 0808080808 0000400000 2010080402",
  "3e41413e00 00427f4000 4261514946 2241494936 1814127f10 2745454539 3c4a494930 0171090503",
  "3649494936 064949291e 0000240000 0080440000 0814224100 1414141414 0041221408 0201510906",
  "3e415d554e 7e1111117e 7f49494936 3e41414122 7f4141413e 7f49494941 7f09090901 3e4149497a",
  "7f0808087f 00417f4100 2040413f01 7f08142241 7f40404040 7f020c027f 7f0408107f 3e4141413e",
  "7f09090906 3e4151215e 7f09192946 4649494931 01017f0101 3f4040403f 1f2040201f 3f4038403f",
  "6314081463 0708700807 6151494543 007f414100 0204081020 0041417f00 0402010204 4040404040",
  "0001020400 2054545478 7f48444438 3844444420 384444487f 3854545418 087e090102 18a4a4a47c",
  "7f08040478 00447d4000 4080847d00 7f10284400 00417f4000 7c04180478 7c08040478 3844444438",
  "fc24242418 18242424fc 7c08040408 4854545420 043f444020 3c4040207c 1c2040201c 3c4030403c",
  "4428102844 1ca0a0a07c 4464544c44 0008364100 00007f0000 0041360800 0804081008",
].join(" ").split(" ");
const SPACE_COLUMNS = [0, 0, 0] as const;

/**
 * The columns of a character, without the empty ones at its sides. Accents are dropped; what the alphabet
 * lacks becomes a question mark.
 */
export function glyphColumns(character: string): readonly number[] {
  const plain = character.normalize("NFD").charCodeAt(0) - 32;
  if (plain === 0) return SPACE_COLUMNS;
  const bytes = GLYPHS[plain] ?? GLYPHS["?".charCodeAt(0) - 32]!;
  const columns = Array.from({ length: 5 }, (_, i) => parseInt(bytes.slice(2 * i, 2 * i + 2), 16));
  const first = columns.findIndex((bits) => bits !== 0);
  const last = columns.findLastIndex((bits) => bits !== 0);
  return columns.slice(first, last + 1);
}
