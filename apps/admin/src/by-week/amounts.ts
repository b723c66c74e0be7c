const percent = new Intl.NumberFormat("en-GB", { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const two = new Intl.NumberFormat("en-GB", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const whole = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 0 });

type Interval = { readonly low: number; readonly high: number };

export const sayShare = (share: number): string => `${sign(share)}${percent.format(Math.abs(share) * 100)} %`;
export const sayRatio = (ratio: number): string => `${sign(ratio)}${two.format(Math.abs(ratio))}`;

/** More or less of something always says which. What rounds to nothing has no sign. */
export const sayChange = (count: number): string => signed(count, whole.format(Math.abs(count)));
export const sayShareChange = (share: number): string => signed(share, `${percent.format(Math.abs(share) * 100)} %`);

/** Of shares, whose difference is no per cent. */
export const sayPoints = (share: number): string => signed(share, percent.format(Math.abs(share) * 100));

export const sayInterval = ({ low, high }: Interval, say: (value: number) => string): string =>
  `${say(low)} to ${say(high)}`;

const sign = (value: number) => (value < 0 ? "−" : "");
const signed = (value: number, size: string) => (/[1-9]/.test(size) ? `${value > 0 ? "+" : "−"}${size}` : size);
