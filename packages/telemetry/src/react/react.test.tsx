import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, expectTypeOf, it, vi } from "vitest";
import type { Recorder } from "../recorder.ts";
import { RecorderProvider, useRecord } from "./recorder-provider.tsx";
import { isSeen, type Sight, watchSeen } from "./watch-seen.ts";

describe("useRecord", () => {
  it("[TE25] hands a component the record function of the recorder above it", () => {
    const recorded: unknown[][] = [];
    const recorder: Pick<Recorder, "record"> = { record: (...event) => void recorded.push(event) };
    function Gallery() {
      const record = useRecord();
      record("surface.viewed", { surface: "gallery" });
      expectTypeOf(record).toEqualTypeOf<Recorder["record"]>();
      // @ts-expect-error a field that the catalogue does not name does not compile
      record("app.opened", { prompt: "a secret" });
      // @ts-expect-error facts of the server are not for pages
      record("credits.spent", {});
      return <p>here</p>;
    }
    renderToStaticMarkup(
      <RecorderProvider recorder={recorder}>
        <Gallery />
      </RecorderProvider>,
    );
    expect(recorded[0]).toEqual(["surface.viewed", { surface: "gallery" }]);
    expect(() => renderToStaticMarkup(<Gallery />)).toThrow("RecorderProvider");
  });
});

describe("seen", () => {
  const view = { height: 800 };
  const sight = (changes: Partial<Sight>): Sight => ({
    isIntersecting: true,
    intersectionRatio: 1,
    intersectionRect: { height: 100 },
    rootBounds: view,
    ...changes,
  });

  it("[TE26] means half of it is in view, or that it fills half of the view", () => {
    expect(isSeen(sight({}))).toBe(true);
    expect(isSeen(sight({ intersectionRatio: 0.49 }))).toBe(false);
    expect(isSeen(sight({ intersectionRatio: 0.2, intersectionRect: { height: 400 } }))).toBe(true);
    expect(isSeen(sight({ intersectionRatio: 0.2, intersectionRect: { height: 399 } }))).toBe(false);
    expect(isSeen(sight({ isIntersecting: false, intersectionRatio: 0 }))).toBe(false);
  });

  it("[TE26] is told once, and not after looking has stopped", () => {
    let tell: (sights: Sight[]) => void = () => {};
    const disconnect = vi.fn();
    const watch = (onSeen: () => void) =>
      watchSeen({} as Element, onSeen, (onSight) => {
        tell = onSight;
        return { observe: () => {}, disconnect };
      });
    const onSeen = vi.fn();
    watch(onSeen);
    tell([sight({ isIntersecting: false })]);
    expect([onSeen.mock.calls.length, disconnect.mock.calls.length]).toEqual([0, 0]);
    tell([sight({ isIntersecting: false }), sight({})]);
    expect([onSeen.mock.calls.length, disconnect.mock.calls.length]).toEqual([1, 1]);
    watch(onSeen)();
    expect(disconnect.mock.calls.length).toBe(2);
  });
});
