import type { RequestId } from "@flywheel/vocabulary";

/** The pattern of the vocabulary, whose own schema would bring a whole parser into the page. */
export const isRequestId = (text: string): text is RequestId => /^req_[a-z0-9]{20}$/.test(text);
