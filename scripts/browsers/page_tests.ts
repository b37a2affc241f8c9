/**
 * What `@std/testing/bdd` means in a page: tests that wait to be run there.
 *
 * As `node:test` does, groups run their bodies at once, and their tests afterwards in order.
 */

import type { Describe, It, TestBody } from "../../packages/testing/std/bdd.ts";

/** How a file's tests went. */
export interface PageOutcome {
  readonly passed: number;
  /** Tests, and groups, that were skipped. */
  readonly skipped: number;
  /** A line or more for each test that failed, or hook: its name and its error. */
  readonly failures: readonly string[];
}

interface Group {
  readonly name: string;
  readonly before: TestBody[];
  readonly after: TestBody[];
  readonly beforeEach: TestBody[];
  readonly afterEach: TestBody[];
  readonly children: (Group | Test)[];
}

interface Test {
  readonly name: string;
  readonly body: TestBody;
}

function createGroup(name: string): Group {
  return { name, before: [], after: [], beforeEach: [], afterEach: [], children: [] };
}

let current = createGroup("");

function register(name: string, body: TestBody): void {
  current.children.push({ name, body });
}

function registerGroup(name: string, body: () => void): void {
  const outer = current;
  const group = createGroup(name);
  outer.children.push(group);
  current = group;
  try {
    body();
  } finally {
    current = outer;
  }
}

let skipped = 0;

function skip(): void {
  skipped++;
}

function only(): never {
  throw new Error("tests of pages must all run: only is not for them");
}

/** Registers one test. */
export const it: It = Object.assign(register, { only, skip });

/** Groups the tests that its body registers. */
export const describe: Describe = Object.assign(registerGroup, { only, skip });

/** Runs once before the tests of the enclosing group. */
export function before(body: TestBody): void {
  current.before.push(body);
}

/** Runs once after the tests of the enclosing group. */
export function after(body: TestBody): void {
  current.after.push(body);
}

/** Runs before each test of the enclosing group. */
export function beforeEach(body: TestBody): void {
  current.beforeEach.push(body);
}

/** Runs after each test of the enclosing group. */
export function afterEach(body: TestBody): void {
  current.afterEach.push(body);
}

/** Runs everything that was registered since the last time. */
export async function runTests(): Promise<PageOutcome> {
  const root = current;
  const before = skipped;
  current = createGroup("");
  skipped = 0;
  const failures: string[] = [];
  const passed = await runGroup(root, [], failures);
  return { passed, skipped: before, failures };
}

/** Returns how many tests passed. */
async function runGroup(
  group: Group,
  outer: readonly Group[],
  failures: string[],
): Promise<number> {
  const groups = [...outer, group];
  const path = groups.map(({ name }) => name).filter((name) => name !== "").join(" > ");
  let passed = 0;
  try {
    for (const hook of group.before) await hook();
    for (const child of group.children) {
      if ("children" in child) passed += await runGroup(child, groups, failures);
      else if (await runTest(child, groups, { path, failures })) passed++;
    }
  } catch (error) {
    failures.push(`${path}, before: ${explain(error)}`);
  }
  for (const hook of group.after) {
    try {
      await hook();
    } catch (error) {
      failures.push(`${path}, after: ${explain(error)}`);
    }
  }
  return passed;
}

async function runTest(
  { name, body }: Test,
  groups: readonly Group[],
  { path, failures }: { readonly path: string; readonly failures: string[] },
): Promise<boolean> {
  const hooks = (of: (group: Group) => TestBody[]) => groups.flatMap(of);
  try {
    for (const hook of hooks((group) => group.beforeEach)) await hook();
    await body();
    for (const hook of hooks((group) => group.afterEach).reverse()) await hook();
    return true;
  } catch (error) {
    failures.push(`${path} > ${name}: ${explain(error)}`);
    return false;
  }
}

/** Not every browser's stack begins with the message. */
function explain(error: unknown): string {
  return error instanceof Error ? `${error}\n${error.stack}` : `${error}`;
}
