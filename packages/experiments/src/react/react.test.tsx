// @vitest-environment jsdom
import { act, cleanup, render, screen } from "@testing-library/react";
import { StrictMode } from "react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { ExperimentDefinition } from "../definition/definition.ts";
import type { Exposure as ExposureFact } from "../exposure-memory.ts";
import { payloadOf } from "../payload.ts";
import { seeds } from "../seeds.ts";
import { ExperimentsProvider, type ExperimentsProviderProps, Exposure, useFeature } from "./index.ts";

const [panel] = seeds as [ExperimentDefinition];
/** By fixtures/assignments.json. */
const below = "vis_i4xuhkfel8fcj4qn505m";

/** jsdom lays nothing out: a test says what is in view. */
type Look = { readonly see: (isIntersecting: boolean) => void; readonly element: Element };
const looking = new Set<Look>();
class ViewByHand {
  private readonly watch: (sights: { isIntersecting: boolean }[]) => void;
  private readonly mine = new Set<Look>();

  constructor(watch: (sights: { isIntersecting: boolean }[]) => void) {
    this.watch = watch;
  }
  observe(element: Element) {
    const look: Look = { element, see: (isIntersecting) => this.watch([{ isIntersecting }]) };
    this.watch([{ isIntersecting: false }]);
    this.mine.add(look);
    looking.add(look);
  }
  disconnect() {
    for (const look of this.mine) looking.delete(look);
  }
}
const scrollIntoView = () => act(() => [...looking].forEach(({ see }) => void see(true)));
const scrollOutOfView = () => act(() => [...looking].forEach(({ see }) => void see(false)));

beforeEach(() => {
  vi.stubGlobal("IntersectionObserver", ViewByHand);
  localStorage.clear();
});
afterEach(() => {
  cleanup();
  looking.clear();
  vi.unstubAllGlobals();
});

function Studio() {
  const arrangement = useFeature("studio.prompt-panel", "plain");
  return (
    <div>
      <Exposure feature="studio.prompt-panel" />
      <p>{arrangement}</p>
    </div>
  );
}

function openPage(given: Partial<ExperimentsProviderProps> = {}) {
  const exposures: ExposureFact[] = [];
  const props = {
    visitorId: below,
    payload: payloadOf([panel]),
    url: "https://example.org/studio/",
    remember: true,
    recordExposure: (exposure: ExposureFact) => void exposures.push(exposure),
    children: <Studio />,
    ...given,
  };
  const page = (
    <StrictMode>
      <ExperimentsProvider {...props} />
    </StrictMode>
  );
  return { exposures, ...render(page) };
}

describe("useFeature", () => {
  it("[EX16] is the variant's value from the first rendering on", () => {
    openPage();
    expect(screen.getByText("below")).toBeTruthy();
  });

  it("[EX16] is the fallback where there is no such feature, or one of another kind", () => {
    openPage({ payload: {} });
    expect(screen.getByText("plain")).toBeTruthy();
    cleanup();
    openPage({ payload: { "studio.prompt-panel": { defaultValue: 7 } } });
    expect(screen.getByText("plain")).toBeTruthy();
  });

  it("[EX16] stays what it was when the page goes to another address", () => {
    const props = { visitorId: below, payload: payloadOf([panel]), remember: true, recordExposure: () => {} };
    const at = (url: string) => (
      <ExperimentsProvider {...props} url={url}>
        <Studio />
      </ExperimentsProvider>
    );
    const page = render(at("https://example.org/studio/?studio-prompt-panel=1"));
    page.rerender(at("https://example.org/studio/gallery"));
    expect(screen.getByText("beside")).toBeTruthy();
  });

  it("[EX16] says what is missing above it", () => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    expect(() => render(<Studio />)).toThrow("ExperimentsProvider");
    vi.restoreAllMocks();
  });
});

describe("<Exposure>", () => {
  it("[EX17] tells when it comes into view, not before, and once", () => {
    const { exposures } = openPage();
    expect(looking.size).toBe(1);
    expect(exposures).toEqual([]);
    scrollIntoView();
    scrollIntoView();
    expect(exposures).toEqual([{ experiment: "studio-prompt-panel", variant: "below", phase: 1 }]);
    expect(looking.size).toBe(0);
  });

  it("[EX17] stands at the same place, takes no room and is silent, in every variant", () => {
    const markup = ["0", "1"].map((index) => {
      openPage({ url: `https://example.org/studio/?studio-prompt-panel=${index}` });
      const sentinel = document.querySelector("[data-exposure]");
      const seen = [sentinel?.outerHTML, sentinel?.previousElementSibling, sentinel?.parentElement?.tagName];
      cleanup();
      return seen;
    });
    expect(markup[0]).toEqual(markup[1]);
    expect(markup[0]?.[0]).toContain("position: absolute");
    expect(markup[0]?.[0]).toContain('aria-hidden="true"');
  });

  it("[EX17] waits for a tab in the background to be looked at, and then only if it is still in view", () => {
    const hidden = vi.spyOn(document, "visibilityState", "get").mockReturnValue("hidden");
    const turnTo = (state: "visible" | "hidden") => {
      hidden.mockReturnValue(state);
      act(() => void document.dispatchEvent(new Event("visibilitychange")));
    };
    const { exposures } = openPage();
    scrollIntoView();
    expect(exposures).toEqual([]);
    scrollOutOfView();
    turnTo("visible");
    expect(exposures).toEqual([]);
    turnTo("hidden");
    scrollIntoView();
    turnTo("visible");
    turnTo("hidden");
    turnTo("visible");
    expect(exposures).toHaveLength(1);
    hidden.mockRestore();
  });

  it("[EX17] tells once though it comes and goes with the routes of its app, also where nothing is remembered", () => {
    const exposures: ExposureFact[] = [];
    const at = (route: string) => (
      <StrictMode>
        <ExperimentsProvider
          visitorId={below}
          payload={payloadOf([panel])}
          url="https://example.org/studio/"
          remember={false}
          recordExposure={(exposure) => void exposures.push(exposure)}
        >
          {route === "gallery" ? <p>gallery</p> : <Studio key={route} />}
        </ExperimentsProvider>
      </StrictMode>
    );
    const page = render(at("make"));
    for (const route of ["make", "gallery", "make again", "gallery", "make"]) {
      page.rerender(at(route));
      scrollIntoView();
    }
    expect(exposures).toHaveLength(1);
  });

  it("[EX17] stops looking when it goes", () => {
    const { exposures, unmount } = openPage();
    const looks = [...looking];
    unmount();
    expect([looks.length, looking.size]).toEqual([1, 0]);
    expect(exposures).toEqual([]);
  });

  it("[EX14] is told once for all pages of a visitor who is measured", () => {
    const first = openPage();
    scrollIntoView();
    cleanup();
    const second = openPage();
    scrollIntoView();
    expect([first.exposures.length, second.exposures.length]).toEqual([1, 0]);
  });

  it("[EX18] is told again by the next page while it is not sure that the first could send it", () => {
    const first = openPage({ remember: false });
    scrollIntoView();
    cleanup();
    expect(localStorage.length).toBe(0);
    const second = openPage();
    scrollIntoView();
    expect([first.exposures.length, second.exposures.length]).toEqual([1, 1]);
  });

  it("[EX18] is remembered from the moment the visitor agrees, and no more once they object", () => {
    const props = {
      visitorId: below,
      payload: payloadOf([panel]),
      url: "https://example.org/studio/",
      recordExposure: () => {},
      children: <Studio />,
    };
    const page = render(<ExperimentsProvider {...props} remember={false} />);
    page.rerender(<ExperimentsProvider {...props} remember={true} />);
    scrollIntoView();
    expect(localStorage.length).toBe(1);
    cleanup();
    localStorage.clear();

    const agreeing = render(<ExperimentsProvider {...props} remember={false} />);
    scrollIntoView();
    expect(localStorage.length, "nothing before a yes").toBe(0);
    agreeing.rerender(<ExperimentsProvider {...props} remember={true} />);
    cleanup();
    const next = openPage();
    scrollIntoView();
    expect(next.exposures, "what the page held back is sent with the yes").toEqual([]);
    cleanup();
    localStorage.clear();

    const objecting = render(<ExperimentsProvider {...props} remember={true} />);
    objecting.rerender(<ExperimentsProvider {...props} remember={false} />);
    scrollIntoView();
    expect(localStorage.length).toBe(0);
  });
});
