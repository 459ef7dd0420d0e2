// Writes, through GitHub's own library, a workflow command for each [level, message, properties].
import * as core from "@actions/core";
import { readFileSync } from "node:fs";

for (const [level, message, properties] of JSON.parse(readFileSync(0, "utf8"))) {
  core[level](message, properties);
}
