import type { MotifName } from "../motifs/motifs.ts";
import type { SettingName } from "../settings/settings.ts";
import type { Mood, Season, Time, Weather } from "./scene.ts";

/** Each meaning and the words for it, in the singular. The first word of a prompt that has a meaning decides. */
const words = <Meaning extends string>(
  table: Readonly<Partial<Record<Meaning, string>>>,
): ReadonlyMap<string, Meaning> =>
  new Map(
    Object.entries<string | undefined>(table).flatMap(([meaning, list]) =>
      (list ?? "").split(" ").map((word) => [word, meaning as Meaning] as const),
    ),
  );

export const settingWords = words<SettingName>({
  sea: "sea ocean beach coast shore wave island harbor harbour bay surf cliff horizon tide sail pier seaside lagoon",
  lake: "lake river pond stream waterfall fjord reflection creek swamp canal",
  mountains: "mountain peak alp himalaya hill valley canyon volcano glacier ridge summit cliffside highland",
  forest: "forest wood woods woodland jungle grove pine birch rainforest taiga bamboo thicket",
  city: "city skyline street downtown skyscraper metropolis tokyo paris london york town building alley rooftop cyberpunk traffic urban neon subway",
  village: "village cottage hamlet countryside farm barn farmhouse homestead",
  desert: "desert dune sahara sand oasis pyramid mesa egypt mars savanna",
  meadow: "meadow field garden park grass prairie pasture orchard vineyard lawn flowerbed",
  space:
    "space galaxy planet cosmos cosmic universe nebula orbit starfield saturn jupiter spaceship comet asteroid alien",
  underwater: "underwater reef coral aquarium undersea deep seabed atlantis kelp",
  interior:
    "room kitchen window table interior desk cafe library still-life studio bedroom bookshelf shelf fireplace breakfast windowsill armchair sofa corner reading",
  portrait:
    "portrait face selfie headshot profile woman man girl boy queen king princess knight lady grandmother grandfather",
  abstract:
    "abstract pattern geometric shape texture gradient fractal mandala composition chaos emotion music thought idea time dream infinity energy",
});

export const timeWords = words<Time>({
  sunset: "sunset dusk evening twilight",
  dawn: "dawn sunrise morning daybreak",
  night:
    "night midnight moonlight moonlit starry moon nocturne nighttime neon cyberpunk firefly lantern aurora northern",
  day: "day noon midday sunny daylight afternoon sun",
});

export const weatherWords = words<Weather>({
  fog: "fog mist misty foggy haze hazy cloudy smoke",
  rain: "rain rainy drizzle umbrella monsoon wet",
  storm: "storm stormy thunder lightning tempest hurricane",
  snow: "snow snowy blizzard snowfall frost frozen ice icy snowman",
  aurora: "aurora northern borealis",
});

export const seasonWords = words<Season>({
  spring: "spring blossom cherry april bloom sakura tulip",
  summer: "summer july august sunflower",
  autumn: "autumn fall october harvest pumpkin maple foliage",
  winter: "winter december christmas snow snowy ice frozen icy arctic polar",
});

export const moodWords = words<Mood>({
  vivid: "vivid vibrant colorful colourful happy joyful bright bold psychedelic party festival carnival rainbow neon",
  gentle: "calm serene peaceful gentle soft quiet pastel tender cozy cosy minimal minimalist tranquil delicate",
  dark: "dark gloomy spooky haunted scary gothic ominous eerie moody dramatic epic noir horror",
  faded: "vintage retro old nostalgic antique faded worn forgotten ancient sepia",
  dreamy: "dreamy dream surreal magical magic fantasy mystical enchanted ethereal fairy whimsical wizard",
  grey: "monochrome grayscale greyscale black-and-white colourless",
});

export const motifWords = words<MotifName>({
  cat: "cat kitten kitty tabby feline",
  dog: "dog puppy hound wolf husky corgi",
  fox: "fox vixen",
  rabbit: "rabbit bunny hare",
  deer: "deer stag elk moose reindeer antelope",
  bear: "bear panda grizzly teddy",
  horse: "horse pony unicorn mare stallion",
  elephant: "elephant mammoth",
  owl: "owl",
  bird: "bird crow raven swan sparrow parrot penguin duck robin eagle hawk dove heron",
  flock: "flock gull seagull geese swallow bat",
  fish: "fish goldfish koi shark dolphin tuna",
  whale: "whale orca",
  jellyfish: "jellyfish medusa octopus squid",
  butterfly: "butterfly moth bee dragonfly",
  dragon: "dragon wyvern dinosaur",
  person:
    "person figure traveler traveller wanderer child people someone dancer hiker monk samurai detective farmer friend couple",
  wizard: "wizard witch sorcerer mage",
  astronaut: "astronaut cosmonaut spaceman",
  robot: "robot android droid cyborg mech machine",
  boat: "boat sailboat ship yacht vessel sail",
  lighthouse: "lighthouse beacon",
  house: "house cabin cottage hut home farmhouse barn",
  castle: "castle fortress palace tower citadel temple",
  windmill: "windmill mill",
  tent: "tent camp camping campfire",
  bridge: "bridge viaduct",
  train: "train locomotive railway steam",
  car: "car taxi truck van bus automobile",
  bicycle: "bicycle bike cyclist",
  balloon: "balloon airship zeppelin hot-air",
  rocket: "rocket spaceship spacecraft shuttle starship launch",
  ufo: "ufo alien saucer",
  tree: "tree oak willow cherry apple maple sakura bonsai",
  palm: "palm coconut tropical",
  flower: "flower rose tulip daisy lily poppy sunflower lotus peony orchid blossom bouquet lavender",
  mushroom: "mushroom toadstool fungus",
  cactus: "cactus saguaro succulent",
  cup: "cup coffee tea teacup mug latte espresso",
  book: "book books novel notebook",
  vase: "vase bouquet still-life pitcher",
  lamp: "lamp lantern candle",
  fruit: "fruit orange lemon pear peach grape",
  umbrella: "umbrella parasol",
  heart: "heart love valentine",
  guitar: "guitar violin cello musician",
  snowman: "snowman",
});

export const countWords: ReadonlyMap<string, number> = new Map([
  ["two", 2],
  ["pair", 2],
  ["couple", 2],
  ["three", 3],
  ["four", 4],
  ["five", 5],
  ["several", 4],
  ["many", 5],
  ["group", 4],
  ["family", 3],
  ["herd", 5],
]);

export const sizeWords: ReadonlyMap<string, number> = new Map([
  ["giant", 1.6],
  ["huge", 1.5],
  ["big", 1.25],
  ["large", 1.25],
  ["colossal", 1.7],
  ["tall", 1.25],
  ["small", 0.75],
  ["little", 0.8],
  ["tiny", 0.6],
  ["lonely", 0.7],
  ["lone", 0.75],
  ["distant", 0.6],
]);
