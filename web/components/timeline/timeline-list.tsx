'use client'

import type { Conversation, Entry } from '@parley/client'
import { LIMITS } from '@parley/protocol'
import clsx from 'clsx'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useClient, useSession } from '../../hooks/use-client.ts'
import { useLongPress } from '../../hooks/use-long-press.ts'
import { MessageActionsContext, type Questions, useMessageActions } from '../../hooks/use-message-actions.ts'
import type { NewLine } from '../../hooks/use-new-line.ts'
import { useReadable } from '../../hooks/use-readable.ts'
import { useRest } from '../../hooks/use-rest.ts'
import { type Start, useTimelineWindow } from '../../hooks/use-timeline-window.ts'
import { useWords } from '../../hooks/use-words.ts'
import { isMine } from '../../lib/conversation.ts'
import { isLong } from '../../lib/long.ts'
import { walk } from '../../lib/message-keys.ts'
import { groupsOf, rowsOf } from '../../lib/rows.ts'
import { before } from '../../lib/window.ts'
import { laterPart } from '../later.tsx'
import { SkeletonLines } from '../skeleton.tsx'
import { TimelineAids } from './timeline-aids.tsx'
import { TimelineRows } from './timeline-rows.tsx'
import { TimelineTop } from './timeline-top.tsx'

const JumpToLatest = laterPart(async () => (await import('./jump-to-latest.tsx')).JumpToLatest)
const DateDialog = laterPart(async () => (await import('./date-dialog.tsx')).DateDialog)
const ReactionPicker = laterPart(async () => (await import('../reactions/reaction-picker.tsx')).ReactionPicker)
const MessageDialog = laterPart(async () => (await import('./message-dialog.tsx')).MessageDialog)
const LeavingLine = laterPart(async () => (await import('./leaving-line.tsx')).LeavingLine)

interface Props {
  conversation: Conversation
  seq: number | null
  attentive: boolean
  newLine: NewLine
  /** How often something was sent from here: each time the list goes to its end. */
  sends: number
  editing: string | null
  onEdit: (messageId: string) => void
  onEditEnd: () => void
  /** Where it stands beside another: which one it is. */
  label?: string
  /** Answers are begun there. */
  onReply?: (entry: Entry) => void
}

/** What was said. */
export function TimelineList({ conversation, seq, attentive, newLine, sends, editing, onEdit, onEditEnd, onReply, label }: Props) {
  const { client } = useSession()
  const say = useWords().timeline
  const scroller = useRef<HTMLDivElement>(null)
  const timeline = useMemo(() => client.timeline(conversation.channel.id), [client, conversation.channel.id])
  const begin = useStart(conversation, seq)
  const { view, shown, span, atBottom, onScroll, toEnd, retry } = useTimelineWindow(timeline, scroller, begin)
  const stretch = { first: view.firstSeq, last: conversation.channel.lastSeq }
  const long = view.loaded && isLong(stretch)
  const above = before(view.entries, shown)
  const rows = useMemo(() => rowsOf(shown, newLine.from, above), [shown, newLine.from, above])
  const groups = useMemo(() => groupsOf(rows), [rows])
  const [date, askForDate] = useState<number | null>(null)
  const { actions, questions } = useMessageActions({ conversation, newLine, onEdit, onEditEnd, onReply, onAskForDate: askForDate })
  const press = useLongPress()
  useRest(view.loaded)
  useRetry(view.error !== null, retry)
  useReadMark(conversation, atBottom && attentive && !newLine.held)
  const { release } = newLine
  const toLatest = () => {
    release()
    void toEnd()
  }
  useEachSend(sends, toLatest)

  return (
    <MessageActionsContext value={actions}>
      <div className="timeline">
        <div
          className={clsx('line', long && 'long')}
          ref={scroller}
          onScroll={onScroll}
          onKeyDown={(event) => walk(event, shown, actions)}
          {...press}
          role="log"
          aria-live="off"
          aria-label={label ?? say.messages}
          tabIndex={-1}
        >
          {/* Another element when the rows are there: one that grew instead would be said to have moved. */}
          <div key={span ? 'rows' : 'none'} className="line-rows">
            {(span || view.error) && <TimelineTop conversation={conversation} view={view} empty={rows.length === 0} onRetry={() => void retry()} />}
            {!span && !view.error && <SkeletonLines />}
            {groups.map((group, index) => (
              <TimelineRows key={group.key} rows={group.rows} target={begin.seq === seq ? seq : null} editing={editing} newest={index === groups.length - 1} />
            ))}
          </div>
        </div>
        <TimelineAids conversation={conversation} stretch={long ? stretch : null} scroller={scroller} newFrom={newLine.from} rows={rows} />
        {view.loaded && !atBottom && <JumpToLatest unread={conversation.unread} onJump={toLatest} />}
      </div>
      {date !== null && <DateDialog conversation={conversation} at={date} onClose={() => askForDate(null)} />}
      <Asked {...questions} channelId={conversation.channel.id} />
    </MessageActionsContext>
  )
}

/** What was asked about a message. */
function Asked({ deleting, endDeleting, asked, endAsking, reacting, endReacting, channelId }: Questions & { channelId: string }) {
  return (
    <>
      {asked && <MessageDialog asked={asked} onClose={endAsking} />}
      {reacting && <ReactionPicker {...reacting} onClose={endReacting} />}
      <LeavingLine asked={deleting} channelId={channelId} onTaken={endDeleting} />
    </>
  )
}

/** So many rows that were read already stand above what is new. */
const ABOVE_NEW = 8

/** Where reading starts: at the message of the address, at the first of many unread, or at the end with the new ones in view. */
function useStart(conversation: Conversation, seq: number | null): Start {
  const { readSeq, unread } = conversation
  const [opening] = useState(() => (isMine(conversation) && unread > LIMITS.manyUnread && readSeq > 0 ? readSeq + 1 : null))
  const [least] = useState(isMine(conversation) ? unread + ABOVE_NEW : 0)
  return useMemo(() => (seq !== null ? { start: { at: 'seq', seq }, seq, least } : { start: { at: 'new' }, seq: opening, least }), [seq, opening, least])
}

/** What arrives before the person's eyes is read before it is drawn: no number appears and goes again. */
function useReadMark(conversation: Conversation, reading: boolean): void {
  const { client } = useSession()
  const { id } = conversation.channel
  useEffect(() => {
    if (!reading) return
    const mark = () => {
      const now = client.conversation(id).get()
      if (now && isMine(now) && now.channel.lastSeq > now.readSeq) client.markRead(id, now.channel.lastSeq)
    }
    mark()
    // Messages are read as they come; what a later answer tells of others, when it does.
    const stops = [client.attend(id), client.conversations.subscribe(mark)]
    return () => stops.forEach((stop) => void stop())
  }, [client, reading, id])
}

/** With each send, and with nothing else that changes meanwhile: who marks unread or looks far back after it stays there. */
function useEachSend(sends: number, follow: () => void): void {
  const latest = useRef(follow)
  latest.current = follow
  const followed = useRef(sends)
  useEffect(() => {
    if (sends !== followed.current) latest.current()
    followed.current = sends
  }, [sends])
}

/** What could not be loaded is asked for again once the connection is back. */
function useRetry(failed: boolean, retry: () => Promise<void>): void {
  const online = useReadable(useClient().status).at === 'online'
  const wasOnline = useRef(online)
  useEffect(() => {
    if (online && !wasOnline.current && failed) void retry()
    wasOnline.current = online
  }, [online, failed, retry])
}
