const GAP = 6
const EDGE = 8
const ROOM = 160

/** Lays a list above the box that a field is in, or below where there is no room above: never over its words, never outside of the window. */
export function placeBeside(list: HTMLElement, field: HTMLElement): void {
  const box = (field.closest('.box') ?? field).getBoundingClientRect()
  const top = visualViewport?.offsetTop ?? 0
  const bottom = top + (visualViewport?.height ?? innerHeight)
  const above = box.top - top - GAP - EDGE
  const below = bottom - box.bottom - GAP - EDGE
  const upwards = above >= Math.min(ROOM, list.scrollHeight) || above >= below
  const { style } = list
  style.maxHeight = `${Math.max(44, upwards ? above : below)}px`
  const { width, height } = list.getBoundingClientRect()
  const rtl = getComputedStyle(document.documentElement).direction === 'rtl'
  style.top = `${upwards ? box.top - GAP - height : box.bottom + GAP}px`
  style.left = `${Math.max(EDGE, Math.min(rtl ? box.right - width : box.left, innerWidth - width - EDGE))}px`
}
