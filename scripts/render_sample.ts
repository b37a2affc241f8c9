/** Renders the project's own sample photograph, `apps/style-transfer/assets/sample.jpg`. */

import { renderSampleLandscape } from "../apps/style-transfer/data/sample_landscape.ts";
import { writePicture } from "../apps/style-transfer/images/write_picture.ts";

const path = Deno.args[0] ?? "apps/style-transfer/assets/sample.jpg";

await writePicture(path, renderSampleLandscape({ width: 768, height: 512 }), { quality: 88 });
