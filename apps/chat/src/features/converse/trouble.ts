/** The route answered with something other than a stream. */
export class AnswerNotBegunError extends Error {
  override name = "AnswerNotBegunError";

  constructor(readonly facts: { readonly status: number }) {
    super(`the chat route answered ${facts.status}`);
  }
}

/** What a visitor is told when an answer broke, and what they can do. */
export function troubleOf(error: Error | undefined): string {
  if (!error) return "The answer was cut off. What arrived is kept; nothing was charged for a broken answer.";
  if (error instanceof AnswerNotBegunError) return byStatus(error.facts.status);
  if (error instanceof TypeError) return "The server did not answer. Check your connection and try again.";
  return "The node broke off before the answer was finished. Nothing was charged for it.";
}

function byStatus(status: number): string {
  switch (status) {
    case 400:
    case 413:
      return "The server could not read this message. Change it and try again.";
    case 401:
      return "The server does not know this browser any more. Reload the page.";
    case 404:
      return "This conversation is not there any more. Start a new one.";
    default:
      return "The server did not answer. Try again in a moment.";
  }
}
