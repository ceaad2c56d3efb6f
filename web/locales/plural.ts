type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }

/** Counts in a language: the form its rules ask for, with `#` as the number in its own digits and groups. */
export function counting(language: string): (count: number, forms: Forms) => string {
  const rules = new Intl.PluralRules(language)
  const numbers = new Intl.NumberFormat(language)
  return (count, forms) => (forms[rules.select(count)] ?? forms.other).replace('#', numbers.format(count))
}
