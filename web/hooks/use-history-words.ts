import { history } from '../locales/en/history.ts'

/** The words for moving through what was said. */
export const useHistoryWords = () => history
