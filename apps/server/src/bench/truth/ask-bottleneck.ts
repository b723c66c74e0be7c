import {
  answerFlywheel,
  FlywheelQuestion,
  type GatedLayer,
  gatedLayers,
  type Judgement,
  seededRandom,
  targetsOf,
} from "@flywheel/demand";
import type { PlantedRates } from "./bottleneck-planting.ts";
import { populationDays, startMs, targetRates, worldAt } from "./bottleneck-worlds.ts";
import type { Open } from "./population.ts";

/** What the flywheel's answer said. Shares are of Y. */
export type FoundBottleneck = {
  readonly is: "named" | "undecided" | "none-stands-out";
  readonly layer: GatedLayer | null;
  readonly support: number;
  readonly because: string | null;
  readonly daysLeftOut: number;
  readonly shares: Readonly<Record<GatedLayer, number>>;
};

const visitors = 20_000;
const dayMs = 86_400_000;

/**
 * Asks the flywheel's own question of a population, with the healthy rates as targets. A name must hold without any one
 * day; whoever is not named with all days cannot be named without one, so days are left out only then.
 */
export async function askBottleneck(planted: PlantedRates, seed: number, open: Open): Promise<FoundBottleneck> {
  const world = worldAt(planted.rates, planted);
  const population = await open({ world, visitors, days: populationDays, seed, startMs });
  try {
    const asOfMs = startMs + populationDays * dayMs;
    const { targets, ...question } = FlywheelQuestion.parse({
      ...{ app: null, traffic: "simulated", fromMs: startMs, toMs: asOfMs },
      targets: targetRates(planted),
    });
    const ask = async (leaveOutDays: boolean): Promise<Judgement> => {
      const asked = { ...question, targets: targetsOf(targets), experiments: [], leaveOutDays };
      const { said } = await answerFlywheel(population.questions, asked, asOfMs, { random: seededRandom(seed) });
      if (said === null) throw new Error("no week is over");
      return said.judgement;
    };
    const withAllDays = await ask(false);
    return told(withAllDays.bottleneck.is === "named" ? await ask(true) : withAllDays);
  } finally {
    await population.close();
  }
}

function told({ bottleneck, layers, outcome, daysLeftOut }: Judgement): FoundBottleneck {
  const gains = new Map(layers.map(({ layer, opportunity }) => [layer, opportunity?.gain ?? 0]));
  const shares = gatedLayers.map((layer) => [layer, Math.round((1_000 * (gains.get(layer) ?? 0)) / outcome) / 1_000]);
  return {
    is: bottleneck.is,
    layer: bottleneck.is === "named" ? bottleneck.layer : null,
    support: bottleneck.support,
    because: bottleneck.is === "undecided" ? `${bottleneck.because}: ${bottleneck.between.join(" or ")}` : null,
    daysLeftOut,
    shares: Object.fromEntries(shares) as Record<GatedLayer, number>,
  };
}
