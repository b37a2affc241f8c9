import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { crc32c, maskedCrc32c } from "./crc32c.ts";

describe("crc32c", () => {
  it("gives the values of RFC 3720, appendix B.4", () => {
    const ascending = Uint8Array.from({ length: 32 }, (_, i) => i);
    assertEquals(crc32c(new Uint8Array(32)), 0x8a9136aa);
    assertEquals(crc32c(new Uint8Array(32).fill(0xff)), 0x62a8ab43);
    assertEquals(crc32c(ascending), 0x46dd794e);
    assertEquals(crc32c(ascending.toReversed()), 0x113fdb5c);
    assertEquals(crc32c(new TextEncoder().encode("123456789")), 0xe3069283);
    assertEquals(crc32c(new Uint8Array()), 0);
  });

  it("is masked as in the first record of an event file that TensorFlow wrote", () => {
    // The length of that record, 24 bytes, and the checksum that stands behind it.
    const length = Uint8Array.of(24, 0, 0, 0, 0, 0, 0, 0);
    const stored = new DataView(Uint8Array.of(0xa3, 0x7f, 0x4b, 0x22).buffer);
    assertEquals(maskedCrc32c(length), stored.getUint32(0, true));
  });
});
