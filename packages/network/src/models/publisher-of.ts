import type { ModelId } from "@flywheel/vocabulary";

/** A model's id names its publisher: `publisher/model`. */
export const publisherOf = (model: ModelId): string => model.slice(0, model.indexOf("/"));
