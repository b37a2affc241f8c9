/**
 * What `@std/testing/bdd` means in this repository's `deno.json`.
 *
 * JSR is blocked in many company networks, and the tests and the lock file must be makeable without
 * it. `node:test` has the same functions under Deno and Node. Two things differ from it here:
 * nothing returns a promise (the runner waits by itself, and a promise that nobody awaits is noise
 * in every suite), and a test gets no context argument, which the JSR package does not have in the
 * same form. `deno.jsr.json` maps the name to `jsr:@std/testing/bdd` instead, so only what both
 * offer belongs here.
 *
 * @module
 */
import * as runner from "node:test";

/** The body of a test or a hook. */
export type TestBody = () => void | Promise<void>;

/** Registers the body under a name. */
export type Register<Body> = (name: string, body: Body) => void;

/** `it`, with its two variants. */
export interface It extends Register<TestBody> {
  /** Runs this test and no other. */
  readonly only: Register<TestBody>;
  /** Lists this test as skipped. */
  readonly skip: Register<TestBody>;
}

/** `describe`, with its two variants. */
export interface Describe extends Register<() => void> {
  /** Runs this group and no other. */
  readonly only: Register<() => void>;
  /** Lists this group as skipped. */
  readonly skip: Register<() => void>;
}

/** Registers one test. */
export const it: It = Object.assign(
  (name: string, body: TestBody): void => void runner.it(name, () => body()),
  {
    only: (name: string, body: TestBody): void => void runner.it.only(name, () => body()),
    skip: (name: string, body: TestBody): void => void runner.it.skip(name, () => body()),
  },
);

/** Groups the tests that its body registers. */
export const describe: Describe = Object.assign(
  (name: string, body: () => void): void => void runner.describe(name, () => body()),
  {
    only: (name: string, body: () => void): void => void runner.describe.only(name, () => body()),
    skip: (name: string, body: () => void): void => void runner.describe.skip(name, () => body()),
  },
);

/** Runs once before the tests of the enclosing group. */
export function before(body: TestBody): void {
  runner.before(() => body());
}

/** Runs once after the tests of the enclosing group. */
export function after(body: TestBody): void {
  runner.after(() => body());
}

/** Runs before each test of the enclosing group. */
export function beforeEach(body: TestBody): void {
  runner.beforeEach(() => body());
}

/** Runs after each test of the enclosing group. */
export function afterEach(body: TestBody): void {
  runner.afterEach(() => body());
}
