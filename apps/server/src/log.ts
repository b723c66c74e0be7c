import pino from "pino";

const logger = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime });

/** One line about the product itself. Never about what a visitor wrote, and never who they are. */
export const log = (line: string): void => logger.info(line);
