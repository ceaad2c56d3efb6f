'use client'

import { Copy } from 'lucide-react'
import { useState } from 'react'
import { useSettingsWords } from '../../hooks/use-settings-words.ts'
import { copy } from '../../lib/clipboard.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { QrCode } from '../ui/qr-code.tsx'

/** An invite link just made: to copy, or to be scanned. */
export function MadeLink({ link }: { link: string }) {
  const words = useSettingsWords()
  const [copied, setCopied] = useState(false)
  return (
    <div className="made-link">
      <QrCode label={words.qrLabel} link={link} />
      <div className="field">
        <div className="field-line">
          <input readOnly aria-label={words.inviteLink} value={link} onFocus={(event) => event.target.select()} />
          <IconButton label={words.copyInvite} onClick={() => void copy(link).then(() => setCopied(true))}>
            <Copy size={16} />
          </IconButton>
        </div>
        <p className="field-hint" role="status">
          {copied ? words.copied : words.shownOnce}
        </p>
      </div>
    </div>
  )
}
