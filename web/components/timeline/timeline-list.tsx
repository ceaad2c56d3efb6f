'use client'

import type { Conversation } from '@parley/client'
import { LIMITS } from '@parley/protocol'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useClient, useSession } from '../../hooks/use-client.ts'
import { useLongPress } from '../../hooks/use-long-press.ts'
import { MessageActionsContext, useMessageActions } from '../../hooks/use-message-actions.ts'
import type { NewLine } from '../../hooks/use-new-line.ts'
import { useReadable } from '../../hooks/use-readable.ts'
import { useRest } from '../../hooks/use-rest.ts'
import { type Arrival, useTimelineWindow } from '../../hooks/use-timeline-window.ts'
import { useWords } from '../../hooks/use-words.ts'
import { isMine } from '../../lib/conversation.ts'
import { walk } from '../../lib/message-keys.ts'
import { rowsOf } from '../../lib/rows.ts'
import { laterPart } from '../later.tsx'
import { SkeletonLines } from '../skeleton.tsx'
import { JumpToLatest } from './jump-to-latest.tsx'
import { TimelineAids } from './timeline-aids.tsx'
import { TimelineRow } from './timeline-row.tsx'
import { TimelineTop } from './timeline-top.tsx'

const DateDialog = laterPart(async () => (await import('./date-dialog.tsx')).DateDialog)
const DeleteConfirm = laterPart(async () => (await import('./delete-confirm.tsx')).DeleteConfirm)

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
}

/** What was said. */
export function TimelineList({ conversation, seq, attentive, newLine, sends, editing, onEdit, onEditEnd }: Props) {
  const { client } = useSession()
  const say = useWords().timeline
  const scroller = useRef<HTMLDivElement>(null)
  const timeline = useMemo(() => client.timeline(conversation.channel.id), [client, conversation.channel.id])
  const [start, startSeq] = useStart(conversation, seq)
  const { view, shown, span, atBottom, look, toEnd, retry } = useTimelineWindow(timeline, scroller, start, startSeq)
  const rows = useMemo(() => rowsOf(shown, newLine.from), [shown, newLine.from])
  const [date, askForDate] = useState<number | null>(null)
  const { actions, deleting, endDeleting } = useMessageActions({ conversation, newLine, onEdit, onEditEnd, onAskForDate: askForDate })
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
          className="line"
          ref={scroller}
          onScroll={look}
          onKeyDown={(event) => walk(event, shown, actions)}
          {...press}
          role="log"
          aria-live="off"
          aria-label={say.messages}
          tabIndex={-1}
        >
          {/* Another element when the rows are there: one that grew instead would be said to have moved. */}
          <div key={span ? 'rows' : 'none'} className="line-rows">
            {(span || view.error) && <TimelineTop conversation={conversation} view={view} empty={rows.length === 0} onRetry={() => void retry()} />}
            {!span && !view.error && <SkeletonLines />}
            {rows.map((row, index) => (
              <TimelineRow key={row.key} row={row} target={startSeq === seq ? seq : null} editing={row.key === editing} last={index === rows.length - 1} />
            ))}
          </div>
        </div>
        <TimelineAids conversation={conversation} view={view} scroller={scroller} newFrom={newLine.from} rows={rows} />
        {view.loaded && !atBottom && <JumpToLatest unread={conversation.unread} onJump={toLatest} />}
      </div>
      {date !== null && <DateDialog conversation={conversation} at={date} onClose={() => askForDate(null)} />}
      {deleting && <DeleteConfirm message={deleting} onClose={endDeleting} />}
    </MessageActionsContext>
  )
}

/** Where reading starts: at the message of the address, at the first of many unread, or at the end with the new ones in view. */
function useStart(conversation: Conversation, seq: number | null): [Arrival, number | null] {
  const { readSeq, unread } = conversation
  const [opening] = useState(() => (isMine(conversation) && unread > LIMITS.manyUnread && readSeq > 0 ? readSeq + 1 : null))
  return useMemo(() => (seq !== null ? [{ at: 'seq', seq }, seq] : [{ at: 'new' }, opening]), [seq, opening])
}

function useReadMark(conversation: Conversation, reading: boolean): void {
  const { client } = useSession()
  const { channel, readSeq } = conversation
  const behind = isMine(conversation) && channel.lastSeq > readSeq
  useEffect(() => {
    if (reading && behind) client.markRead(channel.id, channel.lastSeq)
  }, [client, reading, behind, channel.id, channel.lastSeq])
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
