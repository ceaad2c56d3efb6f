'use client'

import type { Conversation } from '@parley/client'
import { Archive, Hash, Lock, LogOut } from 'lucide-react'
import { useState } from 'react'
import { useClient } from '../../hooks/use-client.ts'
import { useWords } from '../../hooks/use-words.ts'
import { leavePlace } from '../../lib/place.ts'
import type { Catalogue } from '../../locales/en.ts'
import { Confirm } from '../ui/confirm.tsx'

type Step = keyof Catalogue['conversation']['steps']

/** Larger steps with a channel. Each is asked once. */
export function ChannelSteps({ conversation, may }: { conversation: Conversation; may: boolean }) {
  const client = useClient()
  const say = useWords().conversation
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
          {other === 'private' ? <Lock size={16} /> : <Hash size={16} />} {say.steps[other].action}
        </button>
      )}
      {may && channel.archivedAt === null && (
        <button type="button" className="step" onClick={() => setStep('archive')}>
          <Archive size={16} /> {say.archive}
        </button>
      )}
      <button type="button" className="step danger" onClick={() => setStep('leave')}>
        <LogOut size={16} /> {say.leave}
      </button>
      {step && <Confirm {...say.steps[step]} onConfirm={() => take(step)} onClose={() => setStep(null)} />}
    </section>
  )
}
