/** Where the site keeps its files, for the server and for the worker that fetches them. */

/** The trained generators. */
export const CHECKPOINT_FOLDER = "/checkpoints/";
