/** The element of a message, where it stands in the page. */
export const messageElement = (id: string): HTMLElement | null => document.querySelector<HTMLElement>(`[data-message-id="${id}"]`)
