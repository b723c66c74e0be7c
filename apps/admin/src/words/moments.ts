const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
const minute = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "UTC" });
const second = new Intl.DateTimeFormat("en-GB", {
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  timeZone: "UTC",
});

/** Every moment in the control room is in UTC and says so, so that two people in two places read the same. */
export const formatMoment = (ms: number): string => `${day.format(ms)}, ${minute.format(ms)} UTC`;

export const formatSecond = (ms: number): string => second.format(ms);

export const formatSecondOfDay = (ms: number): string => `${day.format(ms)}, ${second.format(ms)} UTC`;

export const formatDay = (ms: number): string => day.format(ms);
