import { bear, cat, deer, dog, elephant, fox, horse, rabbit } from "./animals.ts";
import { bridge, castle, house, lighthouse, tent, windmill } from "./buildings.ts";
import { bird, butterfly, dragon, flock, owl } from "./flying.ts";
import { guitar, heart, umbrella } from "./keepsakes.ts";
import { astronaut, person, robot, snowman, wizard } from "./people.ts";
import type { Motif } from "./piece.ts";
import { cactus, flower, mushroom, palm, tree } from "./plants.ts";
import { boat, fish, jellyfish, whale } from "./sea-life.ts";
import { book, cup, fruit, lamp, vase } from "./things.ts";
import { balloon, bicycle, car, rocket, train, ufo } from "./vehicles.ts";

export type MotifName =
  | "astronaut"
  | "balloon"
  | "bear"
  | "bicycle"
  | "bird"
  | "boat"
  | "book"
  | "bridge"
  | "butterfly"
  | "cactus"
  | "car"
  | "castle"
  | "cat"
  | "cup"
  | "deer"
  | "dog"
  | "dragon"
  | "elephant"
  | "fish"
  | "flock"
  | "flower"
  | "fox"
  | "fruit"
  | "guitar"
  | "heart"
  | "horse"
  | "house"
  | "jellyfish"
  | "lamp"
  | "lighthouse"
  | "mushroom"
  | "owl"
  | "palm"
  | "person"
  | "rabbit"
  | "robot"
  | "rocket"
  | "snowman"
  | "tent"
  | "train"
  | "tree"
  | "ufo"
  | "umbrella"
  | "vase"
  | "whale"
  | "windmill"
  | "wizard";

/** Everything that can be drawn. */
export const motifs: Readonly<Record<MotifName, Motif>> = {
  astronaut,
  balloon,
  bear,
  bicycle,
  bird,
  boat,
  book,
  bridge,
  butterfly,
  cactus,
  car,
  castle,
  cat,
  cup,
  deer,
  dog,
  dragon,
  elephant,
  fish,
  flock,
  flower,
  fox,
  fruit,
  guitar,
  heart,
  horse,
  house,
  jellyfish,
  lamp,
  lighthouse,
  mushroom,
  owl,
  palm,
  person,
  rabbit,
  robot,
  rocket,
  snowman,
  tent,
  train,
  tree,
  ufo,
  umbrella,
  vase,
  whale,
  windmill,
  wizard,
};
