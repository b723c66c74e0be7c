// @vitest-environment jsdom
import { type ExperimentDefinition, RefusedError } from "@flywheel/experiments";
import { fireEvent, screen, waitFor } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { CreatePage } from "./create-page.tsx";
import { draftOf } from "./draft.ts";
import { EditPage } from "./edit-page.tsx";
import { asked, open, part, press, seed, useFormRoom } from "./testing/form-room.tsx";

vi.mock("@flywheel/host", async (original) => (await import("./testing/wire.ts")).overWire(await original<object>()));

useFormRoom();

it("[AD47] an edit that would move visitors is refused, and the new phase that is offered is sent with a reason", async () => {
  const running = { ...seed, state: "running", revision: 5 } as ExperimentDefinition;
  const refusal = { code: "would-reassign", fields: ["sticky"] } as const;
  asked.get.mockResolvedValue(running);
  asked.edit.mockRejectedValue(Object.assign(new RefusedError(refusal), { data: { code: "CONFLICT", refusal } }));
  const saved = vi.fn();
  open(<EditPage experimentKey={seed.key} onSaved={saved} />);
  await screen.findByText("3. Who");
  fireEvent.click(part("3. Who").getByLabelText(/Who is in stays in/));
  expect(screen.queryByText("Start a new phase")).toBeNull();
  press("Save");
  await screen.findByText(/would move visitors who are inside/);
  const draft = { ...draftOf(running), sticky: !running.sticky };
  expect(asked.edit.mock.calls[0]?.[0]).toEqual({ key: seed.key, revision: 5, draft });
  press("Start a new phase");
  await screen.findByText("Say why.");
  expect(asked.rephase).not.toHaveBeenCalled();
  fireEvent.change(screen.getByLabelText("Why"), { target: { value: " the weights were wrong " } });
  press("Start a new phase");
  await waitFor(() => expect(saved).toHaveBeenCalled());
  expect(asked.rephase.mock.calls[0]?.[0]).toEqual({
    key: seed.key,
    revision: 5,
    draft,
    because: "the weights were wrong",
  });
});

it("[AD48] a viewer is shown no form", () => {
  open(<CreatePage onSaved={() => {}} />, "viewer");
  expect(screen.queryByText("Save as a draft")).toBeNull();
});
