import { SMTPServer } from 'smtp-server'

export interface Received {
  to: string
  raw: string
}

/** A mail server on loopback. What it refuses came, too: who sent it does not know what became of it. */
export class MailServer implements AsyncDisposable {
  readonly mails: Received[] = []
  /** So many of the next it is of no use for. */
  refusals = 0
  readonly #smtp = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    // Whoever keeps a connection for the next mail is not waited for.
    closeTimeout: 100,
    onData: (stream, session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        this.mails.push({ to: session.envelope.rcptTo.map(({ address }) => address).join(), raw: Buffer.concat(chunks).toString() })
        if (this.refusals-- > 0) done(Object.assign(new Error('Come back later'), { responseCode: 451 }))
        else done()
      })
    },
  })

  static async start(): Promise<MailServer> {
    const server = new MailServer()
    // Who dies within a sentence is no failure of the server.
    server.#smtp.on('error', () => {})
    await new Promise<void>((resolve) => server.#smtp.listen(0, '127.0.0.1', resolve))
    return server
  }

  get url(): string {
    return `smtp://127.0.0.1:${(this.#smtp.server.address() as { port: number }).port}`
  }

  [Symbol.asyncDispose](): Promise<void> {
    return new Promise((resolve) => this.#smtp.close(() => resolve()))
  }
}

/** A header of a mail, unfolded. */
export const header = (raw: string, name: string): string =>
  new RegExp(`^${name}:(.*(?:\\r\\n[ \\t].*)*)`, 'im')
    .exec(raw)?.[1]
    ?.replace(/\r\n[ \t]+/g, ' ')
    .trim() ?? ''
