/** JSON that may stand inside a script tag: no `<` to end it with, and none of the two characters that end a line in scripts alone. */
export const scriptJson = (value: unknown): string =>
  JSON.stringify(value).replaceAll('<', '\\u003c').replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')
