import { assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { parseCsv } from "./csv.ts";

const parse = (text: string) => parseCsv(text).map((row) => Object.fromEntries(row));

describe("parseCsv", () => {
  it("reads quoted fields, empty ones and either line end", () => {
    assertEquals(parse('a,b\n1,"x, ""y""\nz"\r\n,\n'), [
      { a: "1", b: 'x, "y"\nz' },
      { a: "", b: "" },
    ]);
    assertEquals(parse("a,b\n1,"), [{ a: "1", b: "" }]);
    assertEquals(parse("a\n1"), [{ a: "1" }]);
    assertEquals(parse("a,b"), []);
  });

  it("refuses rows of another length, open quotes and nothing", () => {
    assertThrows(
      () => parse("a,b\n1,2\n1"),
      RangeError,
      "csv must have 2 fields in every row, got 1 in row 3",
    );
    assertThrows(() => parse('a,b\n1,"2'), RangeError, "csv must close every quote, got one open");
    assertThrows(() => parse('a\n"1"2'), RangeError, "csv must close every quote");
    assertThrows(() => parse(""), RangeError, "csv must have a row of names, got none");
  });
});
