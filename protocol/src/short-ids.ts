/** The digits of an id, or of its beginning, as a path writes them, with the dashes that ids have. */
export const dashed = (digits: string): string =>
  [digits.slice(0, 8), digits.slice(8, 12), digits.slice(12, 16), digits.slice(16, 20), digits.slice(20)].filter((part) => part !== '').join('-')
