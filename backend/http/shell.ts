import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A picture of the page, to be looked at until its code is there. */
export interface Picture {
  html: string
  /** Nobody knows what time it is there: no time is shown. */
  unsure: boolean
}

/** The exported page, and what the server puts into it. */
export interface Shell {
  /** Without anybody's values. */
  readonly bare: string
  /** Of the scripts that stand in it, with a picture or without. */
  readonly scriptHashes: { bare: string[]; pictured: string[] }
  with(bootTag: string, picture: Picture | null): string
}

/**
 * Shows the picture, now that all of it is here: a piece of it, painted while the rest is on its way, would move when that comes. A press on it waits for the
 * page, which does what was meant by it (web/lib/picture.ts). Starts the page's code once its picture is seen, for the two would share the processors, or soon
 * where nothing is painted: a page opened out of sight must begin as well. The elements are those that the framework looks for before it would make its own.
 */
const START = `(function(){var p=document.querySelector('first-picture');p.dataset.whole='';p.addEventListener('click',function(e){var t=e.target.closest('a,button')
if(t){e.preventDefault();p.pressed=t}})
p.addEventListener('keydown',function(e){if(e.key==='Enter'&&!e.shiftKey&&!e.isComposing&&e.target.localName==='textarea'){e.preventDefault();p.sent=true}});var begun=false;function begin(){if(begun)return;begun=true
document.querySelectorAll('link[data-late]').forEach(function(l){var s=document.createElement('script');s.src=l.getAttribute('href');s.async=true;document.head.appendChild(s)})}
if(document.hidden)begin();else{setTimeout(begin,1000)
if((PerformanceObserver.supportedEntryTypes||[]).indexOf('paint')<0)requestAnimationFrame(function(){setTimeout(begin)})
else new PerformanceObserver(begin).observe({type:'paint',buffered:true})}})()`

const INLINE_SCRIPT = /<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g
const ASYNC_SCRIPT = /<script src="([^"]+)" async=""><\/script>/g

export function readShell(outDir: string): Shell {
  const html = readFileSync(join(outDir, 'index.html'), 'utf8')
  const inline = [...html.matchAll(INLINE_SCRIPT)].map((match) => match[1] ?? '')
  const hashes = (scripts: readonly string[]): string[] => [...new Set(scripts)].map((script) => createHash('sha256').update(script).digest('base64'))
  const at = html.indexOf('<head>') + '<head>'.length
  const [before, after] = [html.slice(0, at), html.slice(at)]
  const body = after.indexOf('<body>') + '<body>'.length
  // Before the stylesheet, for which they would wait, and the parser with them: a frame with nothing in it was drawn meanwhile.
  const looks = [...after.slice(0, body).matchAll(INLINE_SCRIPT)].map(([script]) => script).join('')
  const head = looks + after.slice(0, body).replaceAll(INLINE_SCRIPT, '')
  const late = head.replaceAll(ASYNC_SCRIPT, '<link rel="preload" as="script" fetchpriority="low" href="$1" data-late="">')
  return {
    bare: html,
    scriptHashes: { bare: hashes(inline), pictured: hashes([...inline, START]) },
    with(bootTag, picture) {
      if (!picture) return before + bootTag + after
      const drawn = `<first-picture${picture.unsure ? ' data-unsure' : ''}>${picture.html}</first-picture>`
      // The picture last: before the values, which only the code reads, it would be drawn while they are on their way, and again.
      return `${before + bootTag + late + drawn}<script>${START}</script>${after.slice(body)}`
    },
  }
}
