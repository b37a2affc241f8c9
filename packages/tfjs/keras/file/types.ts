/** The options of the readers. */

/** What {@linkcode readKerasFile} and {@linkcode readKerasHdf5} take. */
export interface ReadKerasOptions {
  /**
   * How many bytes the parts of the file may have when they are expanded, at least 1. Default 2 ** 30
   * (1 GiB). What says it has more is refused before memory is taken for it.
   */
  readonly maxBytes?: number;
}
