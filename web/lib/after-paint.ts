/** Runs something once the next frame is painted. A page out of sight paints none, and is not waited for. */
export function afterPaint(run: () => void): void {
  if (document.hidden) setTimeout(run)
  else requestAnimationFrame(() => setTimeout(run))
}
