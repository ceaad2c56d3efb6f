'use client'

import { useEffect, useRef, useState } from 'react'
import { useSession } from '../../hooks/use-client.ts'
import { usePathOf } from '../../hooks/use-conversation.ts'
import { useDialogs } from '../../hooks/use-dialogs.ts'
import { useLaterWords } from '../../hooks/use-later.ts'
import { useShell } from '../../hooks/use-shell.ts'
import { useFormats } from '../../hooks/use-words.ts'
import { wordsOf } from '../../lib/failure.ts'
import { goTo } from '../../lib/go-to.ts'
import { navigate } from '../../lib/navigate.ts'
import { slashCommands, slashIn } from '../../lib/slash/commands.ts'
import { Confirm } from '../ui/confirm.tsx'
import { Dialog } from '../ui/dialog.tsx'

interface Props {
  text: string
  channelId: string
  onSend: (content: string) => void
  /** It is over: the words have been used, or stay. */
  onEnd: (used: boolean) => void
}

/** A command on its way: done once, said, and nothing of it sent as text unless somebody says so. */
export function SlashLine({ text, channelId, onSend, onEnd }: Props) {
  const { client, me } = useSession()
  const { say } = useShell()
  const words = useLaterWords()
  const formats = useFormats()
  const pathOf = usePathOf()
  const open = useDialogs()
  const [helping, setHelping] = useState(false)
  const begun = useRef(false)
  const { name, command, rest } = slashIn(text)
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for one line
  useEffect(() => {
    if (!command || begun.current) return
    begun.current = true
    const goToChannel = (id: string) => goTo(client, id, pathOf)
    let used = true
    const ask = (is: 'poll', words: string) => {
      used = false
      open({ is, channelId, words, sent: () => onEnd(true) })
    }
    command
      .run({ client, me, channelId, words, formats, send: onSend, goToChannel, navigate, open, ask, help: () => setHelping(true) }, rest)
      .then((done) => {
        if (done) say(done, true)
        // The help stays until it is closed.
        if (command.name !== 'help') onEnd(used)
      })
      .catch((error: unknown) => {
        say(wordsOf(error), true)
        onEnd(false)
      })
  }, [])
  if (helping) return <SlashHelp onClose={() => onEnd(true)} />
  if (command) return null
  const asText = async () => {
    onSend(text.trimEnd())
    onEnd(true)
  }
  return <Confirm title={words.unknownTitle(name)} words={words.unknownWords} action={words.sendAsText} onConfirm={asText} onClose={() => onEnd(false)} />
}

function SlashHelp({ onClose }: { onClose: () => void }) {
  const words = useLaterWords()
  return (
    <Dialog title={words.commands} onClose={onClose}>
      <dl className="slash-help">
        {slashCommands.map(({ name, usage }) => (
          <div key={name}>
            <dt>
              <code>{usage}</code>
            </dt>
            <dd>{words.slash[name]}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
