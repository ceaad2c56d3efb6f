'use client'

import type { Conversation } from '@parley/client'
import { Archive, Hash, Lock, LogOut } from 'lucide-react'
import { useState } from 'react'
import { useClient } from '../../hooks/use-client.ts'
import { leavePlace } from '../../lib/place.ts'
import { Confirm } from '../ui/confirm.tsx'

type Step = 'leave' | 'archive' | 'private' | 'public'

const asked: Record<Step, { title: string; words: string; action: string }> = {
  leave: { title: 'Leave this channel?', words: 'A private channel can only be entered again by being added.', action: 'Leave' },
  archive: { title: 'Archive this channel?', words: 'It can be read and searched, and nobody can write in it. You can bring it back.', action: 'Archive' },
  private: { title: 'Make it private?', words: 'From now on only its members can find and read it.', action: 'Make private' },
  public: { title: 'Make it public?', words: 'Everybody in the workspace will be able to read all of it, also what was said before.', action: 'Make public' },
}

/** Larger steps with a channel. Each is asked once. */
export function ChannelSteps({ conversation, may }: { conversation: Conversation; may: boolean }) {
  const client = useClient()
  const { channel } = conversation
  const [step, setStep] = useState<Step | null>(null)
  const other = channel.kind === 'public' ? 'private' : 'public'
  const take = async (chosen: Step) => {
    const channelId = channel.id
    if (chosen === 'leave') await client.call('channel.leave', { channelId }).then(leavePlace)
    else if (chosen === 'archive') await client.call('channel.update', { channelId, archived: true })
    else await client.call('channel.update', { channelId, kind: chosen })
  }
  return (
    <section className="section steps">
      {may && (
        <button type="button" className="step" onClick={() => setStep(other)}>
          {other === 'private' ? <Lock size={16} /> : <Hash size={16} />} {asked[other].action}
        </button>
      )}
      {may && channel.archivedAt === null && (
        <button type="button" className="step" onClick={() => setStep('archive')}>
          <Archive size={16} /> Archive
        </button>
      )}
      <button type="button" className="step danger" onClick={() => setStep('leave')}>
        <LogOut size={16} /> Leave channel
      </button>
      {step && <Confirm {...asked[step]} onConfirm={() => take(step)} onClose={() => setStep(null)} />}
    </section>
  )
}
