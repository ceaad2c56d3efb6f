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
  /** Of the scripts that stand in it: without anybody's values, or in its two parts. */
  readonly scriptHashes: { bare: string[]; inParts: string[] }
  /** With the values of somebody of whom no picture is drawn. */
  with(bootTag: string): string
  /** What is sent at once: while the rest is found, the browser leaves the page that stood, and fetches style and fonts. */
  readonly opening: string
  /** What follows it. Where there is no picture, the code begins at once. */
  rest(bootTag: string, picture: Picture | null): string
}

/**
 * Shows the picture, now that all of it is here: a piece of it, painted while the rest is on its way, would move when that comes. A press on it waits for the
 * page, which does what was meant by it (web/lib/picture.ts). Starts the page's code once its picture is seen, for the two would share the processors, or soon
 * where nothing is painted: a page opened out of sight must begin as well, and one without a picture at once. What the code consists of is asked for while the
 * first frame is drawn and not before: each request costs the page's own thread as much as ten rows of the picture. The elements are those that the framework
 * looks for before it would make its own.
 */
const START = `(function(){var p=document.querySelector('first-picture');if(p){p.dataset.whole='';p.addEventListener('click',function(e){var t=e.target.closest('a,button')
if(t){e.preventDefault();p.pressed=t}})
p.addEventListener('keydown',function(e){if(e.key==='Enter'&&!e.shiftKey&&!e.isComposing&&e.target.localName==='textarea'){e.preventDefault();p.sent=true}})}var begun=false;function late(each){document.querySelectorAll('link[data-late]').forEach(each)}
function begin(){if(begun)return;begun=true
late(function(l){var s=document.createElement('script');s.src=l.getAttribute('href');s.async=true;document.head.appendChild(s)})}
requestAnimationFrame(function(){setTimeout(function(){if(!begun)late(function(l){l.rel='preload'})})})
if(!p||document.hidden)begin();else{setTimeout(begin,1000)
if((PerformanceObserver.supportedEntryTypes||[]).indexOf('paint')<0)requestAnimationFrame(function(){setTimeout(begin)})
else new PerformanceObserver(function(l){if(l.getEntriesByName('first-contentful-paint').length)begin()}).observe({type:'paint',buffered:true})}})()`

const INLINE_SCRIPT = /<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g
const ASYNC_SCRIPT = /<script src="([^"]+)" async=""><\/script>/g

export function readShell(outDir: string): Shell {
  const html = readFileSync(join(outDir, 'index.html'), 'utf8')
  const inline = [...html.matchAll(INLINE_SCRIPT)].map((match) => match[1] ?? '')
  const hashes = (scripts: readonly string[]): string[] => [...new Set(scripts)].map((script) => createHash('sha256').update(script).digest('base64'))
  const at = html.indexOf('<head>') + '<head>'.length
  const [before, after] = [html.slice(0, at), html.slice(at)]
  const headEnd = after.indexOf('</head>')
  const head = after.slice(0, headEnd)
  // Before the stylesheet, for which they would wait, and the parser with them: a frame with nothing in it was drawn meanwhile.
  const looks = [...head.matchAll(INLINE_SCRIPT)].map(([script]) => script).join('')
  const late = (looks + head.replaceAll(INLINE_SCRIPT, '')).replaceAll(ASYNC_SCRIPT, '<link as="script" fetchpriority="low" href="$1" data-late="">')
  const bodyEnd = after.indexOf('<body>') + '<body>'.length
  return {
    bare: html,
    scriptHashes: { bare: hashes(inline), inParts: hashes([...inline, START]) },
    with: (bootTag) => before + bootTag + after,
    opening: before + late,
    rest(bootTag, picture) {
      const drawn = picture ? `<first-picture${picture.unsure ? ' data-unsure' : ''}>${picture.html}</first-picture>` : ''
      // The picture last: before the values, which only the code reads, it would be drawn while they are on their way, and again.
      return `${bootTag}${after.slice(headEnd, bodyEnd)}${drawn}<script>${START}</script>${after.slice(bodyEnd)}`
    },
  }
}
