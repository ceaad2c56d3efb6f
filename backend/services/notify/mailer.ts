import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createTransport, type SendMailOptions } from 'nodemailer'

export interface Mail {
  to: string
  subject: string
  text: string
  html: string
  /** The same for the same mail, however often it is sent: who gets it twice sees it once. */
  messageId: string
  /** What it hangs below, so that mails about one conversation stand together. */
  thread: string
  /** Where who wants no more of them says so, by a press or by a program (RFC 8058). */
  stop: string
}

/** Hands mails to a server, or puts them into a folder. Throws while that does not take them. */
export interface Mailer {
  send(mail: Mail): Promise<void>
}

/** Undefined where no mails are sent. */
export function mailerOf({ smtpUrl, mailFrom }: { smtpUrl: string; mailFrom: string }): Mailer | undefined {
  if (smtpUrl === '') return undefined
  return smtpUrl.startsWith('file:') ? folderMailer(fileURLToPath(smtpUrl), mailFrom) : smtpMailer(smtpUrl, mailFrom)
}

const optionsOf = (from: string, { to, subject, text, html, messageId, thread, stop }: Mail): SendMailOptions => ({
  from,
  to,
  subject,
  text,
  html,
  messageId,
  inReplyTo: thread,
  references: [thread],
  headers: { 'Auto-Submitted': 'auto-generated', 'List-Unsubscribe': `<${stop}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' },
  disableFileAccess: true,
  disableUrlAccess: true,
})

function smtpMailer(url: string, from: string): Mailer {
  const transport = createTransport({ url, pool: true, maxConnections: 2, connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 } as never)
  return {
    async send(mail) {
      await transport.sendMail(optionsOf(from, mail))
    },
  }
}

/** For development: a file for each mail, whole before it has its name. */
function folderMailer(folder: string, from: string): Mailer {
  const transport = createTransport({ streamTransport: true, buffer: true })
  return {
    async send(mail) {
      const { message } = (await transport.sendMail(optionsOf(from, mail))) as unknown as { message: Buffer }
      const path = join(folder, `${mail.messageId.replace(/[^a-zA-Z0-9-]+/g, '_')}.eml`)
      await mkdir(folder, { recursive: true })
      await writeFile(`${path}.part`, message, { mode: 0o600 })
      await rename(`${path}.part`, path)
    },
  }
}
