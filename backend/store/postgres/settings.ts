interface Sentence {
  sql: string
}

/** Settings of one transaction, in one statement, so that the server need not take each apart; they are gone with it. */
export const settingsOf = (settings: Readonly<Record<string, string | number>>): Sentence => ({
  sql: `select ${Object.entries(settings)
    .map(([name, value]) => `set_config('${name}', '${value}', true)`)
    .join(', ')}`,
})

/**
 * For what finds its rows by their keys: planning other ways than the one through the index takes longer than going it, and
 * a plan that is kept must be right for a table that has grown since.
 */
export const byKeys = {
  join_collapse_limit: 1,
  enable_hashjoin: 'off',
  enable_mergejoin: 'off',
  enable_seqscan: 'off',
  enable_material: 'off',
  plan_cache_mode: 'force_generic_plan',
  jit: 'off',
}
