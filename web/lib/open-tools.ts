const ASK_AGAIN_MS = 50
const PATIENCE_MS = 2_000

/**
 * Opens the menu of what can be done with a message. Its buttons are drawn when the focus comes to it, and their code may
 * still be on its way: then a moment later.
 */
export function openTools(message: HTMLElement, patienceMs = PATIENCE_MS): void {
  const button = message.querySelector<HTMLElement>('.acts [aria-haspopup=menu]')
  if (button) button.click()
  else if (patienceMs > 0 && message.contains(document.activeElement)) setTimeout(() => openTools(message, patienceMs - ASK_AGAIN_MS), ASK_AGAIN_MS)
}
