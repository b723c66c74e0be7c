import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { ensureChromium, type Installer, NoChromiumError } from "./ensure-chromium.ts";
import { type FoundChromium, findChromium } from "./find-chromium.ts";

const folder = mkdtempSync(join(tmpdir(), "flywheel-chromium-"));
afterAll(() => rmSync(folder, { recursive: true }));

function executable(name: string) {
  const path = join(folder, name);
  writeFileSync(path, "");
  chmodSync(path, 0o755);
  return path;
}

describe("[EE1] where a Chromium is looked for", () => {
  it("prefers the one that is named, then the system's", () => {
    const named = executable("my-browser");
    const system = executable("google-chrome");
    expect(findChromium({ FLYWHEEL_CHROMIUM: named, PATH: folder })).toEqual({ executablePath: named, whose: "named" });
    expect(findChromium({ FLYWHEEL_CHROMIUM: "", PATH: folder })).toEqual({ executablePath: system, whose: "system" });
  });

  it("does not go on silently when the named one cannot be started", () => {
    expect(() => findChromium({ FLYWHEEL_CHROMIUM: join(folder, "gone"), PATH: folder })).toThrow(/FLYWHEEL_CHROMIUM/);
  });
});

describe("[EE2] where there is none, one is installed, and what is done is said", () => {
  const found: FoundChromium = { executablePath: "/somewhere/chromium", whose: "playwright" };

  function ensure(installers: readonly (Installer & { brings?: boolean })[]) {
    const said: string[] = [];
    let present: FoundChromium | null = null;
    const watched = installers.map(({ what, install, brings }) => ({
      what,
      install: () => {
        if (brings) present = found;
        return install();
      },
    }));
    const result = () => ensureChromium((line) => said.push(line), { find: () => present, installers: watched });
    return { said, result };
  }

  it("tries one installer after the other", () => {
    const { said, result } = ensure([
      { what: "downloading", install: () => false },
      { what: "asking the system", install: () => true, brings: true },
    ]);
    expect(result()).toEqual(found);
    expect(said).toEqual([
      "Chromium: none found; downloading",
      "Chromium: that did not work",
      "Chromium: none found; asking the system",
      "Chromium: /somewhere/chromium (just installed)",
    ]);
  });

  it("fails with one sentence that says what to do", () => {
    const { result } = ensure([{ what: "downloading", install: () => true }]);
    expect(result).toThrow(NoChromiumError);
    expect(result).toThrow(/install one, or let FLYWHEEL_CHROMIUM name its executable/);
  });
});
