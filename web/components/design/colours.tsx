'use client'

import { useEffect, useState } from 'react'
import { contrastOf, type Rgb } from '../../lib/contrast.ts'
import { Specimen } from './specimen.tsx'

const papers = ['--paper', '--paper-2', '--paper-3', '--accent-wash', '--signal-wash']
const inks = ['--ink', '--ink-2', '--ink-3', '--accent', '--signal', '--danger-text', '--focus', '--online', '--away', '--line', '--line-2']
const surfaces = [
  ['--accent-ink', '--accent'],
  ['--danger-ink', '--danger'],
  ['--paper', '--ink'],
] as const

/** Every colour on every paper, with its contrast as the browser draws it at this moment. */
export function Colours() {
  const colours = useColours([...papers, ...inks, ...surfaces.flat()])
  const ratio = (words: string, paper: string): string => {
    const [one, other] = [colours.get(words), colours.get(paper)]
    return one && other ? contrastOf(one, other).toFixed(1) : '…'
  }
  return (
    <Specimen title="Colours, and their contrast" column>
      <div className="swatches">
        {papers.flatMap((paper) => inks.map((ink) => <Swatch key={paper + ink} paper={paper} ink={ink} ratio={ratio(ink, paper)} />))}
        {surfaces.map(([ink, paper]) => (
          <Swatch key={paper} paper={paper} ink={ink} ratio={ratio(ink, paper)} />
        ))}
      </div>
    </Specimen>
  )
}

function Swatch({ paper, ink, ratio }: { paper: string; ink: string; ratio: string }) {
  return (
    <div className="swatch" style={{ background: `var(${paper})`, color: `var(${ink})` }}>
      <b>{ratio}</b>
      <span>
        {ink.slice(2)} on {paper.slice(2)}
      </span>
    </div>
  )
}

/** The tokens as drawn; read again whenever the look changes. */
function useColours(names: readonly string[]): ReadonlyMap<string, Rgb> {
  const [colours, setColours] = useState<ReadonlyMap<string, Rgb>>(new Map())
  const key = names.join()
  useEffect(() => {
    const read = () => setColours(new Map(key.split(',').map((name) => [name, drawn(name)])))
    read()
    const watcher = new MutationObserver(read)
    watcher.observe(document.documentElement, { attributeFilter: ['data-theme', 'data-contrast'] })
    return () => watcher.disconnect()
  }, [key])
  return colours
}

/** A canvas reads any notation of colour. */
function drawn(name: string): Rgb {
  const canvas = document.createElement('canvas').getContext('2d')
  if (!canvas) return [0, 0, 0]
  canvas.fillStyle = getComputedStyle(document.documentElement).getPropertyValue(name)
  canvas.fillRect(0, 0, 1, 1)
  const [red = 0, green = 0, blue = 0] = canvas.getImageData(0, 0, 1, 1).data
  return [red / 255, green / 255, blue / 255]
}
