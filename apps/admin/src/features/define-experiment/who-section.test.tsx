// @vitest-environment jsdom
import { apps } from "@flywheel/vocabulary/apps";
import { fireEvent, screen, waitFor } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { CreatePage } from "./create-page.tsx";
import { asked, created, fieldIn, open, part, press, useFormRoom, write, writeWhat } from "./testing/form-room.tsx";

vi.mock("@flywheel/host", async (original) => (await import("./testing/wire.ts")).overWire(await original<object>()));

useFormRoom();

it("[AD42] a number that is cleared stays empty, is asked for, and is never sent as 0", async () => {
  open(<CreatePage onSaved={() => {}} />);
  writeWhat();
  const coverage = () => fieldIn("3. Who", "Coverage, in %");
  fireEvent.change(coverage(), { target: { value: "" } });
  expect(coverage().value).toBe("");
  write("4. Measured by", "Alpha", "");
  press("Save as a draft");
  await waitFor(() => expect(screen.getAllByText("Fill in a number.")).toHaveLength(2));
  expect(asked.create).not.toHaveBeenCalled();
  fireEvent.change(coverage(), { target: { value: "2" } });
  fireEvent.change(coverage(), { target: { value: "2.5" } });
  write("4. Measured by", "Alpha", "0.");
  expect(fieldIn("4. Measured by", "Alpha").value).toBe("0.");
  write("4. Measured by", "Alpha", "0.01");
  const draft = await created();
  expect(draft.coverage).toBe(0.025);
  expect(draft.measurement.alpha).toBe(0.01);
});

it("[AD42] [AD66] whom it aims at is sent by app, device, tenure and payer, with its namespace, and no part of it unless chosen", async () => {
  open(<CreatePage onSaved={() => {}} />);
  writeWhat();
  fireEvent.click(part("3. Who").getByLabelText(apps["image-studio"].title));
  fireEvent.click(part("3. Who").getByLabelText("Phone"));
  write("3. Who", "Tenure", "new");
  write("3. Who", "Payers", "false");
  fireEvent.click(part("3. Who").getByLabelText(/In a namespace/));
  write("3. Who", "To", "0.25");
  fireEvent.click(part("3. Who").getByLabelText(/Who is in stays in/));
  write("3. Who", "Tenure", "");
  expect(await created()).toMatchObject({
    targeting: { apps: ["image-studio"], devices: ["phone"], payer: false },
    namespace: { key: "main", from: 0, to: 0.25 },
    sticky: false,
    heldOut: true,
  });
  expect(asked.create.mock.calls[0]?.[0].draft.targeting).not.toHaveProperty("tenure");
});

it("[AD66] apps of staff are not offered to experiment on, neither as its app nor as one to aim at", () => {
  open(<CreatePage onSaved={() => {}} />);
  const offered = [...fieldIn("1. What", "App").querySelectorAll("option")].map(({ value }) => value);
  expect(offered).toEqual(["home", "image-studio", "chat"]);
  expect(part("3. Who").queryByLabelText(apps.admin.title)).toBeNull();
  for (const title of ["Desktop", "Phone", "Tablet", "Server", "Unknown"]) part("3. Who").getByLabelText(title);
});

it("[AD74] what was chosen and let go again is sent as it stands, and the holdout is in where that is chosen", async () => {
  open(<CreatePage onSaved={() => {}} />);
  writeWhat();
  const who = part("3. Who");
  fireEvent.click(who.getByLabelText(apps.chat.title));
  press("Save as a draft");
  await screen.findByText("Choose Studio too: it is the app of this experiment.");
  expect(asked.create).not.toHaveBeenCalled();
  fireEvent.click(who.getByLabelText(apps["image-studio"].title));
  fireEvent.click(who.getByLabelText(/The holdout is kept out/));
  fireEvent.click(who.getByLabelText("Tablet"));
  fireEvent.click(who.getByLabelText("Tablet"));
  expect(await created()).toMatchObject({
    targeting: { apps: ["image-studio", "chat"] },
    heldOut: false,
    namespace: null,
  });
  expect(asked.create.mock.calls[0]?.[0].draft.targeting).not.toHaveProperty("devices");
});
