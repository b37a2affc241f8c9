// The types of npm's deno-std/assert, which ships none: the signatures of jsr:@std/assert.
// Constructors take `never[]`, which every constructor satisfies, where the original says `any[]`.

type Constructor<T> = abstract new (...args: never[]) => T;

/** The values that an `if` treats as false. */
export type Falsy = false | 0 | 0n | "" | null | undefined;

/** Anything with indices and a length: an array or a typed array. */
export type ArrayLikeArg<T> = ArrayLike<T> & object;

/** What every assertion of this module throws. */
export class AssertionError extends Error {
  constructor(message: string, options?: ErrorOptions);
}

export function assert(expr: unknown, msg?: string): asserts expr;
export function assertFalse(expr: unknown, msg?: string): asserts expr is Falsy;
export function assertExists<T>(actual: T, msg?: string): asserts actual is NonNullable<T>;

export function equal(a: unknown, b: unknown): boolean;
export function assertEquals<T>(actual: T, expected: T, msg?: string): void;
export function assertNotEquals<T>(actual: T, expected: T, msg?: string): void;
export function assertStrictEquals<T>(
  actual: unknown,
  expected: T,
  msg?: string,
): asserts actual is T;
export function assertNotStrictEquals<T>(actual: T, expected: T, msg?: string): void;
export function assertObjectMatch(
  actual: object,
  expected: Record<PropertyKey, unknown>,
  msg?: string,
): void;

export function assertAlmostEquals(
  actual: number,
  expected: number,
  tolerance?: number,
  msg?: string,
): void;
export function assertGreater<T>(actual: T, expected: T, msg?: string): void;
export function assertGreaterOrEqual<T>(actual: T, expected: T, msg?: string): void;
export function assertLess<T>(actual: T, expected: T, msg?: string): void;
export function assertLessOrEqual<T>(actual: T, expected: T, msg?: string): void;

export function assertArrayIncludes<T>(
  actual: ArrayLikeArg<T>,
  expected: ArrayLikeArg<T>,
  msg?: string,
): void;
export function assertStringIncludes(actual: string, expected: string, msg?: string): void;
export function assertMatch(actual: string, expected: RegExp, msg?: string): void;
export function assertNotMatch(actual: string, expected: RegExp, msg?: string): void;

export function assertInstanceOf<C extends Constructor<unknown>>(
  actual: unknown,
  expectedType: C,
  msg?: string,
): asserts actual is InstanceType<C>;
export function assertNotInstanceOf<A, T>(
  actual: A,
  unexpectedType: Constructor<T>,
  msg?: string,
): asserts actual is Exclude<A, T>;
export function assertIsError<E extends Error = Error>(
  error: unknown,
  ErrorClass?: Constructor<E>,
  msgMatches?: string | RegExp,
  msg?: string,
): asserts error is E;

export function assertThrows(fn: () => unknown, msg?: string): unknown;
export function assertThrows<E extends Error = Error>(
  fn: () => unknown,
  ErrorClass: Constructor<E>,
  msgIncludes?: string,
  msg?: string,
): E;
export function assertRejects(fn: () => PromiseLike<unknown>, msg?: string): Promise<unknown>;
export function assertRejects<E extends Error = Error>(
  fn: () => PromiseLike<unknown>,
  ErrorClass: Constructor<E>,
  msgIncludes?: string,
  msg?: string,
): Promise<E>;

export function fail(msg?: string): never;
export function unimplemented(msg?: string): never;
export function unreachable(reason?: string): never;
