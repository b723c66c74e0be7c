// @vitest-environment jsdom
import { QueryClient, QueryClientProvider, useMutation, useQuery } from "@tanstack/react-query";
import { cleanup, render, screen, waitFor } from "@testing-library/react";
import { afterEach, describe, expect, it } from "vitest";
import { useWatchSession } from "./use-watch-session.ts";

const refusal = (code: string) => Object.assign(new Error(code), { data: { code } });
const whoIsHere = ["people", "me"];

/** A room with somebody in it, one question and one change. Counts how often it is asked who is here. */
function open({ question, change }: { question?: Error; change?: Error }) {
  const asked = { who: 0 };
  function Room() {
    useWatchSession(whoIsHere);
    const me = useQuery({
      queryKey: whoIsHere,
      queryFn: () => (asked.who++ === 0 ? "ada" : Promise.reject(refusal("UNAUTHORIZED"))),
    });
    const answer = useQuery({ queryKey: ["funnel"], queryFn: () => (question ? Promise.reject(question) : 1) });
    const mutation = useMutation({ mutationFn: () => (change ? Promise.reject(change) : Promise.resolve(1)) });
    return (
      <button type="button" onClick={() => mutation.mutate()}>
        {me.error ? "sign in" : `${me.data}, ${answer.status}, ${mutation.status}`}
      </button>
    );
  }
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <QueryClientProvider client={client}>
      <Room />
    </QueryClientProvider>,
  );
  return asked;
}

afterEach(cleanup);

describe("a session that ends while a page is open", () => {
  it("[AD12] is found out by the first question that is refused for it", async () => {
    const asked = open({ question: refusal("UNAUTHORIZED") });
    await screen.findByText("sign in");
    expect(asked.who, "asked once more, not again and again").toBe(2);
  });

  it("[AD12] is found out by the first change that is refused for it", async () => {
    const asked = open({ change: refusal("UNAUTHORIZED") });
    (await screen.findByText("ada, success, idle")).click();
    await screen.findByText("sign in");
    expect(asked.who).toBe(2);
  });

  it("[AD12] is not what another refusal means", async () => {
    const asked = open({ question: refusal("FORBIDDEN"), change: refusal("CONFLICT") });
    (await screen.findByText("ada, error, idle")).click();
    await screen.findByText("ada, error, error");
    await waitFor(() => expect(asked.who).toBe(1));
  });
});
