'use client'

import { ChevronLeft, Search } from 'lucide-react'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useSession } from '../../hooks/use-client.ts'
import { useConversations } from '../../hooks/use-conversation.ts'
import { usePaneWords } from '../../hooks/use-pane-words.ts'
import { useAsked } from '../../hooks/use-route.ts'
import { useSearch } from '../../hooks/use-search.ts'
import { useSettled } from '../../hooks/use-settled.ts'
import { useDirectory } from '../../hooks/use-users.ts'
import { conversationName, isMine, signedName } from '../../lib/conversation.ts'
import { isTouch } from '../../lib/focus.ts'
import { replacePath } from '../../lib/navigate.ts'
import { searchPath } from '../../lib/paths.ts'
import { NavLink } from '../ui/nav-link.tsx'
import { SearchResults } from './search-results.tsx'

/** What was said, found by its words. The address holds the question, so that back and forward come here again. */
export function SearchPane() {
  const params = useAsked()
  const words = usePaneWords()
  const q = params.get('q')?.trim() ?? ''
  const channelId = params.get('in')
  const search = useSearch(q, channelId)
  return (
    <main className="main">
      <header className="head">
        <NavLink href="/" className="tool back" aria-label={words.back}>
          <ChevronLeft size={22} className="points" />
        </NavLink>
        <h1>
          <span>{words.searchTitle}</span>
        </h1>
      </header>
      <SearchForm q={q} channelId={channelId} />
      <SearchResults q={q} search={search} />
    </main>
  )
}

/** The words and the place. What is typed is asked when it rests; Enter asks at once. */
function SearchForm({ q, channelId }: { q: string; channelId: string | null }) {
  const words = usePaneWords()
  const field = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState(q)
  const rested = useSettled(typed, 350)
  const asked = useRef(q)
  useEffect(() => {
    if (!isTouch()) field.current?.focus()
  }, [])
  // Back and forward change the address beneath the field.
  useEffect(() => {
    if (asked.current !== q) setTyped(q)
    asked.current = q
  }, [q])
  const ask = (text: string, place: string | null) => {
    asked.current = text.trim()
    replacePath(searchPath(text.trim(), place))
  }
  const latest = useRef(ask)
  latest.current = ask
  const place = useRef(channelId)
  place.current = channelId
  useEffect(() => latest.current(rested, place.current), [rested])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    ask(typed, channelId)
  }
  return (
    <search>
      <form className="search-form" onSubmit={submit}>
        <label className="find-line">
          <Search size={16} aria-hidden="true" />
          <input
            ref={field}
            type="search"
            aria-label={words.searchMessages}
            placeholder={words.searchMessages}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        </label>
        <PlaceFilter channelId={channelId} onChange={(next) => ask(typed, next)} />
      </form>
    </search>
  )
}

function PlaceFilter({ channelId, onChange }: { channelId: string | null; onChange: (channelId: string | null) => void }) {
  const { me } = useSession()
  const words = usePaneWords()
  const lookup = useDirectory()
  const all = useConversations().filter((one) => isMine(one) || one.channel.id === channelId)
  const named = all.map((one) => ({ id: one.channel.id, name: signedName(one, conversationName(one, me.id, lookup)) }))
  return (
    <label className="search-place">
      {words.searchIn}
      <select value={channelId ?? ''} onChange={(event) => onChange(event.target.value || null)}>
        <option value="">{words.everywhere}</option>
        {named
          .sort((a, b) => a.name.localeCompare(b.name))
          .map(({ id, name }) => (
            <option key={id} value={id} dir="auto">
              {name}
            </option>
          ))}
      </select>
    </label>
  )
}
