const isEmoji = (text: string): boolean => /^\p{RGI_Emoji}$/v.test(text)

/** The one spelling of an emoji, with the sign that asks for its picture only where Unicode's own list has it; nothing where the text is not one emoji. */
export const oneEmoji = (text: string): string | undefined => [text, text.replace(/\ufe0f$/, ''), `${text}\ufe0f`].find(isEmoji)
