// @vitest-environment jsdom
import { completeJsdom } from "@flywheel/ui/jsdom";
import { createMemoryHistory, createRouter, Outlet, RouterProvider } from "@tanstack/react-router";
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, expect, it, vi } from "vitest";
import type { FlywheelPageProps } from "../../features/read-flywheel/flywheel-page.tsx";
import { flywheel } from "./question-routes.tsx";
import { root } from "./root.ts";

vi.mock("../control-room.tsx", () => ({ ControlRoom: () => <Outlet /> }));
vi.mock("../../features/read-flywheel/flywheel-page.tsx", () => ({
  FlywheelPage: ({ view, onView }: FlywheelPageProps) => (
    <button type="button" onClick={() => onView({ ...view, by: "app", group: "chat" })}>
      {view.group ?? "none"}
    </button>
  ),
}));

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

it("[AD194] what is chosen in the flywheel is in the address, and the page stays where it was scrolled to", async () => {
  completeJsdom();
  const scrolled = vi.spyOn(window, "scrollTo").mockImplementation(() => {});
  const router = createRouter({
    routeTree: root.addChildren([flywheel]),
    history: createMemoryHistory({ initialEntries: ["/flywheel"] }),
    scrollRestoration: true,
  });
  render(<RouterProvider router={router as never} />);
  const choice = await screen.findByRole("button", { name: "none" });
  await vi.waitFor(() => expect(scrolled).toHaveBeenCalled());
  scrolled.mockClear();
  fireEvent.click(choice);
  await screen.findByRole("button", { name: "chat" });
  await vi.waitFor(() => expect(router.state.status).toBe("idle"));
  expect(router.state.location.search).toEqual({ by: "app", group: "chat" });
  expect(scrolled).not.toHaveBeenCalled();
});
