'use client'

import { Check, Copy } from 'lucide-react'
import { createElement, useEffect, useMemo, useRef, useState } from 'react'
import { useWords } from '../../hooks/use-words.ts'
import { copy } from '../../lib/clipboard.ts'
import { later } from '../../lib/later.ts'

const painter = later(() => import('../../lib/markdown/highlight.ts'))

/** Code in its own box. Its colours come when its language has been fetched, and change no letter's place. */
export function CodeBlock({ language, text }: { language: string; text: string }) {
  const { markdown: labels } = useWords()
  const runs = useColours(language, text)
  const words = runs?.map(({ token, text }) => (token === '' ? text : createElement('span', { className: `hl-${token}` }, text))) ?? [text]
  return (
    <div className="code-block">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would lose the line breaks and what says that this is code; many regions would be many landmarks */}
      <pre tabIndex={0} role="group" aria-label={language === '' ? labels.code : `${labels.code}, ${language}`}>
        {createElement('code', null, ...words)}
      </pre>
      <div className="code-head">
        {language !== '' && <span>{language}</span>}
        <CopyCode text={text} />
      </div>
    </div>
  )
}

function CopyCode({ text }: { text: string }) {
  const { markdown: labels } = useWords()
  const [copied, setCopied] = useState(false)
  const timer = useRef(0)
  useEffect(() => () => clearTimeout(timer.current), [])
  const press = async () => {
    await copy(text)
    setCopied(true)
    clearTimeout(timer.current)
    timer.current = window.setTimeout(() => setCopied(false), 2_000)
  }
  return (
    <button type="button" aria-label={copied ? labels.copied : labels.copyCode} onClick={() => void press()}>
      {copied ? <Check size={14} /> : <Copy size={14} />}
      {copied ? labels.copied : labels.copy}
    </button>
  )
}

/** The code in its colours; null while its language is not here, or has none. A lost connection leaves the code as it is. */
function useColours(language: string, text: string) {
  const [arrived, arrive] = useState(0)
  useEffect(() => {
    if (language === '' || painter.get()?.isLoaded(language)) return
    let here = true
    const fetched = async () => {
      const { mayHighlight, loadLanguage } = await painter.load()
      if (mayHighlight(language, text)) await loadLanguage(language)
    }
    fetched().then(
      () => here && arrive((before) => before + 1),
      () => {},
    )
    return () => {
      here = false
    }
  }, [language, text])
  // biome-ignore lint/correctness/useExhaustiveDependencies: what has arrived is no value of this function
  return useMemo(() => painter.get()?.highlight(language, text) ?? null, [language, text, arrived])
}
