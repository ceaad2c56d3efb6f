export type Measure = keyof typeof goals

/** What is measured, and what it should not exceed. */
export const goals = {
  coldPaint: { what: 'first contentful paint, nothing cached', most: 0.8, unit: 's' },
  warmPaint: { what: 'first contentful paint, reload', most: 0.3, unit: 's' },
  coldRows: { what: 'messages painted, nothing cached', most: 1.2, unit: 's' },
  warmRows: { what: 'messages painted, reload', most: 0.4, unit: 's' },
  shift: { what: 'layout shift over load, switches and scrolling', most: 0, unit: '' },
  switch: { what: 'click on a visited channel → its messages painted', most: 100, unit: 'ms' },
  key: { what: 'key → glyph painted, 95th percentile, 20 messages a second arriving', most: 50, unit: 'ms' },
  script: { what: 'JavaScript of the first load, gzip', most: 200, unit: 'kB' },
  heap: { what: 'JavaScript heap after all channels and the whole long one', most: 60, unit: 'MB' },
  task: { what: 'longest task while scrolling', most: 100, unit: 'ms' },
} as const

/** One run's figures; some are taken once for all runs. */
export type Figures = Partial<Record<Measure, number>>
