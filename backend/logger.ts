import { type Logger, pino } from 'pino'
import type { Config } from './config/index.ts'

/** `worker`: which of several processes speaks. */
export const createLogger = (config: Config, worker?: number): Logger =>
  pino({
    level: config.logLevel,
    redact: ['req.headers.authorization', 'req.headers.cookie'],
    base: config.nodeName === '' && worker === undefined ? null : { ...(config.nodeName !== '' && { node: config.nodeName }), ...(worker && { worker }) },
    timestamp: pino.stdTimeFunctions.isoTime,
  })
