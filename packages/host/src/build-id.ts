declare const __FLYWHEEL_BUILD__: string | undefined;

/** Which build of the app this is; the bundler writes it in. It travels with every event. */
export const buildId: string = typeof __FLYWHEEL_BUILD__ === "string" ? __FLYWHEEL_BUILD__ : "dev";
