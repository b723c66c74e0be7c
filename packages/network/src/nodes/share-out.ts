import type { ModelId } from "@flywheel/vocabulary";
import type { HostedModel } from "../port.ts";

/** Which models go to which node, by rule: a model that is added finds its nodes by itself. */
export const idsOf = (models: readonly HostedModel[]): readonly ModelId[] => models.map(({ id }) => id);

/** The even and the odd ones: together all of them. */
export const everyOther = <Item>(items: readonly Item[]): readonly [readonly Item[], readonly Item[]] => [
  items.filter((_, index) => index % 2 === 0),
  items.filter((_, index) => index % 2 === 1),
];

/** The half that small machines can afford to hold. */
export const cheapest = (models: readonly HostedModel[]): readonly ModelId[] =>
  idsOf(byPrice(models).slice(0, Math.ceil(models.length / 2)));

/** The other half, and the one between where there is one. */
export const dearest = (models: readonly HostedModel[]): readonly ModelId[] =>
  idsOf(byPrice(models).slice(Math.floor(models.length / 2)));

const priceOf = ({ outputMicroUsdPerMillion, imageMicroUsd }: HostedModel) => outputMicroUsdPerMillion + imageMicroUsd;
const byPrice = (models: readonly HostedModel[]) => [...models].sort((a, b) => priceOf(a) - priceOf(b));
