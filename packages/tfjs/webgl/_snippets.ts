/** Pieces of GLSL that several shaders share. */

/** What stands before all shaders, by what they write. */
export function preludeOf(
  { half, vectors }: { readonly half: boolean; readonly vectors: boolean },
): string {
  return `
int place() {
  return int(gl_FragCoord.y) * (${
    vectors ? "outTexShape[1] / 2" : "outTexShape[1]"
  }) + int(gl_FragCoord.x);
}
float opaque(float v) { return uintBitsToFloat(floatBitsToUint(v) ^ uint(zero.x)); }
float high(float v) { return ${
    half ? "unpackHalf2x16(packHalf2x16(vec2(clamp(v, -65504.0, 65504.0), 0.0))).x" : "v"
  }; }
`;
}

/** A function that reads one number of an input, or one `vec4`, by its place in memory. */
export function readerOf(name: string, kind: "single" | "packed" | "vector"): string {
  if (kind === "single") {
    return `
float ${name}_(int i) {
  i += ${name}At.y;
  int row = i / ${name}At.x;
  return texelFetch(${name}, ivec2(i - row * ${name}At.x, row), 0).r;
}`;
  }
  const texel = `
  int y = t / ${name}At.x;
  vec4 v = texelFetch(${name}, ivec2(t - y * ${name}At.x, y), 0);`;
  if (kind === "vector") return `\nvec4 ${name}_(int t) {${texel}\n  return v;\n}`;
  return `
float ${name}_(int i) {
  int line = i / ${name}At.z, column = i - line * ${name}At.z;
  int batch = line / ${name}At.w, row = line - batch * ${name}At.w;
  int t = (batch * ((${name}At.w + 1) / 2) + row / 2) * ((${name}At.z + 1) / 2) + column / 2;${texel}
  return v[(row & 1) * 2 + (column & 1)];
}`;
}

/** A sum and what its rounding lost. Each difference is opaque, or the compiler would drop them all. */
export const ADD = `
void add(inout vec2 sum, float v) {
  float s = opaque(sum.x + v);
  float w = opaque(s - sum.x);
  sum = vec2(s, sum.y + (opaque(sum.x - opaque(s - w)) + opaque(v - w)));
}
`;

/** Where the elements of a set lie: loops are `(inner size, outer stride, inner stride, all)`. */
export const WALK = `
int placeOf(int i, ivec4 loops) {
  int outer = i / loops.x;
  return outer * loops.y + (i - outer * loops.x) * loops.z;
}
`;

/** How the elements of each set are shared out: `(parts, whether neighbors belong to one part)`. */
export const SHARE = `
int elementsOf(int part, int count, int parts) { return (count - part + parts - 1) / parts; }
int texelOf(int own, int part, int sets, ivec4 share) {
  return share.y == 1 ? part * sets + own : own * share.x + part;
}
ivec2 ownAndPart(int t, int sets, ivec4 share) {
  int by = share.y == 1 ? sets : share.x;
  int q = t / by, r = t - q * by;
  return share.y == 1 ? ivec2(r, q) : ivec2(q, r);
}
`;

/** The reciprocal standard deviation, 0 where it has no value. */
export const RSTD = `
float rstdOf(float deviation) { return deviation > 0.0 ? 1.0 / deviation : 0.0; }
float deviationOf(float variance) {
  float v = variance + epsilon;
  return v > 0.0 ? sqrt(v) : 0.0;
}
`;
