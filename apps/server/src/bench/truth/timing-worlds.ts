import { everyday, plain, type WorldInput } from "@flywheel/simulator";
import { type Campaign, farmerAsks, type Knobs, timingWeeks } from "./timing-knobs.ts";
import { busyVisits, evening, refusedInEvening } from "./timing-supply.ts";

/** In the generator's own words. Nobody's choice depends on anything but the knobs. */
export function timingWorldOf(knobs: Knobs, arrivals: readonly number[]): WorldInput {
  const { firstReturns, returns, payers, keeps, chat, shortage, campaign } = knobs;
  const weekly = (own: Knobs["returns"]) => ({ unit: "week" as const, again: 0, ...own });
  const { picture } = plain.intents;
  const { steady } = plain.habits;
  const unserved = shortage?.unserved ?? 1;
  return {
    ...plain,
    arrivals: { ...plain.arrivals, days: daysOf(knobs) },
    habits: {
      steady: { ...steady, returns: weekly(returns), returnsAtFirst: weekly(firstReturns), buys: 1, pays: 1 },
      farmer: { ...steady, weight: 0, returns: weekly(farming(campaign)), asks: farmerAsks, buys: 0, pays: 0 },
    },
    // Everybody in the studio keeps what they make where there is chat beside it.
    intents: {
      picture: { ...picture, keeps: chat === null ? keeps : 1, weight: chat === null ? 1 : 1 - chat.share },
      ...(chat === null ? {} : { talk: talkOf(chat) }),
    },
    experience: { ...plain.experience, unserved, keptNothing: chat?.keptNothing ?? 1, patienceMs: always },
    funding: { ...plain.funding, paysToKeep: payers, allowanceCredits: campaign?.farmers ? oneCredits : 300 },
    constancy: { paysToKeep: 1 },
    proof: { ...plain.proof, shows: 0 },
    campaigns: campaign === null ? [] : [campaignOf(campaign)],
    ...networkOf(knobs, arrivals),
    rhythm: rhythmOf(knobs),
  };
}

/** Nobody leaves before the answer is there, however long it takes. */
const always = { least: 86_400_000, most: 86_400_000 };
/** What a picture costs. */
const oneCredits = 30;

const daysOf = ({ growth, arrivingWeeks }: Knobs): number[] =>
  Array.from({ length: 7 * timingWeeks }, (_, day) => {
    const week = Math.floor(day / 7);
    return week < arrivingWeeks ? growth ** week : 0;
  });

const farming = (campaign: Campaign | null) => {
  const hazard = campaign?.farmerHazard ?? 0;
  return { hazard: [hazard], later: hazard };
};

const [text] = everyday.models.filter(({ medium }) => medium === "text");
const talkOf = ({ share, keeps }: NonNullable<Knobs["chat"]>): WorldInput["intents"][string] => ({
  ...plain.intents.picture,
  ...{ app: "chat", weight: share, keeps, models: text ? { [text.id]: 1 } : {}, outputTokens: { least: 40, most: 80 } },
});

/** A grant at each visit pays for all that a farmer asks for but the first, which is free. */
const campaignOf = ({ share, weeks, farmers }: Campaign) => ({
  ...{
    campaign: "welcome",
    firstDay: 0,
    lastDay: 7 * weeks - 1,
    share,
    credits: (farmerAsks - 1) * oneCredits,
    everyDays: 1,
  },
  ...{ farmers, farmerHabit: "farmer", farmersStay: 0 },
});

/** Ample, or so little that the planted part of the asks is lost and the rest keeps it busy. */
function networkOf(knobs: Knobs, arrivals: readonly number[]): Pick<WorldInput, "models" | "supply" | "network"> {
  const [picture] = plain.models;
  const models = text && knobs.chat ? [picture, text] : [picture];
  const ids = models.map(({ id }) => id);
  const { shortage } = knobs;
  if (shortage === null) {
    return { models, supply: plain.supply, network: { nodes: [{ models: ids, slots: 400 }], measuredMinutes: 720 } };
  }
  const gone = shortage.of === "faults" || shortage.of === "unprofitable";
  const nodes = gone ? Math.round(1 / shortage.share) : 1;
  const left = nodes - Number(gone);
  const hourMs = 3_600_000;
  const pictureMs = Math.round((shortage.rho * left * hourMs) / busyVisits(knobs, shortage, arrivals));
  const because = shortage.of === "unprofitable" ? "unprofitable" : "fault";
  return {
    models: [{ ...picture, pictureMs }],
    supply: {
      ...plain.supply,
      unknownModel: shortage.of === "models" ? shortage.share : 0,
      outages: shortage.of === "evenings" ? evenings(refusedInEvening(shortage)) : [],
    },
    network: {
      nodes: Array.from({ length: nodes }, () => ({ models: [picture.id], slots: 1 })),
      withdrawals: gone ? [{ node: 0, because, day: 0 }] : [],
      measuredMinutes: 60,
    },
  };
}

const evenings = (noCapacity: number) =>
  Array.from({ length: 7 * timingWeeks }, (_, day) => ({
    ...{ day, fromHour: evening.fromHour, hours: evening.hours, noCapacity },
  }));

/** Hours of the day by how many come in them: more in the evening, where that is what is too little. */
const rhythmOf = ({ shortage }: Knobs): WorldInput["rhythm"] => ({
  ...plain.rhythm,
  hours: Array.from({ length: 24 }, (_, hour) =>
    shortage?.of === "evenings" && hour >= evening.fromHour && hour < evening.fromHour + evening.hours
      ? evening.weight
      : 1,
  ),
});
