// @vitest-environment jsdom
import { act, cleanup, render, screen } from "@testing-library/react";
import { StrictMode } from "react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { ExperimentDefinition } from "../definition/definition.ts";
import type { Exposure as ExposureFact } from "../exposure-memory.ts";
import { payloadOf } from "../payload.ts";
import { seeds } from "../seeds.ts";
import { ExperimentsProvider, type ExperimentsProviderProps, Variant } from "./index.ts";

const [panel] = seeds as [ExperimentDefinition];
/** By fixtures/assignments.json. */
const below = "vis_i4xuhkfel8fcj4qn505m";

/** jsdom lays nothing out: everything comes into view when a test says so. */
const looks = new Set<() => void>();
beforeEach(() => {
  localStorage.clear();
  vi.stubGlobal(
    "IntersectionObserver",
    class {
      readonly #see: () => void;
      constructor(watch: (sights: { isIntersecting: boolean }[]) => void) {
        this.#see = () => watch([{ isIntersecting: true }]);
      }
      observe = () => void looks.add(this.#see);
      disconnect = () => void looks.delete(this.#see);
    },
  );
});
afterEach(() => {
  cleanup();
  looks.clear();
  vi.unstubAllGlobals();
});
const scrollIntoView = () => act(() => [...looks].forEach((see) => void see()));

function open(given: Partial<ExperimentsProviderProps> = {}) {
  const exposures: ExposureFact[] = [];
  const props = {
    visitorId: below,
    payload: payloadOf([panel]),
    url: "https://example.org/studio/",
    remember: true,
    recordExposure: (exposure: ExposureFact) => void exposures.push(exposure),
    children: (
      <main>
        <Variant feature={panel.feature} otherwise="below">
          {{ below: <p>below</p>, beside: <p>beside</p> }}
        </Variant>
      </main>
    ),
    ...given,
  };
  const page = render(
    <StrictMode>
      <ExperimentsProvider {...props} />
    </StrictMode>,
  );
  return { exposures, page };
}
const shown = () => screen.queryAllByText(/./, { selector: "p" }).map(({ textContent }) => textContent);
const onValue = (value: unknown) => ({ payload: { [panel.feature]: { defaultValue: value } } });

describe("[EX41] <Variant>", () => {
  it("shows the visitor's variant and no other, and counts them once it is in view", () => {
    const { exposures } = open();
    expect(shown()).toEqual(["below"]);
    expect(exposures).toEqual([]);
    scrollIntoView();
    scrollIntoView();
    expect(exposures).toEqual([{ experiment: panel.key, variant: "below", phase: 1 }]);
  });

  it("shows the variant that the address asks for, and counts nobody", () => {
    const { exposures } = open({ url: "https://example.org/studio/?studio-prompt-panel=1" });
    scrollIntoView();
    expect([shown(), exposures]).toEqual([["beside"], []]);
  });

  it("has its sentinel at the same place in every variant, beside them and never inside", () => {
    const places = [0, 1].map((index) => {
      open({ url: `https://example.org/studio/?studio-prompt-panel=${index}` });
      const [sentinel] = document.querySelectorAll("[data-exposure]");
      const place = [sentinel?.outerHTML, sentinel?.parentElement?.tagName, sentinel?.previousElementSibling];
      expect(document.querySelectorAll("[data-exposure]")).toHaveLength(1);
      cleanup();
      return place;
    });
    expect(places[0]).toEqual(places[1]);
    expect(places[0]?.[1]).toBe("MAIN");
  });

  it.each([undefined, null, "sideways", "toString", 7, {}])("shows what there is today for the value %j", (value) => {
    open(onValue(value));
    expect(shown()).toEqual(["below"]);
  });

  it("knows true, false and numbers by their names", () => {
    const children = (
      <Variant feature={panel.feature} otherwise="false">
        {{ true: <p>on</p>, false: <p>off</p>, 2: <p>two</p> }}
      </Variant>
    );
    for (const [value, text] of [
      [true, "on"],
      [false, "off"],
      [2, "two"],
    ] as const) {
      open({ ...onValue(value), children });
      expect(shown()).toEqual([text]);
      cleanup();
    }
  });

  it("shows a sticky variant although the visitor no longer matches, by what the page was told", () => {
    const forNew = payloadOf([{ ...panel, targeting: { tenure: "new" } }]);
    const attributes = { tenure: "returning" };
    const { exposures } = open({ payload: forNew, attributes, sticky: { "studio-prompt-panel__1": "beside" } });
    scrollIntoView();
    expect([shown(), exposures[0]?.variant]).toEqual([["beside"], "beside"]);
    cleanup();
    const left = open({ payload: forNew, attributes });
    scrollIntoView();
    expect([shown(), left.exposures]).toEqual([["below"], []]);
  });

  it("cannot be written with a fallback that is not among its children", () => {
    const wrong = (
      // @ts-expect-error there is no child "above"
      <Variant feature={panel.feature} otherwise="above">
        {{ below: <p>below</p> }}
      </Variant>
    );
    expect(wrong).toBeTruthy();
  });
});
