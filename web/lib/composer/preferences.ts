/** Kept in this browser: Enter makes a line and Shift+Enter sends, instead of the other way round. */
export const ENTER_BREAKS = 'parley:enter-breaks'
/** The formatting bar is shown. */
export const FORMATTING = 'parley:formatting'
