'use client'

import { useEffect, useRef, useState } from 'react'
import { useSession } from '../../hooks/use-client.ts'
import { usePathOf } from '../../hooks/use-conversation.ts'
import { useRequest } from '../../hooks/use-request.ts'
import { useSettingsWords } from '../../hooks/use-settings-words.ts'
import { homeOf } from '../../lib/conversation.ts'
import { replacePath } from '../../lib/navigate.ts'
import { MadeLink } from '../settings/made-link.tsx'
import { Failure } from '../ui/failure.tsx'
import { AccountFrame } from './account-frame.tsx'

/** The second step of the first person: the place gets its name, and a link to bring others in. */
export function FirstSteps({ workspace: name, onDone }: { workspace: string; onDone: () => void }) {
  const { client, workspace } = useSession()
  const words = useSettingsWords()
  const pathOf = usePathOf()
  const { link, naming, inviting, again } = useFirstSteps(name)
  const sayHello = () => {
    const first = homeOf(client.conversations.get(), workspace)
    if (first) replacePath(pathOf(first))
    onDone()
  }
  const failed = naming.failure ?? inviting.failure
  return (
    <AccountFrame workspace={workspace.name}>
      <div className="form">
        <div>
          <h1>{words.first.inviteTitle}</h1>
          <p className="form-words">{words.first.inviteWords(workspace.name)}</p>
        </div>
        {link && <MadeLink link={link} />}
        {failed && (
          <>
            <Failure words={`${naming.failure ? words.first.notNamed : words.first.notInvited} ${failed}`} />
            <button type="button" className="button" onClick={again}>
              {words.retry}
            </button>
          </>
        )}
        <button type="button" className="button primary wide" onClick={sayHello} disabled={naming.busy}>
          {words.first.hello}
        </button>
        <p className="form-note">{words.first.later}</p>
      </div>
    </AccountFrame>
  )
}

/** Gives the name and makes the link, once; what failed can be tried again. */
function useFirstSteps(name: string) {
  const { client, workspace } = useSession()
  const naming = useRequest()
  const inviting = useRequest()
  const [link, setLink] = useState<string | null>(null)
  const begun = useRef(false)
  const again = () => {
    if (name !== '' && name !== workspace.name) void naming.run(() => client.call('workspace.update', { name }))
    if (link) return
    void inviting.run(async () => {
      const { code } = await client.call('invite.create', {})
      if (code) setLink(`${location.origin}/invite/${code}`)
    })
  }
  useEffect(() => {
    if (begun.current) return
    begun.current = true
    again()
  })
  return { link, naming, inviting, again }
}
