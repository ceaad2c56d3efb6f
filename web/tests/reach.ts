import type { Page } from '@playwright/test'

/** What can be scrolled sideways, and what stands outside of the window. Code and tables scroll in themselves, and may. */
export const sideways = (page: Page, except = '.visually-hidden, next-route-announcer'): Promise<string[]> =>
  page.evaluate((left) => {
    const scrolls = (one: Element) => one.scrollWidth > one.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(one).overflowX)
    const outside = (one: Element) => one.clientWidth > 0 && (one.getBoundingClientRect().right > innerWidth + 1 || one.getBoundingClientRect().left < -1)
    const page = document.documentElement
    const wrong = [...document.querySelectorAll('body *')].filter((one) => !one.closest(left) && one.checkVisibility() && (scrolls(one) || outside(one)))
    return [...(page.scrollWidth > page.clientWidth ? ['the page'] : []), ...wrong.map((one) => `${one.tagName}.${one.getAttribute('class')}`)]
  }, except)

/** Controls that no pointer gets at, also not after scrolling to them: outside of the window, or under something else. Answers how many there are as well. */
export const unreachable = (page: Page): Promise<{ controls: number; missed: string[] }> =>
  page.evaluate(async () => {
    const covering = document.querySelector('dialog[open]') ?? document.body
    const all = [...covering.querySelectorAll<HTMLElement>('button, a[href], input, textarea, select, summary, [role=option]')].filter(
      (one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !one.closest('.visually-hidden, .skip, [inert], .acts'),
    )
    const missed: string[] = []
    for (const one of all) {
      const target = one.closest('label') ?? one
      target.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' })
      await new Promise(requestAnimationFrame)
      const { left, top, width, height } = target.getBoundingClientRect()
      const hit = document.elementFromPoint(left + width / 2, top + height / 2)
      if (hit && (target.contains(hit) || hit.contains(target))) continue
      missed.push(
        `${one.tagName}.${one.className} “${one.ariaLabel ?? target.textContent.slice(0, 40)}” under ${hit ? `${hit.tagName}.${hit.getAttribute('class')}` : 'nothing'}`,
      )
    }
    return { controls: all.length, missed }
  })
