import type { Page } from '@playwright/test'

/** Words on the page, seen or told to a screen reader, that are neither in brackets nor somebody's own. */
export function outsideOfBrackets(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    // What people wrote and called things has a direction of its own; times are written by Intl; languages are called what they call themselves.
    const own = '[dir=auto]:not(input), time, kbd, bdi[lang], .picker-row, .completion i, [aria-hidden=true].avatar, .mark, script, style, noscript, title'
    const found: string[] = []
    const isNamed = (words: string) => !/\p{L}/u.test(words) || /^\[.*\]( \((Ctrl|⌘)[^)]*\))?$/su.test(words.trim())
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (texts.nextNode()) {
      const { nodeValue, parentElement } = texts.currentNode
      if (nodeValue && parentElement && !parentElement.closest(own) && !isNamed(nodeValue)) found.push(nodeValue)
    }
    for (const name of ['aria-label', 'title', 'placeholder', 'alt'])
      for (const element of document.body.querySelectorAll(`[${name}]`)) {
        const words = element.getAttribute(name) ?? ''
        // Emoji are called what their own list calls them; a session is titled with what its browser said of itself.
        if (!element.closest('time, .day, .picker-row, .list-row[title]') && !isNamed(words)) found.push(`${name}: ${words}`)
      }
    return found
  })
}

/** Buttons, labels, headings and sentences whose words do not fit in, except where an ellipsis is meant. */
export function clippedIn(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const all = document.body.querySelectorAll<HTMLElement>('button, label, legend, h1, h2, h3, p, b, small, span, a, .day, .menu-item, .tag')
    const isCut = (element: HTMLElement) => {
      if (
        element.closest('.visually-hidden, .avatar, .skip:not(:focus), .picker-row, .format-bar') ||
        element.clientWidth === 0 ||
        !element.checkVisibility({ visibilityProperty: true })
      )
        return false
      if (getComputedStyle(element).textOverflow === 'ellipsis' || element.querySelector('.visually-hidden')) return false
      const { left, right } = element.getBoundingClientRect()
      return element.scrollWidth > element.clientWidth + 1 || left < -1 || right > innerWidth + 1
    }
    return [...all]
      .filter(isCut)
      .map((element) => `${element.tagName} ${element.className}: ${element.textContent.slice(0, 80) || element.getAttribute('aria-label')}`)
  })
}

export const sidewaysOverflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

/** Every sentence of a catalogue under its key, with «1» and «2» for what is said in it. */
export function said(catalogue: object, under = ''): Map<string, string> {
  return new Map(
    Object.entries(catalogue).flatMap(([name, value]): [string, string][] => {
      const key = under + name
      if (typeof value === 'string') return [[key, value]]
      if (typeof value === 'function') return [[key, String(value('«1»', '«2»'))]]
      return [...said(value, `${key}.`)]
    }),
  )
}
