/** Initializers, regularizers and constraints: from what a caller or a file says, and back. */

import { serialization } from "@tensorflow/tfjs-core";

/**
 * The object that `identifier` stands for: itself, or an instance of the class of that name, or of that
 * saved `{ className, config }`. TensorFlow.js does this in functions that it does not export.
 */
export function resolveIdentifier<T extends serialization.Serializable>(
  argument: string,
  identifier: string | T | serialization.ConfigDict,
): T {
  if (identifier instanceof serialization.Serializable) return identifier;
  const { className, config } = readIdentifier(argument, identifier);
  const entry = serialization.SerializationMap.getMap().classNameMap[className];
  if (entry === undefined) {
    throw new RangeError(
      `${argument} must be an instance or the name of a registered class, got "${className}"`,
    );
  }
  const [constructor, fromConfig] = entry;
  return fromConfig(constructor, config) as T;
}

function readIdentifier(
  argument: string,
  identifier: unknown,
): { className: string; config: serialization.ConfigDict } {
  if (typeof identifier === "string") {
    // Callers write "glorotNormal" and "l1l2", files "GlorotNormal" and "L1L2".
    const className = identifier === "l1l2"
      ? "L1L2"
      : identifier.charAt(0).toUpperCase() + identifier.slice(1);
    return { className, config: {} };
  }
  if (typeof identifier === "object" && identifier !== null && "className" in identifier) {
    const { className, config } = identifier as serialization.ConfigDict;
    if (typeof className === "string") {
      return { className, config: (config ?? {}) as serialization.ConfigDict };
    }
  }
  throw new TypeError(
    `${argument} must be an instance, a name or a saved { className, config }, ` +
      `got ${typeof identifier}`,
  );
}

/** The other way; null where there is none, as in the files of Keras. */
export function serializeIdentifier(
  instance: serialization.Serializable | undefined,
): serialization.ConfigDict | null {
  if (instance === undefined) return null;
  return { className: instance.getClassName(), config: instance.getConfig() };
}
