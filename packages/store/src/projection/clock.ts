/** For durations: how long ago it looked, how long a page took. The projection's process is a program of its own. */
export const nowMs = (): number => Date.now();
