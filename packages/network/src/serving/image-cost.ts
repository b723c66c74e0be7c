import type { HostedModel, ImageAsk } from "../port.ts";

/** The price of each picture, whatever its size; an edit costs as much as a new one. */
export const imageCostMicroUsd = ({ imageMicroUsd }: HostedModel, { count = 1 }: Pick<ImageAsk, "count">): number =>
  imageMicroUsd * count;
