import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { repositoryRoot } from "./repository-root.ts";
import { withRoomMap } from "./room-map.ts";
import { rooms } from "./rooms.ts";

const readme = join(repositoryRoot, "README.md");
writeFileSync(readme, withRoomMap(readFileSync(readme, "utf8"), rooms));
