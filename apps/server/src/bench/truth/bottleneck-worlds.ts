import type { GatedLayer } from "@flywheel/demand";
import { plain, type WorldInput } from "@flywheel/simulator";

/** Of each layer, the share that passes its gate. */
export type Rates = Readonly<Record<GatedLayer, number>>;

export type WorldParts = {
  /** Whether what a proof says changes who comes back. */
  readonly trustMatters: boolean;
  /** The chance that a choice is made as the visitor always makes it. */
  readonly lasting: number;
};

/** The healthy world's conversions as they are planted; `usage` is the chance to come again within four weeks. */
export const healthyRates: Rates = {
  applications: 0.9,
  models: 0.96,
  incentives: 0.98,
  compute: 0.98,
  users: 0.9,
  payments: 0.5,
  verification: 0.7,
  trust: 0.9,
  usage: 0.4,
};

/**
 * The rates at which the healthy world comes out, which are the targets of the questions. Where trust does not matter they
 * are the conversions, but that a return counts only when it is served. Where it does, whoever asks and keeps has more
 * chances to trust and is there more often, so rates and conversions differ: recounted in 80,000 visitors of seed 77, to
 * three digits.
 */
export const targetRates = ({ trustMatters }: Pick<WorldParts, "trustMatters">): Rates =>
  trustMatters ? whereTrustMatters : { ...healthyRates, usage: 0.399 };

const whereTrustMatters: Rates = {
  applications: 0.936,
  models: 0.975,
  incentives: 0.988,
  compute: 0.988,
  users: 0.939,
  payments: 0.5,
  verification: 0.7,
  trust: 0.9,
  usage: 0.712,
};

/** The models of withdrawn nodes are the first of these. */
export const withdrawnModels = (rates: Rates): readonly string[] =>
  modelIds.slice(0, Math.round(modelCount * (1 - rates.incentives)));

/** Two per cent of the asks each, so that capacity is lost or withdrawn in steps of two per cent. */
const modelCount = 50;
const modelIds = Array.from({ length: modelCount }, (_, place) => `truth/model-${place}`);

/** Chances to come again after 1, 2, 3 weeks and 4, as parts of each other; irregular visitors are many. */
const shape: readonly number[] = [1, 0.4, 0.25, 0.2];

/**
 * A world in which one visit a week asks once, and each layer passes its share of visitors. Choices last, so that whoever
 * fails a gate would have failed it in the week after: a layer holds purchases back by its share and by nothing else, and
 * no layer moves another's rate.
 */
export function worldAt(rates: Rates, { trustMatters, lasting }: WorldParts): Partial<WorldInput> {
  const withdrawn = withdrawnModels(rates).length;
  const left = modelCount - withdrawn;
  const lost = Math.round(left * (1 - rates.compute));
  const [model] = plain.models;
  const { picture } = plain.intents;
  const { steady } = plain.habits;
  return {
    ...plain,
    arrivals: { ...plain.arrivals, days: [...Array.from({ length: arrivalDays }, () => 1), 0] },
    models: modelIds.map((id) => ({ ...model, id })),
    intents: Object.fromEntries(
      modelIds.map((id) => [
        id,
        {
          ...picture,
          models: { [id]: 1 },
          asksAtFirst: rates.applications,
          asksLater: rates.applications,
          keeps: rates.users,
        },
      ]),
    ),
    habits: {
      steady: { ...steady, returns: { unit: "week", hazard: hazardsOf(rates.usage), later: 0 } },
    },
    supply: {
      ...plain.supply,
      unknownModel: 1 - rates.models,
      outages:
        lost === 0
          ? []
          : [
              {
                day: 0,
                fromHour: 0,
                hours: 10_000,
                noCapacity: 1,
                models: modelIds.slice(withdrawn, withdrawn + lost),
              },
            ],
    },
    network: {
      nodes: modelIds.map((id) => ({ models: [id], slots: 4 })),
      withdrawals: Array.from({ length: withdrawn }, (_, node) => ({ node, because: "unprofitable", day: 0 })),
      measuredMinutes: 720,
    },
    funding: { ...plain.funding, paysToKeep: rates.payments },
    proof: {
      ...plain.proof,
      shows: 0,
      opens: rates.verification,
      verifies: 1,
      rates: 1,
      ratings: { trusted: rates.trust, unsure: 0, distrusted: 1 - rates.trust },
    },
    // Of those who opened a proof some trust and some do not, and who trusts comes again far likelier.
    experience: { ...plain.experience, ...(trustMatters ? { trusting: 3, distrusting: 0.8 } : {}) },
    // What is done with proofs is drawn anew each time: else those who trust would be more with every week.
    constancy: { asks: lasting, unknownModel: lasting, keeps: lasting, paysToKeep: lasting, opensProof: 0, rating: 0 },
  };
}

/** A Monday. */
export const startMs = Date.UTC(2026, 0, 5);

/** All come in the first three weeks; four more tell who came back. */
const arrivalDays = 21;
export const populationDays = 49;

/** Hazards of that shape with which somebody comes again within four weeks: 1 - prod (1 - s shape_a) = share. */
function hazardsOf(share: number): number[] {
  let [low, high] = [0, 1];
  for (let step = 0; step < 50; step += 1) {
    const middle = (low + high) / 2;
    const returned = 1 - shape.reduce((away, part) => away * (1 - middle * part), 1);
    if (returned < share) low = middle;
    else high = middle;
  }
  return shape.map((part) => low * part);
}
