'use client'

import { Check, Copy } from 'lucide-react'
import { createElement, useEffect, useMemo, useRef, useState } from 'react'
import { useWords } from '../../hooks/use-words.ts'
import { copy } from '../../lib/clipboard.ts'
import { highlight, isLoaded, loadLanguage, mayHighlight } from '../../lib/markdown/highlight.ts'

/** Code in its own box. Its colours come when its language has been fetched, and change no letter's place. */
export function CodeBlock({ language, text }: { language: string; text: string }) {
  const { markdown: labels } = useWords()
  const ready = useLanguage(language, text)
  const runs = useMemo(() => (ready ? highlight(language, text) : null), [ready, language, text])
  const words = runs?.map(({ token, text }) => (token === '' ? text : createElement('span', { className: `hl-${token}` }, text))) ?? [text]
  return (
    <div className="code-block">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      {/* biome-ignore lint/a11y/useSemanticElements: a section would lose the line breaks and what says that this is code */}
      <pre tabIndex={0} role="region" aria-label={language === '' ? labels.code : `${labels.code}, ${language}`}>
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

/** Whether a language's colours are there; fetches them when there are any. A lost connection leaves the code as it is. */
function useLanguage(language: string, text: string): boolean {
  const [arrived, setArrived] = useState(false)
  const wanted = mayHighlight(language, text)
  useEffect(() => {
    if (!wanted || isLoaded(language)) return
    let here = true
    loadLanguage(language).then(
      () => here && setArrived(true),
      () => {},
    )
    return () => {
      here = false
    }
  }, [wanted, language])
  return wanted && (arrived || isLoaded(language))
}
