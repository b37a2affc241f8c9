/**
 * What `@std/assert` means in this repository's `deno.json`.
 *
 * JSR is blocked in many company networks, and the tests and the lock file must be makeable without
 * it. npm's `deno-std` publishes the very same assert modules, without types; those stand in
 * `assert.d.ts`, with the signatures of the real package. `deno.jsr.json` maps the name to
 * `jsr:@std/assert` instead, so only what both offer belongs here.
 *
 * @module
 */
// @ts-types="./assert.d.ts"
export * from "npm:deno-std@1.4.0/assert/mod.js";
